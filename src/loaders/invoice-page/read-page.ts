import type { Backend, DateRange } from '../../backends/backend.ts';
import { GatewayError } from '../../errors/catalogue.ts';
import { AccountReader } from './account-reader.ts';
import type { PageEntry, ReadingPlan } from './entry-reader.ts';
import { type AccountPosition, decodePageCursor, encodePageCursor } from './page-cursor.ts';
import { Patience } from './patience.ts';
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
  /** Values of the account's documents that could not be understood, and are null. */
  readonly oddities: number;
  /** Documents of the account that could not be shown, and do not have an id either. */
  readonly leftOut: number;
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
/** Accounts that a page asks concurrently. */
const MAX_CONCURRENT = 30;
/** Accounts that a page asks in total: a list of many empty accounts continues on the next page. */
const MAX_ASKED = 100;

/**
 * Fills a page from its accounts. It asks no more of them than it has places, and further ones only if these have too few
 * documents. No account takes more than its share while others have documents, and none is asked for more than the page
 * needs. An account that takes long does not hold up the documents of others. Throws if every account failed and none has ended: the caller can then retry with the same cursor. Also throws if no
 * source can serve the list.
 */
export async function readPage(request: PageRequest): Promise<InvoicePage> {
  const readers = startPositions(request).map((start) => new AccountReader(start, request));
  const [refusal] = readers.flatMap(({ error }) => error ?? []);
  if (refusal !== undefined && readers.every(({ isRefused }) => isRefused)) throw refusal;
  await fill(readers, request.first);
  throwIfAllFailed(readers);
  return toPage(readers, request);
}

/**
 * An account that has ended makes the page an answer: its cursor continues to the end of the list, after which all accounts are
 * asked again. If the page were an error, a dead account would hide the new documents of the others for ever.
 */
function throwIfAllFailed(readers: readonly AccountReader[]): void {
  const asked = readers.filter(({ wasAsked }) => wasAsked);
  const [failure] = asked.flatMap(({ error }) => error ?? []);
  const hasEnded = readers.some(({ start, isRefused }) => start.state === 'ENDED' && !isRefused);
  if (failure !== undefined && !hasEnded && asked.every(({ hasFailed }) => hasFailed)) throw failure;
}

function startPositions({ backends, after, list }: PageRequest): readonly AccountPosition[] {
  if (after === null) return backends.map((backend) => ({ backend, position: null, state: 'UNOPENED' }));
  const positions = decodePageCursor(after, list, backends);
  // Paging past the end asks for documents that have arrived since. While the list continues because of an account that failed
  // once, the others are not asked again: most sources would return all of their documents a second time.
  const isAtEnd = positions.every(({ state }) => state === 'ENDED' || state === 'FAILED_AGAIN');
  return isAtEnd ? positions.map((one) => (one.state === 'ENDED' ? { ...one, state: 'OPEN' } : one)) : positions;
}

async function fill(readers: readonly AccountReader[], first: number): Promise<void> {
  const patience = new Patience();
  let lookedAt = 0;
  for (;;) {
    const taken = count(readers, ({ entries, claimed }) => entries.length + claimed);
    const places = Math.min(first - taken, MAX_LOOKED_AT - lookedAt);
    if (places > 0) {
      if (count(readers, ({ available }) => available) < places) await patience.waitFor(listMore(readers, places));
      const shares = shareEvenly(
        places,
        readers.map(({ entries, available }) => ({ taken: entries.length, available })),
      );
      lookedAt += shares.reduce((sum, share) => sum + share, 0);
      await patience.waitFor(takeMore(readers, shares));
      if (readers.some((reader) => reader.available > 0 || mayBeAsked(reader, readers))) continue;
    }
    const hasDocuments = readers.some(({ entries }) =>
      entries.some(({ outcome }) => !(outcome instanceof GatewayError)),
    );
    // An account that answers now would not be examined.
    const isOver = lookedAt >= MAX_LOOKED_AT && readers.every(({ claimed }) => claimed === 0);
    if (hasDocuments || isOver || !(await patience.next())) break;
  }
  for (const reader of readers) if (reader.isBusy) reader.leave();
}

function takeMore(readers: readonly AccountReader[], shares: readonly number[]) {
  return readers.flatMap((reader, index) => {
    const share = shares[index] ?? 0;
    return share === 0 ? [] : [{ reader, work: reader.take(share) }];
  });
}

/** Asks the accounts that the page has begun with, and the first of the others while there are more places than accounts. */
function listMore(readers: readonly AccountReader[], places: number) {
  const [started, others] = [true, false].map((wasAsked) =>
    readers.filter((reader) => reader.wasAsked === wasAsked && (reader.available > 0 || reader.mayHaveMore)),
  ) as [AccountReader[], AccountReader[]];
  const room = Math.min(places, MAX_CONCURRENT - count(readers, ({ isBusy }) => (isBusy ? 1 : 0))) - started.length;
  const left = MAX_ASKED - count(readers, ({ wasAsked }) => (wasAsked ? 1 : 0));
  const next = others.slice(0, Math.max(0, Math.min(room, left)));
  const exhausted = [...started, ...next].filter(({ available }) => available === 0);
  return exhausted.map((reader) => ({ reader, work: reader.list() }));
}

function mayBeAsked(reader: AccountReader, readers: readonly AccountReader[]): boolean {
  if (!reader.mayHaveMore) return false;
  return reader.wasAsked || count(readers, ({ wasAsked }) => (wasAsked ? 1 : 0)) < MAX_ASKED;
}

function toPage(readers: readonly AccountReader[], { list, after }: PageRequest): InvoicePage {
  const merged = inTurns(readers);
  return {
    entries: merged.map(({ entry }) => entry),
    // An account that was never asked has no outcome.
    outcomes: readers
      .filter(({ wasAsked, isRefused, start }) => wasAsked || isRefused || start.state !== 'UNOPENED')
      .map(({ backend, error, oddities, leftOut, range }) => ({ backend, error, oddities, leftOut, range })),
    hasNextPage: readers.some(({ isUnfinished }) => isUnfinished),
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
    return isAll ? reader.position : { backend: reader.backend, position: entry.positionAfter(), state: 'OPEN' };
  });
}

function count(readers: readonly AccountReader[], of: (reader: AccountReader) => number): number {
  return readers.reduce((sum, reader) => sum + of(reader), 0);
}
