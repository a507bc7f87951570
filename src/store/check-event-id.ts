import { BadUserInput, CursorExpired } from '../errors/catalogue.ts';
import type { Bounds, EventStore } from './event-store.ts';
import { isRedisId } from './redis/redis-ids.ts';
import { isSqliteId } from './sqlite/sqlite-ids.ts';

/**
 * Throws BadUserInput if `after` is not an event id, and CursorExpired if it is an id of another kind of store: the
 * gateway's store has been replaced since, and clients know how to handle that code.
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
 * Throws CursorExpired unless every event after the position is still in the log. Call it with bounds that were read
 * after the events, so that it notices a removal in between.
 */
export function checkIsKept(after: string, { first, removed, last }: Bounds, { compare, origin }: EventStore): void {
  const isRemoved = compare(after, removed) < 0;
  // Ids only increase while a log exists: such an id is from a log that was lost, and whose later events are unknown.
  const isOfLostLog = compare(after, last) > 0 || (after !== origin && compare(after, first) < 0);
  if (isRemoved || isOfLostLog) throw expired();
}

function expired(): CursorExpired {
  return new CursorExpired(
    'Some events after this one are no longer kept: subscribe without `after`, then read the lists to catch up',
  );
}
