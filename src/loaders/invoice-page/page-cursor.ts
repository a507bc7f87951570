import type { Backend, Position } from '../../backends/backend.ts';
import { SOURCES } from '../../domain/source.ts';
import { decodeCursor, encodeCursor, notACursor } from '../cursor-text.ts';

/** Where a list of several accounts stands: where each account does. */
export interface AccountPosition {
  readonly backend: Backend;
  /** null = at the front. */
  readonly position: Position | null;
  readonly ended: boolean;
}

type Content = readonly [version: number, list: string, ...accounts: readonly AccountEntry[]];
type AccountEntry = readonly [company: string, source: number, position: Position | null, ended: 0 | 1];

const VERSION = 1;

/** `list` names the list's filter: a cursor goes on in the list that it came from. */
export function encodePageCursor(list: string, accounts: readonly AccountPosition[]): string {
  const entries = accounts.map(
    ({ backend, position, ended }): AccountEntry => [
      backend.company,
      SOURCES.indexOf(backend.source),
      position,
      ended ? 1 : 0,
    ],
  );
  const content: Content = [VERSION, list, ...entries];
  return encodeCursor(content);
}

/**
 * The accounts' positions of a cursor. An account that the cursor does not know is new and starts at its front; a cursor
 * that knows an account which this caller's list does not have is refused, whether the account exists or not.
 */
export function decodePageCursor(
  cursor: string,
  list: string,
  backends: readonly Backend[],
): readonly AccountPosition[] {
  const content = decodeCursor(cursor);
  if (!Array.isArray(content) || content[0] !== VERSION || content[1] !== list) throw notACursor();
  // Before they are looked at one by one: a text of any length may come in.
  if (content.length - 2 > backends.length) throw notACursor();
  const entries = content.slice(2).map(parseEntry);
  const known = entries.map((entry) => toAccountPosition(entry, backends));
  if (new Set(known.map(({ backend }) => backend)).size !== known.length) throw notACursor();
  return backends.map(
    (backend) => known.find((one) => one.backend === backend) ?? { backend, position: null, ended: false },
  );
}

function parseEntry(value: unknown): readonly [company: unknown, source: unknown, position: unknown, ended: unknown] {
  if (!Array.isArray(value) || value.length !== 4) throw notACursor();
  return [value[0], value[1], value[2], value[3]];
}

function toAccountPosition(
  [company, source, given, ended]: ReturnType<typeof parseEntry>,
  backends: readonly Backend[],
): AccountPosition {
  const backend = backends.find((one) => one.company === company && SOURCES.indexOf(one.source) === source);
  const position = given === null ? null : backend?.parsePosition(given);
  if (backend === undefined || position === undefined || !(ended === 0 || ended === 1)) throw notACursor();
  return { backend, position, ended: ended === 1 };
}
