import { BadUserInput, CursorExpired } from '../errors/catalogue.ts';
import type { Bounds, EventStore } from './event-store.ts';
import { isRedisId } from './redis/redis-ids.ts';
import { isSqliteId } from './sqlite/sqlite-ids.ts';

/**
 * Throws BadUserInput if `after` is not an event id, and CursorExpired if it is one of the other kind of store: the gateway has
 * been given another store since, and clients know what to do then.
 */
export function checkId(after: string, store: EventStore): void {
  if (store.isId(after)) return;
  if (isSqliteId(after) || isRedisId(after)) throw expired();
  throw new BadUserInput(
    '`after` is not the id of an event: pass the `id` of the last event that you received, or leave `after` out',
    { field: ['after'] },
  );
}

/**
 * Throws CursorExpired unless all that came after the position is still there. To be called with bounds that were read
 * after the events: what was removed in between is noticed then.
 */
export function checkCursor(after: string, { first, removed, last }: Bounds, { compare, origin }: EventStore): void {
  const isRemoved = compare(after, removed) < 0;
  // Ids grow as long as a log lives: these are of one that was lost, and of which nobody knows how it went on.
  const isOfLostLog = compare(after, last) > 0 || (after !== origin && compare(after, first) < 0);
  if (isRemoved || isOfLostLog) throw expired();
}

function expired(): CursorExpired {
  return new CursorExpired(
    'Events after this one are not all kept: subscribe without `after`, and then read the lists for what was missed',
  );
}
