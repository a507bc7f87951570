import type { DatabaseSync } from 'node:sqlite';
import { messageTtlMs, oldestKeptMs, type Retention } from '../retention.ts';

/** The rows to remove: the `surplus` oldest, and all others that were stored before `storedBefore`. */
interface Outdated {
  readonly surplus: number;
  readonly storedBefore: number;
}

interface Removed {
  readonly count: number;
  /** The id of the newest one. */
  readonly last: number;
}

/**
 * Removes at most `limit` outdated events, and at most as many outdated messages. Returns true if there may be more of
 * them.
 */
export function prepareRemoval(database: DatabaseSync, retention: Retention): (now: number, limit: number) => boolean {
  const countKept = database.prepare('SELECT kept FROM log_state');
  const noteRemoved = database.prepare('UPDATE log_state SET removed_id = ?, kept = kept - ?');
  const removeEvents = prepareRemovalFrom(database, 'events', 'id');
  const removeMessages = prepareRemovalFrom(database, 'messages', 'event_id');
  return (now, limit) => {
    const surplus = Number(countKept.get()?.['kept'] ?? 0) - retention.maxCount;
    const events = removeEvents({ surplus, storedBefore: oldestKeptMs(retention, now) }, limit);
    if (events.count > 0) noteRemoved.run(events.last, events.count);
    const messages = removeMessages({ surplus: 0, storedBefore: now - messageTtlMs(retention) }, limit);
    return events.count === limit || messages.count === limit;
  };
}

/** Removes the oldest rows, never some in the middle: the table keeps every row after the newest one removed. */
function prepareRemovalFrom(database: DatabaseSync, table: string, id: string) {
  const oldest = database.prepare(`SELECT ${id} AS id, stored_at FROM ${table} ORDER BY ${id} LIMIT ?`);
  const removeUpTo = database.prepare(`DELETE FROM ${table} WHERE ${id} <= ?`);
  return ({ surplus, storedBefore }: Outdated, limit: number): Removed => {
    let count = 0;
    let last = 0;
    for (const row of oldest.iterate(limit)) {
      if (count >= surplus && Number(row['stored_at']) >= storedBefore) break;
      last = Number(row['id']);
      count += 1;
    }
    if (count > 0) removeUpTo.run(last);
    return { count, last };
  };
}
