import { compareInstants, isDateTime } from '../../../domain/values/dates.ts';
import type { Listing } from '../../backend.ts';
import { digest, isDigest } from '../../digest.ts';
import { wireObject } from '../../wire.ts';
import type { DocumentKey } from '../document-key.ts';
import { isMark, marksOf, type PageMarks } from './page-marks.ts';
import type { QueuePage } from './queue-page.ts';

/**
 * The position of a reader in a queue. The reader has seen everything up to `from`, and the documents after it whose
 * marks are in `seen`. These share one instant: a page is never cut between documents of the same instant, but a reader
 * may stop there.
 *
 * If there are too many of them for a cursor, the cursor has their number and one check of all. If the queue no longer
 * begins with exactly these documents, all that follow `from` are returned again.
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
/** How far the clock of a source may be behind. */
const MAX_SKEW_MS = 300_000;
/** More documents than a page of the gateway reads. */
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

/** The documents of a page that a reader at `position` has not seen. `now` is in milliseconds since the epoch. */
export function toListing(page: QueuePage, position: QueuePosition, now: number): Listing<DocumentKey, QueuePosition> {
  const marks = marksOf(page);
  const unseen = unseenIn(page, marks, position);
  const listed = unseen.slice(0, MAX_LISTED).flatMap((index) => page.documents[index] ?? []);
  const next = nextOf(page, now);
  return {
    entries: listed.map(({ key, invoice }) => ({ document: key, sourceId: key.id, invoice })),
    leftOut: page.leftOut,
    more: next !== null || unseen.length > listed.length,
    positionAfter: (count) => {
      const waiting = unseen[count];
      if (waiting !== undefined) return positionBehind(page, marks, { shown: waiting, at: waiting }, position.from);
      if (next !== null) return positionAt(next, page, marks);
      if (page.documents.length === 0) return position;
      // The queue ends here for now. The next document may share the last instant.
      const at = page.documents.findLastIndex(({ enteredAt }) => enteredAt !== null);
      return positionBehind(page, marks, { shown: page.documents.length, at }, position.from);
    },
  };
}

/**
 * The start of the next page. A page without documents that leads to the present is the end for now: a source may move `next` on with
 * its clock, and its list would never end. The reader stays where it is, and misses no document that enters late.
 */
function nextOf({ documents, leftOut, next }: QueuePage, now: number): string | null {
  const isEmpty = documents.length + leftOut === 0;
  return isEmpty && next !== null && Date.parse(next) > now - MAX_SKEW_MS ? null : next;
}

/** Indexes of the documents that the reader has not seen. */
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

/** The position at the next page of a reader that has seen this page: `next` may lie before the page's last documents. */
function positionAt(next: string, page: QueuePage, marks: PageMarks): QueuePosition {
  const start = page.documents.findIndex(({ enteredAt }) => enteredAt !== null && compareInstants(enteredAt, next) > 0);
  return start === -1 ? { from: next, seen: [] } : seenFrom(next, marks, start, page.documents.length);
}

/**
 * The position of a reader that has seen all documents before `shown` and continues with the one at `at`: the last
 * instant that was seen completely, and the documents seen after it.
 */
function positionBehind(
  page: QueuePage,
  marks: PageMarks,
  { shown, at }: { readonly shown: number; readonly at: number },
  from: string | null,
): QueuePosition {
  const covered = marks.lastBefore(at);
  // A source that includes the instant that it is asked for gives the documents of the covered instant again.
  const start = covered !== -1 && includesStart(page, from) ? marks.lastBefore(covered) + 1 : covered + 1;
  return seenFrom(page.documents[covered]?.enteredAt ?? from, marks, start, shown);
}

function seenFrom(from: string | null, marks: PageMarks, start: number, end: number): QueuePosition {
  if (end - start > MAX_SEEN)
    return { from, seen: [], more: { shown: end - start, check: checkOf(marks, start, end) } };
  return { from, seen: Array.from({ length: end - start }, (_, index) => marks.of(start + index)) };
}

function includesStart({ documents }: QueuePage, from: string | null): boolean {
  const first = documents.find(({ enteredAt }) => enteredAt !== null)?.enteredAt ?? null;
  return from !== null && first !== null && compareInstants(first, from) <= 0;
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
