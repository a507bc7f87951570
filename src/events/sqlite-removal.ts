import type { DatabaseSync } from 'node:sqlite';
import { messageTtlMs, oldestKeptMs, type Retention } from './retention.ts';

/** What is to go: up to this id, and beyond it what was stored before this instant. */
interface Outdated {
  readonly upTo: number;
  readonly storedBefore: number;
}

/**
 * Removes at most `limit` outdated events, and as many messages that need not be known any longer. Gives true where that
 * may not have been all.
 */
export function prepareRemoval(database: DatabaseSync, retention: Retention): (now: number, limit: number) => boolean {
  const lastId = database.prepare("SELECT seq FROM sqlite_sequence WHERE name = 'events'");
  const removeEvents = prepareRemovalFrom(database, 'events', 'id');
  const removeMessages = prepareRemovalFrom(database, 'messages', 'event_id');
  return (now, limit) => {
    // No id is left out: how many events there are can be told from the last one.
    const upTo = Number(lastId.get()?.['seq'] ?? 0) - retention.maxCount;
    const isMoreEvents = removeEvents({ upTo, storedBefore: oldestKeptMs(retention, now) }, limit);
    const isMoreMessages = removeMessages({ upTo: 0, storedBefore: now - messageTtlMs(retention) }, limit);
    return isMoreEvents || isMoreMessages;
  };
}

/** From the oldest on, and never from the middle: what is left is all that came after the newest one removed. */
function prepareRemovalFrom(database: DatabaseSync, table: string, id: string) {
  const oldest = database.prepare(`SELECT ${id} AS id, stored_at FROM ${table} ORDER BY ${id} LIMIT ?`);
  const removeUpTo = database.prepare(`DELETE FROM ${table} WHERE ${id} <= ?`);
  return ({ upTo, storedBefore }: Outdated, limit: number): boolean => {
    let outdated = 0;
    let last = 0;
    for (const row of oldest.iterate(limit)) {
      if (Number(row['id']) > upTo && Number(row['stored_at']) >= storedBefore) break;
      last = Number(row['id']);
      outdated += 1;
    }
    if (outdated > 0) removeUpTo.run(last);
    return outdated === limit;
  };
}
