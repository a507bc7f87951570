import type { Backend, PositionHandle } from '../../backends/backend.ts';
import { CursorExpired } from '../../errors/catalogue.ts';
import { decodeCursor, encodeCursor, notACursor } from '../cursor-text.ts';

/** The position of one account in a list of several. */
export interface AccountPosition {
  readonly backend: Backend;
  /** null at the front of the list. */
  readonly position: PositionHandle | null;
  readonly ended: boolean;
}

type Content = readonly [version: number, list: string, ...accounts: readonly AccountEntry[]];
type AccountEntry = readonly [company: string, source: string, position: PositionHandle | null, ended: 0 | 1];

/** Increase it when the content of cursors changes, including a source's positions. */
const VERSION = 3;
/** Above the longest cursor: a source's position has at most 600 bytes. */
const MAX_HEAD = 300;
const MAX_ACCOUNT = 1_000;

/** `list` names the list's filter: a cursor is valid only for the list that returned it. */
export function encodePageCursor(list: string, accounts: readonly AccountPosition[]): string {
  const entries = accounts.map(
    ({ backend, position, ended }): AccountEntry => [backend.company, backend.source, position, ended ? 1 : 0],
  );
  const content: Content = [VERSION, list, ...entries];
  return encodeCursor(content);
}

/**
 * Returns the accounts' positions of a cursor. An account that is not in the cursor is new and starts at its front.
 * Throws BadUserInput if the text is not a cursor of this list, or names an account that the list does not have, whether
 * it exists or not. Throws CursorExpired for a cursor of another version.
 */
export function decodePageCursor(
  cursor: string,
  list: string,
  backends: readonly Backend[],
): readonly AccountPosition[] {
  const content = decodeCursor(cursor, MAX_HEAD + MAX_ACCOUNT * backends.length);
  if (!Array.isArray(content)) throw notACursor();
  const [version, name, ...entries]: readonly unknown[] = content;
  if (Number.isInteger(version) && version !== VERSION) throw expired();
  if (version !== VERSION || name !== list || entries.length > backends.length) throw notACursor();
  const byName = new Map(backends.map((backend) => [nameOf(backend.company, backend.source), backend]));
  const known = new Map<Backend, AccountPosition>();
  for (const entry of entries) {
    const position = toAccountPosition(entry, byName);
    if (known.has(position.backend)) throw notACursor();
    known.set(position.backend, position);
  }
  return backends.map((backend) => known.get(backend) ?? { backend, position: null, ended: false });
}

function toAccountPosition(entry: unknown, backends: ReadonlyMap<string, Backend>): AccountPosition {
  if (!Array.isArray(entry) || entry.length !== 4) throw notACursor();
  const [company, source, given, ended]: readonly unknown[] = entry;
  const backend = backends.get(nameOf(company, source));
  const position = given === null ? null : backend?.position(given);
  if (backend === undefined || position === undefined || !(ended === 0 || ended === 1)) throw notACursor();
  return { backend, position, ended: ended === 1 };
}

function nameOf(company: unknown, source: unknown): string {
  return JSON.stringify([company, source]);
}

function expired(): CursorExpired {
  return new CursorExpired(
    'This cursor comes from another version of the gateway: start again without `after`; documents may appear twice',
    { field: ['after'] },
  );
}
