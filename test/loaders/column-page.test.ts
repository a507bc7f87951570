import { describe, expect, test } from 'vitest';
import type { ColumnReads } from '../../src/backends/backend.ts';
import { readColumnPage } from '../../src/loaders/column-page.ts';
import { uncachedReads } from '../backends/uncached-reads.ts';

const reads = uncachedReads();

/** A column with these pages. The name of a page is its number. */
function columnsOf(pages: readonly (readonly string[])[], calls: string[] = []): ColumnReads {
  return {
    page: async (_column, _since, page) => {
      calls.push(page ?? 'front');
      const index = Number(page ?? 0);
      const values = (pages[index % pages.length] ?? []).map((code) => ({ code, description: null, modifiedAt: null }));
      return { values, next: index + 1 === pages.length ? null : String(index + 1) };
    },
  };
}

async function walk(columns: ColumnReads, first: number): Promise<readonly string[]> {
  const seen: string[] = [];
  let after: string | null = null;
  for (let turn = 0; turn < 20; turn += 1) {
    const request = { columns, company: 'acme', column: 'unit', modifiedSince: null, first, after, reads };
    const page = await readColumnPage(request);
    seen.push(...page.values.map(({ code }) => code));
    if (!page.hasNextPage) return seen;
    after = page.endCursor();
  }
  throw new Error('Paging does not reach the end of the column');
}

describe('paging through the values of a column', () => {
  test.each([1, 2, 3, 100])(
    'reaches the end, with every value once, if a code appears twice on a page and first is %i',
    async (first) => {
      expect(await walk(columnsOf([['A', 'B', 'A', 'C'], ['A']]), first)).toEqual(['A', 'B', 'A', 'C', 'A']);
    },
  );

  test('fails if the pages of the source lead in a circle', async () => {
    const columns: ColumnReads = {
      page: async (_column, _since, page) => ({ values: [], next: { a: 'b', b: 'a' }[page ?? 'b'] ?? null }),
    };
    const request = { columns, company: 'acme', column: 'unit', modifiedSince: null, first: 1, after: null, reads };
    await expect(readColumnPage(request)).rejects.toMatchObject({ code: 'BACKEND_BAD_RESPONSE' });
  });

  test.each([
    ['two pages', { front: 'a', a: 'b', b: 'a' }],
    ['the front and two pages', { front: 'a', a: 'b', b: 'c', c: 'd', d: 'b' }],
  ])(
    'fails if the source gives %s in a circle, also to a client that takes one value at a time',
    async (_, following) => {
      const columns: ColumnReads = {
        page: async (_column, _since, page) => ({
          values: ['1', '2'].map((code) => ({ code: `${page}${code}`, description: null, modifiedAt: null })),
          next: new Map(Object.entries(following)).get(page ?? 'front') ?? null,
        }),
      };
      await expect(walk(columns, 1)).rejects.toMatchObject({ code: 'BACKEND_BAD_RESPONSE' });
    },
  );

  test('ends a page early after thirty empty pages of the source, and its cursor continues from there', async () => {
    const calls: string[] = [];
    const columns = columnsOf(
      Array.from({ length: 1_000 }, () => []),
      calls,
    );
    const request = { columns, company: 'acme', column: 'unit', modifiedSince: null, first: 1, after: null, reads };
    const page = await readColumnPage(request);
    expect([page.values, page.hasNextPage, calls.length]).toEqual([[], true, 30]);
    await readColumnPage({ ...request, after: page.endCursor() });
    expect(calls[30]).toBe('30');
  });
});
