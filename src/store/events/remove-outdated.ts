import { ask, type Builder, type Steps } from '../statements.ts';
import { lockLog } from './append-events.ts';
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
  const storedBefore = { events: oldestKeptMs(retention, now), messages: now - messageTtlMs(retention) };
  const [state] = yield* ask(database.selectFrom('log_state').select('kept'));
  const oldest = yield* oldestEvents(database, 1);
  const isSurplus = (state?.kept ?? 0) > retention.maxCount && oldest.length > 0;
  // Outdated rows are rare, and one row of each table tells.
  const isEventOutdated = isSurplus || isBefore(oldest, storedBefore.events);
  if (!isEventOutdated && !isBefore(yield* oldestMessages(database, 1), storedBefore.messages)) return false;
  // Another gateway may be removing the same: read again what there is with the lock, which is also taken before any other.
  const { kept } = yield* lockLog(database);
  const events = yield* removeEvents(database, kept - retention.maxCount, storedBefore.events);
  const messages = yield* removeMessages(database, storedBefore.messages);
  return events === MAX_REMOVED || messages === MAX_REMOVED;
}

function* removeEvents(database: Builder, surplus: number, storedBefore: number): Steps<number> {
  const rows = yield* oldestEvents(database, MAX_REMOVED);
  const count = countOutdated(rows, surplus, storedBefore);
  const last = rows[count - 1]?.id;
  if (last === undefined) return 0;
  yield* ask(database.deleteFrom('events').where('id', '<=', last));
  yield* ask(database.updateTable('log_state').set((eb) => ({ removed_id: last, kept: eb('kept', '-', count) })));
  return count;
}

function* removeMessages(database: Builder, storedBefore: number): Steps<number> {
  const rows = yield* oldestMessages(database, MAX_REMOVED);
  const count = countOutdated(rows, 0, storedBefore);
  const last = rows[count - 1]?.event_id;
  if (last !== undefined) yield* ask(database.deleteFrom('messages').where('event_id', '<=', last));
  return count;
}

function oldestEvents(database: Builder, count: number) {
  return ask(database.selectFrom('events').select(['id', 'stored_at']).orderBy('id').limit(count));
}

function oldestMessages(database: Builder, count: number) {
  return ask(database.selectFrom('messages').select(['event_id', 'stored_at']).orderBy('event_id').limit(count));
}

function isBefore(rows: readonly { readonly stored_at: number }[], storedBefore: number): boolean {
  return rows.some(({ stored_at }) => stored_at < storedBefore);
}

/** The number of rows, from the oldest on, that are surplus or were stored before `storedBefore`. */
function countOutdated(rows: readonly { readonly stored_at: number }[], surplus: number, storedBefore: number): number {
  const firstKept = rows.findIndex(({ stored_at }, index) => index >= surplus && stored_at >= storedBefore);
  return firstKept === -1 ? rows.length : firstKept;
}
