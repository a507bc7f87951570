import type { LightyearMatch } from '../contract.ts';
import { type Answer, json } from '../stand-in/answer.ts';
import { message } from './conventions.ts';

/** One page of a line's matches; `line` identifies the line. A key is valid only for its line. */
export type PageOfMatches = (
  line: string,
  matches: readonly LightyearMatch[] | undefined,
  key: string | undefined,
) => Answer;

export function createMatchPages(pageSize: number): PageOfMatches {
  return (line, matches, key) => {
    if (matches === undefined) return message(404, 'No such document or line');
    const start = key === undefined ? 0 : offsetIn(key, line);
    if (start === undefined) return message(400, 'continuationKey is not one of this line');
    const end = start + pageSize;
    return json(200, {
      matches: matches.slice(start, end),
      continuationKey: end < matches.length ? toKey(line, end) : null,
    });
  };
}

function toKey(line: string, offset: number): string {
  return Buffer.from(`${line}@${offset}`).toString('base64');
}

function offsetIn(key: string, line: string): number | undefined {
  const text = Buffer.from(key, 'base64').toString('utf8');
  const offset = Number(text.slice(line.length + 1));
  return text.startsWith(`${line}@`) && Number.isSafeInteger(offset) && offset > 0 ? offset : undefined;
}
