import type { Backend, PositionHandle } from '../../backends/backend.ts';
import { CursorExpired } from '../../errors/catalogue.ts';
import { decodeCursor, encodeCursor, notACursor } from '../cursor-text.ts';

/**
 * The progress of one account's list:
 * - UNOPENED: not asked yet in this run, and starts at its front
 * - OPEN: may have more documents
 * - FAILED: may have more documents, but the last page could not read them
 * - FAILED_AGAIN: the page before could not read them either, so that they do not prolong the list
 * - ENDED: had no more documents
 */
export type AccountState = 'UNOPENED' | 'OPEN' | 'FAILED' | 'FAILED_AGAIN' | 'ENDED';

/** The position of one account in a list of several. */
export interface AccountPosition {
  readonly backend: Backend;
  /** null at the front of the list. */
  readonly position: PositionHandle | null;
  readonly state: AccountState;
}

type StateNumber = 0 | 1 | 2 | 3;
type AccountEntry = readonly [company: string, source: string, position: PositionHandle | null, state: StateNumber];
/** The account up to which all accounts without an entry have ended; null if each of them is unopened. */
type Frontier = readonly [company: string, source: string] | null;
type Content = readonly [version: number, list: string, frontier: Frontier, ...accounts: readonly AccountEntry[]];

/** Increase it when the content of cursors changes, including a source's positions. */
const VERSION = 3;
/** Characters. Proxies limit the size of a request, and integrators save cursors. */
const MAX_LENGTH = 8_000;
const STATES = ['OPEN', 'ENDED', 'FAILED', 'FAILED_AGAIN'] as const;
const NUMBERS: Readonly<Record<AccountState, StateNumber>> = {
  UNOPENED: 0,
  OPEN: 0,
  ENDED: 1,
  FAILED: 2,
  FAILED_AGAIN: 3,
};

/** `list` names the list's filter: a cursor is valid only for the list that returned it. */
export function encodePageCursor(list: string, accounts: readonly AccountPosition[]): string {
  const opened = accounts.filter(({ state }) => state !== 'UNOPENED');
  const whole = encode(list, null, opened);
  return whole.length <= MAX_LENGTH ? whole : encodeUnfinished(list, opened);
}

/**
 * A cursor without the accounts that have ended: the next run starts at their front. If it is still too long, the last accounts
 * start at their front in this run. Documents come twice then, but none is skipped.
 */
function encodeUnfinished(list: string, opened: readonly AccountPosition[]): string {
  const unfinished = opened.filter(({ state }) => state !== 'ENDED');
  for (let whole = unfinished.length; ; whole -= 1) {
    const kept = unfinished.map((account, index) => (index < whole ? account : { ...account, position: null }));
    const text = encode(list, opened.at(-1) ?? null, kept);
    if (text.length <= MAX_LENGTH || whole === 0) return text;
  }
}

function encode(list: string, frontier: AccountPosition | null, accounts: readonly AccountPosition[]): string {
  const content: Content = [
    VERSION,
    list,
    frontier && [frontier.backend.company, frontier.backend.source],
    ...accounts.map(
      ({ backend, position, state }): AccountEntry => [backend.company, backend.source, position, NUMBERS[state]],
    ),
  ];
  return encodeCursor(content);
}

/**
 * Returns the accounts' positions of a cursor. An account that is not in the cursor starts at its front. An entry of an
 * account that is not in this list is skipped, whether the account exists or not.
 * Throws BadUserInput if the text is not a cursor of this list. Throws CursorExpired if the cursor comes from another
 * version, or if none of its accounts is left.
 */
export function decodePageCursor(
  cursor: string,
  list: string,
  backends: readonly Backend[],
): readonly AccountPosition[] {
  const content = decodeCursor(cursor, MAX_LENGTH);
  if (!Array.isArray(content)) throw notACursor();
  const [version, name, frontier, ...entries]: readonly unknown[] = content;
  if (Number.isInteger(version) && version !== VERSION) throw expired('comes from another version of the gateway');
  if (version !== VERSION || name !== list) throw notACursor();
  const known = positionsIn(entries, new Map(backends.map((backend) => [nameOf(backend), backend])));
  const last = frontierIn(frontier, backends);
  if (entries.length > 0 && known.size === 0) throw expired('names no account that you can see any more');
  return backends.map(
    (backend, index) =>
      known.get(backend) ?? { backend, position: null, state: index <= last ? ('ENDED' as const) : 'UNOPENED' },
  );
}

function positionsIn(
  entries: readonly unknown[],
  backends: ReadonlyMap<string, Backend>,
): ReadonlyMap<Backend, AccountPosition> {
  const names = new Set<string>();
  const known = new Map<Backend, AccountPosition>();
  for (const entry of entries) {
    if (!isAccountEntry(entry)) throw notACursor();
    const [company, source, given, state] = entry;
    const name = nameOf({ company, source });
    if (names.has(name)) throw notACursor();
    names.add(name);
    const backend = backends.get(name);
    if (backend === undefined) continue;
    const position = given === null ? null : backend.position(given);
    if (position === undefined) throw notACursor();
    known.set(backend, { backend, position, state: STATES[state] });
  }
  return known;
}

function isAccountEntry(
  entry: unknown,
): entry is readonly [company: string, source: string, position: unknown, state: StateNumber] {
  if (!Array.isArray(entry) || entry.length !== 4) return false;
  const [company, source, , state]: readonly unknown[] = entry;
  return typeof company === 'string' && typeof source === 'string' && isStateNumber(state);
}

function isStateNumber(value: unknown): value is StateNumber {
  return value === 0 || value === 1 || value === 2 || value === 3;
}

/** The index of the frontier; -1 if there is none, or if its account is gone: accounts without an entry are unopened then. */
function frontierIn(frontier: unknown, backends: readonly Backend[]): number {
  if (frontier === null) return -1;
  if (!Array.isArray(frontier) || frontier.length !== 2) throw notACursor();
  const [company, source]: readonly unknown[] = frontier;
  if (typeof company !== 'string' || typeof source !== 'string') throw notACursor();
  return backends.findIndex((backend) => backend.company === company && backend.source === source);
}

function nameOf({ company, source }: { readonly company: string; readonly source: string }): string {
  return JSON.stringify([company, source]);
}

function expired(reason: string): CursorExpired {
  return new CursorExpired(`This cursor ${reason}: start again without \`after\`; documents may appear twice`, {
    field: ['after'],
  });
}
