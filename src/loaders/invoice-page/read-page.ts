import type { Backend, DateRange } from '../../backends/backend.ts';
import type { GatewayError } from '../../errors/catalogue.ts';
import { AccountReader, type PageEntry, type ReadingPlan } from './account-reader.ts';
import { type AccountPosition, decodePageCursor, encodePageCursor } from './page-cursor.ts';
import { shareEvenly } from './share-evenly.ts';

export interface PageRequest extends ReadingPlan {
  readonly backends: readonly Backend[];
  /** Name of the list: equivalent filters have the same name. */
  readonly list: string;
  readonly first: number;
  readonly after: string | null;
}

export interface AccountOutcome {
  readonly backend: Backend;
  readonly error: GatewayError | undefined;
  /** The days that the source was asked for; undefined if it is not asked by days, or did not answer. */
  readonly range: DateRange | undefined;
}

export interface InvoicePage {
  /** The documents of the page, read or not, in order. */
  readonly entries: readonly PageEntry[];
  readonly outcomes: readonly AccountOutcome[];
  readonly hasNextPage: boolean;
  /** True if the page continues another one. */
  readonly hasPreviousPage: boolean;
  /** The cursor right after the entry of that index. */
  cursorAfter(index: number): string;
  /** The cursor after all documents that were examined. */
  endCursor(): string;
}

/** A page examines at most this many documents, however many its filter drops. */
const MAX_LOOKED_AT = 1_000;

/**
 * Fills a page from all accounts concurrently. No account waits for another to be asked, none takes more than its share
 * while others have documents, and none is asked for more than the page needs. Throws if every account that was asked
 * failed at once: the caller can then retry with the same cursor. Also throws if no source can serve the list.
 */
export async function readPage(request: PageRequest): Promise<InvoicePage> {
  const readers = startPositions(request).map((start) => new AccountReader(start, request));
  const [refusal] = readers.flatMap(({ error }) => error ?? []);
  if (refusal !== undefined && readers.every(({ isRefused }) => isRefused)) throw refusal;
  await fill(readers, request.first);
  const asked = readers.filter(({ wasAsked }) => wasAsked);
  const [failure] = asked.flatMap(({ error }) => error ?? []);
  if (failure !== undefined && asked.every(({ error, hasMoved }) => error !== undefined && !hasMoved)) throw failure;
  return toPage(readers, request);
}

function startPositions({ backends, after, list }: PageRequest): readonly AccountPosition[] {
  if (after === null) return backends.map((backend) => ({ backend, position: null, ended: false }));
  const positions = decodePageCursor(after, list, backends);
  // A list ends when all its accounts have ended. Paging past its end asks for documents that have arrived since.
  return positions.every(({ ended }) => ended) ? positions.map((one) => ({ ...one, ended: false })) : positions;
}

async function fill(readers: readonly AccountReader[], first: number): Promise<void> {
  let lookedAt = 0;
  for (;;) {
    const places = Math.min(first - count(readers, ({ entries }) => entries.length), MAX_LOOKED_AT - lookedAt);
    if (places <= 0) return;
    if (lookedAt === 0 || count(readers, ({ available }) => available) < places) await listMore(readers);
    const shares = shareEvenly(
      places,
      readers.map(({ entries, available }) => ({ taken: entries.length, available })),
    );
    lookedAt += shares.reduce((sum, share) => sum + share, 0);
    await Promise.all(readers.map((reader, index) => reader.take(shares[index] ?? 0)));
    if (readers.every((reader) => reader.available === 0 && !reader.mayHaveMore)) return;
  }
}

async function listMore(readers: readonly AccountReader[]): Promise<void> {
  await Promise.all(
    readers.filter((reader) => reader.available === 0 && reader.mayHaveMore).map((reader) => reader.list()),
  );
}

function toPage(readers: readonly AccountReader[], { list, after }: PageRequest): InvoicePage {
  const merged = inTurns(readers);
  return {
    entries: merged.map(({ entry }) => entry),
    outcomes: readers.map(({ backend, error, range }) => ({ backend, error, range })),
    // Also true for an account that failed: a caller that stopped here would never see its documents.
    hasNextPage: readers.some(({ ended }) => !ended),
    hasPreviousPage: after !== null,
    cursorAfter: (index) => encodePageCursor(list, positionsAfter(readers, merged[index])),
    endCursor: () =>
      encodePageCursor(
        list,
        readers.map(({ position }) => position),
      ),
  };
}

interface MergedEntry {
  readonly reader: number;
  /** Index among its reader's entries. */
  readonly turn: number;
  readonly entry: PageEntry;
}

/** The first document of each account, then the second of each, and so on. */
function inTurns(readers: readonly AccountReader[]): readonly MergedEntry[] {
  const longest = Math.max(0, ...readers.map(({ entries }) => entries.length));
  return Array.from({ length: longest }, (_, turn) =>
    readers.flatMap(({ entries }, reader): MergedEntry[] => {
      const entry = entries[turn];
      return entry === undefined ? [] : [{ reader, turn, entry }];
    }),
  ).flat();
}

/** The accounts' positions after an entry. In its turn, readers before it have shown one more than those after it. */
function positionsAfter(readers: readonly AccountReader[], last: MergedEntry | undefined): readonly AccountPosition[] {
  return readers.map((reader, index) => {
    const shown = last === undefined ? 0 : index <= last.reader ? last.turn + 1 : last.turn;
    const entry = reader.entries[Math.min(shown, reader.entries.length) - 1];
    if (entry === undefined) return reader.start;
    const isAll = entry === reader.entries.at(-1);
    return isAll ? reader.position : { backend: reader.backend, position: entry.positionAfter(), ended: false };
  });
}

function count(readers: readonly AccountReader[], of: (reader: AccountReader) => number): number {
  return readers.reduce((sum, reader) => sum + of(reader), 0);
}
