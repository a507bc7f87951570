import { isDateTime } from '../../domain/dates.ts';
import type { Listing, Position } from '../backend.ts';
import { wireObject } from '../wire.ts';
import { isAfter, type QueuedDocument, type QueuePage } from './queue-page.ts';

/**
 * Where a reader of a queue stands: everything up to `from` has been shown, and of what follows, the documents in
 * `seen`. They share one instant as a page is never cut between documents of the same instant, but a reader may be.
 */
export interface QueuePosition extends Position {
  readonly from: string | null;
  readonly seen: readonly string[];
}

export function parseQueuePosition(value: unknown): QueuePosition | undefined {
  const given = wireObject<QueuePosition>(value);
  if (given === undefined || !(given.from === null || (typeof given.from === 'string' && isDateTime(given.from))))
    return undefined;
  const { from, seen } = given;
  return Array.isArray(seen) && seen.every((id) => typeof id === 'string') ? { from, seen } : undefined;
}

/** What of a page a reader at `position` has not shown yet. */
export function toListing(page: QueuePage, position: QueuePosition): Listing {
  const unseen = page.documents.filter(({ id }) => !position.seen.includes(id));
  return {
    entries: unseen.map(({ key, id, invoice }) => ({ key, sourceId: id, invoice })),
    more: page.next !== null,
    positionAfter: (count) => {
      const waiting = unseen[count];
      return waiting === undefined
        ? { from: page.next ?? lastInstant(page.documents) ?? position.from, seen: [] }
        : positionBefore(page.documents.slice(0, page.documents.indexOf(waiting)), waiting, position.from);
    },
  };
}

/** All of `shown` has been shown and `waiting` comes next: the last instant that is shown whole, and what follows it. */
function positionBefore(shown: readonly QueuedDocument[], waiting: QueuedDocument, from: string | null): QueuePosition {
  const covered = shown.findLastIndex(({ enteredAt }) => enteredAt !== null && isBeforeInstantOf(enteredAt, waiting));
  return {
    from: shown[covered]?.enteredAt ?? from,
    seen: shown.slice(covered + 1).map(({ id }) => id),
  };
}

function isBeforeInstantOf(enteredAt: string, { enteredAt: other }: QueuedDocument): boolean {
  return other !== null && isAfter(other, enteredAt);
}

function lastInstant(documents: readonly QueuedDocument[]): string | null {
  return documents.findLast(({ enteredAt }) => enteredAt !== null)?.enteredAt ?? null;
}
