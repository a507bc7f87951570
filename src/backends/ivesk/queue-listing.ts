import { compareInstants, isDateTime } from '../../domain/dates.ts';
import type { Listing, Position } from '../backend.ts';
import { wireObject } from '../wire.ts';
import { lastInstant, type QueuedDocument, type QueuePage } from './queue-page.ts';

/**
 * Where a reader of a queue stands: everything up to `from` has been shown, and of what follows, the documents in
 * `seen`. They share one instant as a page is never cut between documents of the same instant, but a reader may be.
 */
export interface QueuePosition extends Position {
  readonly from: string | null;
  readonly seen: readonly string[];
  /** The instant of those in `seen`: a document that is exported again stands at a later one. Absent where unknown. */
  readonly at?: string;
}

export function parseQueuePosition(value: unknown): QueuePosition | undefined {
  const given = wireObject<QueuePosition>(value);
  if (given === undefined) return undefined;
  const { from, seen, at } = given;
  if (!(from === null || isInstant(from)) || !(at === undefined || isInstant(at))) return undefined;
  if (!Array.isArray(seen) || !seen.every((id) => typeof id === 'string')) return undefined;
  return { from, seen, ...(at !== undefined && { at }) };
}

/** What of a page a reader at `position` has not shown yet. */
export function toListing(page: QueuePage, position: QueuePosition): Listing {
  const unseen = page.documents.filter((document) => !isSeen(document, position));
  return {
    entries: unseen.map(({ key, id, invoice }) => ({ key, sourceId: id, invoice })),
    more: page.next !== null,
    positionAfter: (count) => {
      const waiting = unseen[count];
      if (waiting !== undefined) {
        const shown = page.documents.slice(0, page.documents.indexOf(waiting));
        return positionBehind(shown, waiting.enteredAt, position.from);
      }
      if (page.next !== null) return { from: page.next, seen: [] };
      if (page.documents.length === 0) return position;
      // The queue ends here for now: what arrives next may share the last instant.
      return positionBehind(page.documents, lastInstant(page.documents), position.from);
    },
  };
}

function isSeen({ id, enteredAt }: QueuedDocument, { seen, at }: QueuePosition): boolean {
  if (!seen.includes(id)) return false;
  return at === undefined || enteredAt === null || compareInstants(enteredAt, at) <= 0;
}

/** All of `shown` has been shown, and `at` goes on: the last instant that is shown whole, and what follows it. */
function positionBehind(shown: readonly QueuedDocument[], at: string | null, from: string | null): QueuePosition {
  const covered = shown.findLastIndex(
    ({ enteredAt }) => enteredAt !== null && at !== null && compareInstants(enteredAt, at) < 0,
  );
  const seen = shown.slice(covered + 1).map(({ id }) => id);
  return { from: shown[covered]?.enteredAt ?? from, seen, ...(at !== null && seen.length > 0 && { at }) };
}

function isInstant(value: unknown): value is string {
  return typeof value === 'string' && isDateTime(value);
}
