import { isDateTime } from '../../domain/dates.ts';
import type { Listing } from '../backend.ts';
import { digest, isDigest } from '../digest.ts';
import { wireObject } from '../wire.ts';
import type { DocumentKey } from './document-key.ts';
import { isMark, marksOf, type PageMarks } from './page-marks.ts';
import type { QueuePage } from './queue-page.ts';

/**
 * Where a reader of a queue stands: everything up to `from` has been shown, and of what follows, the documents whose marks
 * are in `seen`. They share one instant as a page is never cut between documents of the same instant, but a reader may be.
 *
 * Where they are too many for a cursor, it has their number and one check of all: the queue begins with just these
 * documents, or else all that follow `from` come again.
 */
export interface QueuePosition {
  readonly from: string | null;
  readonly seen: readonly string[];
  readonly more?: { readonly shown: number; readonly check: string };
}

/** With a mark of eight characters each, a position stays below 600 bytes. */
const MAX_SEEN = 40;
const MAX_SHOWN = 10_000_000;
const MAX_INSTANT = 64;
/** More than a page looks at. */
const MAX_LISTED = 1_000;

export function parseQueuePosition(value: unknown): QueuePosition | undefined {
  const given = wireObject<QueuePosition>(value);
  if (given === undefined) return undefined;
  const { from, seen, more } = given;
  if (!(from === null || isInstant(from)) || !isSeen(seen)) return undefined;
  if (more === undefined) return { from, seen };
  const run = wireObject<{ shown: number; check: string }>(more);
  if (run === undefined || !isCount(run.shown) || !isDigest(run.check)) return undefined;
  return { from, seen, more: { shown: run.shown, check: run.check } };
}

/** What of a page a reader at `position` has not shown yet. */
export function toListing(page: QueuePage, position: QueuePosition): Listing<DocumentKey, QueuePosition> {
  const marks = marksOf(page);
  const unseen = unseenIn(page, marks, position);
  const listed = unseen.slice(0, MAX_LISTED).flatMap((index) => page.documents[index] ?? []);
  return {
    entries: listed.map(({ key, invoice }) => ({ document: key, sourceId: key.id, invoice })),
    more: page.next !== null || unseen.length > listed.length,
    positionAfter: (count) => {
      const waiting = unseen[count];
      if (waiting !== undefined) return positionBehind(page, marks, { shown: waiting, at: waiting }, position.from);
      if (page.next !== null) return { from: page.next, seen: [] };
      if (page.documents.length === 0) return position;
      // The queue ends here for now: what arrives next may share the last instant.
      const at = page.documents.findLastIndex(({ enteredAt }) => enteredAt !== null);
      return positionBehind(page, marks, { shown: page.documents.length, at }, position.from);
    },
  };
}

/** Indexes of the documents that were not shown yet. */
function unseenIn({ documents }: QueuePage, marks: PageMarks, { seen, more }: QueuePosition): readonly number[] {
  const indexes = [...documents.keys()];
  if (more !== undefined) {
    const isBegun = more.shown <= documents.length && checkOf(marks, 0, more.shown) === more.check;
    return isBegun ? indexes.slice(more.shown) : indexes;
  }
  if (seen.length === 0) return indexes;
  const known = new Set(seen);
  return indexes.filter((index) => !known.has(marks.of(index)));
}

/** All before `shown` have been shown, and the document at `at` goes on: the last instant that is shown whole, and what follows it. */
function positionBehind(
  page: QueuePage,
  marks: PageMarks,
  { shown, at }: { readonly shown: number; readonly at: number },
  from: string | null,
): QueuePosition {
  const covered = marks.lastBefore(at);
  const start = covered + 1;
  const behind = { from: page.documents[covered]?.enteredAt ?? from };
  if (shown - start > MAX_SEEN)
    return { ...behind, seen: [], more: { shown: shown - start, check: checkOf(marks, start, shown) } };
  return { ...behind, seen: Array.from({ length: shown - start }, (_, index) => marks.of(start + index)) };
}

function checkOf(marks: PageMarks, start: number, end: number): string {
  return digest(Array.from({ length: end - start }, (_, index) => marks.of(start + index)).join(''));
}

function isSeen(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.length <= MAX_SEEN && value.every(isMark);
}

function isInstant(value: unknown): value is string {
  return typeof value === 'string' && value.length <= MAX_INSTANT && isDateTime(value);
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= MAX_SHOWN;
}
