import { hash } from 'node:crypto';
import { decodeCursor, encodeCursor, notACursor } from '../../loaders/cursor-text.ts';

/** A key of a list in the index has a limited length, and a cursor has some of them. */
const MAX_CURSOR = 8_000;

/** The kind, filter and order of a list, which distinguish it from others. */
export type ListName = readonly unknown[];

/** A cursor that is bound to its list. */
export function listCursor(list: ListName, position: readonly unknown[]): string {
  return encodeCursor([digestOf(list), ...position]);
}

/** The position of a list's cursor. Throws BadUserInput for any other text, also for the cursor of another list. */
export function positionIn(cursor: string, list: ListName): readonly unknown[] {
  const content = decodeCursor(cursor, MAX_CURSOR);
  if (!Array.isArray(content)) throw notACursor();
  const [digest, ...position] = content as readonly unknown[];
  if (digest !== digestOf(list)) throw notACursor();
  return position;
}

/** The position of a list that is sorted by texts. */
export function textsIn(cursor: string, list: ListName, count: number): readonly string[] {
  const texts = positionIn(cursor, list).filter((value) => typeof value === 'string');
  if (texts.length !== count) throw notACursor();
  return texts;
}

function digestOf(list: ListName): string {
  return hash('sha256', JSON.stringify(list), 'base64url').slice(0, 12);
}
