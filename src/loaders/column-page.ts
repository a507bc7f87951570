import { hash } from 'node:crypto';
import type { ColumnReads, Reads } from '../backends/backend.ts';
import type { ColumnValue } from '../domain/column-value.ts';
import { isOn, parseTrail, type Trail, withPage } from '../domain/trail.ts';
import { BackendBadResponse } from '../errors/catalogue.ts';
import { decodeCursor, encodeCursor, notACursor } from './cursor-text.ts';

export interface ColumnRequest {
  readonly columns: ColumnReads;
  readonly company: string;
  readonly column: string;
  readonly modifiedSince: string | null;
  readonly first: number;
  readonly after: string | null;
  readonly reads: Reads;
}

export interface ColumnValuePage {
  readonly values: readonly ColumnValue[];
  readonly hasNextPage: boolean;
  startCursor(): string | null;
  endCursor(): string | null;
}

/** A position in a column's values: the source's page, how many of its values were shown, the last one, and the pages before. */
interface Place {
  readonly page: string | null;
  readonly shown: number;
  readonly after: string | null;
  readonly trail?: Trail;
}

/** If this many of the source's pages do not fill ours, it ends early and its cursor continues from there. */
const MAX_PAGES = 30;

/** In characters. MAX_CURSOR is above what JSON and base64 make of the longest page and code. */
const MAX_PAGE = 2_000;
const MAX_CODE = 200;
const MAX_SHOWN = 10_000_000;
const MAX_CURSOR = 20_000;

/** Fills a page from as few of the source's pages as possible. */
export async function readColumnPage(request: ColumnRequest): Promise<ColumnValuePage> {
  const { columns, column, modifiedSince, first, after, reads } = request;
  const start: Place = after === null ? { page: null, shown: 0, after: null } : placeIn(after, request);
  const shown: { readonly value: ColumnValue; readonly place: Place }[] = [];
  let at: Place | null = start;
  for (let pages = 0; at !== null && shown.length < first && pages < MAX_PAGES; pages += 1) {
    const { page, trail }: Place = at;
    const { values, next } = await columns.page(column, modifiedSince, page, reads);
    const behind = withPage(digestOf(page), trail);
    if (next !== null && isOn(behind, digestOf(next))) throw inCircle();
    const from = firstAfter(values, at);
    const to = Math.min(values.length, from + first - shown.length);
    for (let index = from; index < to; index += 1) {
      const value = values[index];
      if (value !== undefined)
        shown.push({ value, place: { page, shown: index + 1, after: value.code, ...(trail && { trail }) } });
    }
    if (to < values.length) at = shown.at(-1)?.place ?? at;
    else at = next === null ? null : { page: next, shown: 0, after: null, trail: behind };
  }
  const [head] = shown;
  const end = at ?? shown.at(-1)?.place ?? start;
  return {
    values: shown.map(({ value }) => value),
    hasNextPage: at !== null,
    startCursor: () => (head === undefined ? null : cursorAt(head.place, request)),
    endCursor: () => cursorAt(end, request),
  };
}

function inCircle(): BackendBadResponse {
  return new BackendBadResponse('The source gives the pages of this column in a circle');
}

/**
 * A code may appear twice, so its index counts as long as it still has that code. Otherwise continues after the code.
 */
function firstAfter(values: readonly ColumnValue[], { shown, after }: Place): number {
  if (after === null) return shown;
  return values[shown - 1]?.code === after ? shown : values.findIndex(({ code }) => code === after) + 1;
}

function cursorAt({ page, shown, after, trail }: Place, request: ColumnRequest): string {
  // A code that is too long for a cursor is identified by its index alone.
  return encodeCursor([nameOf(request), page, shown, isTextOrNull(after, MAX_CODE) ? after : null, trail ?? null]);
}

function placeIn(cursor: string, request: ColumnRequest): Place {
  const content = decodeCursor(cursor, MAX_CURSOR);
  if (!Array.isArray(content) || content.length !== 5 || content[0] !== nameOf(request)) throw notACursor();
  const [page, shown, after, trail]: unknown[] = content.slice(1);
  const behind = trail === null ? undefined : parseTrail(trail);
  if (trail !== null && behind === undefined) throw notACursor();
  if (!isTextOrNull(page, MAX_PAGE) || !isTextOrNull(after, MAX_CODE) || !isCount(shown)) throw notACursor();
  return { page, shown, after, ...(behind && { trail: behind }) };
}

function nameOf({ company, column, modifiedSince }: ColumnRequest): string {
  return hash('sha256', JSON.stringify(['columns', company, column, modifiedSince]), 'base64url').slice(0, 12);
}

/** The name of a page of the source in a trail. */
function digestOf(page: string | null): string {
  return hash('sha256', JSON.stringify(page), 'base64url').slice(0, 16);
}

function isTextOrNull(value: unknown, maxLength: number): value is string | null {
  return value === null || (typeof value === 'string' && value.length <= maxLength);
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= MAX_SHOWN;
}
