import { ask, type Builder, type Steps } from '../statements.ts';
import { messageTtlMs, oldestKeptMs, type Retention } from './retention.ts';

export interface Removal {
  readonly retention: Retention;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** Rows that are removed in one step. A step must not delay the events that wait to be stored. */
const MAX_REMOVED = 200;

/**
 * Removes outdated events and messages, at most MAX_REMOVED of each. Returns true if there may be more of them. Only the
 * oldest are removed, never some in the middle: the log keeps every event after the newest one removed.
 */
export function* removeOutdated(database: Builder, removals: readonly Removal[]): Steps<readonly boolean[]> {
  const newest = removals.at(-1);
  const isMore = newest !== undefined && (yield* remove(database, newest));
  return removals.map(() => isMore);
}

function* remove(database: Builder, { retention, now }: Removal): Steps<boolean> {
  const events = yield* removeEvents(database, retention.maxCount, oldestKeptMs(retention, now));
  const messages = yield* removeMessages(database, now - messageTtlMs(retention));
  return events === MAX_REMOVED || messages === MAX_REMOVED;
}

function* removeEvents(database: Builder, maxCount: number, storedBefore: number): Steps<number> {
  const [state] = yield* ask(database.selectFrom('log_state').select('kept'));
  const surplus = (state?.kept ?? 0) - maxCount;
  const oldest = database.selectFrom('events').select(['id', 'stored_at']).orderBy('id');
  // Nearly always nothing is outdated, and one row tells.
  const [first] = yield* ask(oldest.limit(1));
  if (first === undefined || (surplus <= 0 && first.stored_at >= storedBefore)) return 0;
  const rows = yield* ask(oldest.limit(MAX_REMOVED));
  const count = countOutdated(rows, surplus, storedBefore);
  const last = rows[count - 1]?.id;
  if (last === undefined) return 0;
  yield* ask(database.deleteFrom('events').where('id', '<=', last));
  yield* ask(database.updateTable('log_state').set((eb) => ({ removed_id: last, kept: eb('kept', '-', count) })));
  return count;
}

function* removeMessages(database: Builder, storedBefore: number): Steps<number> {
  const oldest = database.selectFrom('messages').select(['event_id', 'stored_at']).orderBy('event_id');
  const [first] = yield* ask(oldest.limit(1));
  if (first === undefined || first.stored_at >= storedBefore) return 0;
  const rows = yield* ask(oldest.limit(MAX_REMOVED));
  const count = countOutdated(rows, 0, storedBefore);
  const last = rows[count - 1]?.event_id;
  if (last !== undefined) yield* ask(database.deleteFrom('messages').where('event_id', '<=', last));
  return count;
}

/** The number of rows, from the oldest on, that are surplus or were stored before `storedBefore`. */
function countOutdated(rows: readonly { readonly stored_at: number }[], surplus: number, storedBefore: number): number {
  const firstKept = rows.findIndex(({ stored_at }, index) => index >= surplus && stored_at >= storedBefore);
  return firstKept === -1 ? rows.length : firstKept;
}
