import { type Answer, json } from '../stand-in/answer.ts';
import type { ColumnValue } from '../world/ivesk/columns.ts';
import { message } from './conventions.ts';

export interface ColumnQuery {
  readonly column: string;
  /** Inclusive. */
  readonly modifiedSince: string | undefined;
  readonly next: string | undefined;
}

/** One page of a column's values. A `next` is valid only with the column and modifiedsince that it was issued for. */
export function columnPage(values: readonly ColumnValue[], query: ColumnQuery, pageSize: number): Answer {
  const start = query.next === undefined ? 0 : offsetIn(query.next, query);
  if (start === undefined) return message(400, 'next does not belong to this column and modifiedsince');
  const since = query.modifiedSince === undefined ? Number.NEGATIVE_INFINITY : Date.parse(query.modifiedSince);
  const modified = values.filter(({ modifiedat }) => Date.parse(modifiedat) >= since);
  const end = start + pageSize;
  return json(200, {
    items: modified.slice(start, end),
    ...(end < modified.length ? { next: toNext(query, end) } : {}),
  });
}

function toNext({ column, modifiedSince }: ColumnQuery, offset: number): string {
  return Buffer.from(JSON.stringify([column, modifiedSince ?? null, offset])).toString('base64');
}

function offsetIn(next: string, query: ColumnQuery): number | undefined {
  const offset = Number(/,(\d+)\]$/.exec(Buffer.from(next, 'base64').toString('utf8'))?.[1]);
  return toNext(query, offset) === next ? offset : undefined;
}
