import { BadUserInput, CursorExpired } from '../errors/catalogue.ts';
import type { Bounds, EventStore } from './event-store.ts';

/** Throws BadUserInput for what is no id of the store's. */
export function checkId(after: string, store: EventStore): void {
  if (!store.isId(after)) throw new BadUserInput('This is not the id of an event', { field: ['after'] });
}

/**
 * Throws CursorExpired unless all that came after the position is still there. To be called with bounds that were read
 * after the events: what was removed in between is noticed then.
 */
export function checkCursor(after: string, { first, removed, last }: Bounds, { compare, origin }: EventStore): void {
  const isRemoved = compare(after, removed) < 0;
  // Ids grow as long as a log lives: these are of one that was lost, and of which nobody knows how it went on.
  const isOfLostLog = compare(after, last) > 0 || (after !== origin && compare(after, first) < 0);
  if (isRemoved || isOfLostLog) {
    throw new CursorExpired('Events after this one are no longer all kept: begin anew without `after`');
  }
}
