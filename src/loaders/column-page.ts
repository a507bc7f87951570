import { hash } from 'node:crypto';
import type { ColumnReads, Reads } from '../backends/backend.ts';
import type { ColumnValue } from '../domain/column-value.ts';
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

/** A place among a column's values: which of the source's pages, and the last value of it that was shown. */
interface Place {
  readonly page: string | null;
  readonly after: string | null;
}

/** A source that gives this many pages without filling one of ours is not asked on for now: the cursor goes on from there. */
const MAX_PAGES = 30;

/** Fills a page from the source's pages, as many as it takes and no more. */
export async function readColumnPage(request: ColumnRequest): Promise<ColumnValuePage> {
  const { columns, column, modifiedSince, first, after, reads } = request;
  const start: Place = after === null ? { page: null, after: null } : placeIn(after, request);
  const shown: { readonly value: ColumnValue; readonly place: Place }[] = [];
  let at: Place | null = start;
  for (let pages = 0; at !== null && shown.length < first && pages < MAX_PAGES; pages += 1) {
    const { page, after: last }: Place = at;
    const { values, next } = await columns.page(column, modifiedSince, page, reads);
    // A value that left its page meanwhile: the page is shown again from its front rather than cut short.
    const rest = values.slice(values.findIndex(({ code }) => code === last) + 1);
    const taken = rest.slice(0, first - shown.length);
    shown.push(...taken.map((value) => ({ value, place: { page, after: value.code } })));
    if (taken.length < rest.length) at = { page, after: taken.at(-1)?.code ?? last };
    else at = next === null ? null : { page: next, after: null };
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

function cursorAt({ page, after }: Place, request: ColumnRequest): string {
  return encodeCursor([nameOf(request), page, after]);
}

function placeIn(cursor: string, request: ColumnRequest): Place {
  const content = decodeCursor(cursor);
  if (!Array.isArray(content) || content.length !== 3 || content[0] !== nameOf(request)) throw notACursor();
  const [page, after]: unknown[] = content.slice(1);
  if (!isTextOrNull(page) || !isTextOrNull(after)) throw notACursor();
  return { page, after };
}

function nameOf({ company, column, modifiedSince }: ColumnRequest): string {
  return hash('sha256', JSON.stringify(['columns', company, column, modifiedSince]), 'base64url').slice(0, 12);
}

function isTextOrNull(value: unknown): value is string | null {
  return value === null || typeof value === 'string';
}
