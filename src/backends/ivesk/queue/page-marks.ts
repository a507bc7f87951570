import { compareParsed, type Instant, instantOf } from '../../../domain/values/dates.ts';
import { digest } from '../../digest.ts';
import type { QueuedDocument, QueuePage } from './queue-page.ts';

const MARK_LENGTH = 8;
const MARK = /^[\w-]{8}$/;

/** The data about a page's documents that cursors contain. One operation may ask for it many times. */
export interface PageMarks {
  /**
   * The mark of a document, made from its id and the instant at which it entered the queue. A document that is exported
   * again has a later instant, and therefore a new mark.
   */
  of(index: number): string;
  /**
   * The index of the last document before that one whose instant is earlier; -1 if no document before it is earlier.
   */
  lastBefore(index: number): number;
}

const known = new WeakMap<QueuePage, PageMarks>();

export function marksOf(page: QueuePage): PageMarks {
  const found = known.get(page) ?? createMarks(page.documents);
  known.set(page, found);
  return found;
}

export function isMark(value: unknown): value is string {
  return typeof value === 'string' && MARK.test(value);
}

function createMarks(documents: readonly QueuedDocument[]): PageMarks {
  const marks: string[] = [];
  let earlier: readonly number[] | undefined;
  return {
    of: (index) => {
      const document = documents[index];
      if (document === undefined) return '';
      marks[index] ??= markOf(document);
      return marks[index];
    },
    lastBefore: (index) => {
      earlier ??= earlierOnes(documents);
      return earlier[index] ?? -1;
    },
  };
}

function markOf({ key, enteredAt }: QueuedDocument): string {
  const { second, fraction } = enteredAt === null ? { second: '', fraction: '' } : instantOf(enteredAt);
  return digest(JSON.stringify([key.id, second, fraction.replace(/0+$/, '')])).slice(0, MARK_LENGTH);
}

/** For each document the last one before it that is earlier: looking back from each would go through them all each time. */
function earlierOnes(documents: readonly QueuedDocument[]): readonly number[] {
  const rising: { readonly index: number; readonly at: Instant }[] = [];
  return documents.map(({ enteredAt }, index) => {
    if (enteredAt === null) return -1;
    const at = instantOf(enteredAt);
    for (let last = rising.at(-1); last !== undefined && compareParsed(last.at, at) >= 0; last = rising.at(-1))
      rising.pop();
    const before = rising.at(-1)?.index ?? -1;
    rising.push({ index, at });
    return before;
  });
}
