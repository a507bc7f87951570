import { BadUserInput, CursorExpired } from '../../errors/catalogue.ts';
import type { Bounds, EventStore } from './event-store.ts';

/** Throws BadUserInput if `after` is not an event id. */
export function checkId(after: string, store: EventStore): void {
  if (store.isId(after)) return;
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
