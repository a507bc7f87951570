import { expect, test } from 'vitest';
import type { Backend } from '../../src/backends/backend.ts';
import type { OperationReads } from '../../src/cache/cache.ts';
import { type PageRequest, readPage } from '../../src/loaders/invoice-page/read-page.ts';

/** An account whose list has these pages, each asked for by its place. */
function account(pages: readonly (readonly string[])[]) {
  const calls: number[] = [];
  const read: string[] = [];
  const at = (place: number) => ({ place, toJSON: () => place });
  const backend = {
    ...{ source: 'V6', company: 'a', patienceMs: 1_000, callTimeoutMs: 60_000, maxConcurrent: 4 },
    listRefusal: () => undefined,
    position: (given: unknown) => at(Number(given)),
    listInvoices: async (_filter: unknown, position: { readonly place: number } | null) => {
      const place = position?.place ?? 0;
      calls.push(place);
      const entries = (pages[place] ?? []).map((name) => ({
        document: { key: [name] },
        sourceId: name,
        invoice: null,
      }));
      const positionAfter = (count: number) => at(count < entries.length ? place : place + 1);
      return { entries, more: place + 1 < pages.length, leftOut: 0, positionAfter };
    },
    readInvoices: async (documents: readonly { readonly key: readonly string[] }[]) => {
      read.push(...documents.map(({ key }) => key.join()));
      return documents.map(() => ({ oddities: 1 }));
    },
  } as unknown as Backend;
  return { backend, calls, read };
}

async function page({ backend }: ReturnType<typeof account>) {
  const reads = { of: () => ({}) } as unknown as OperationReads;
  const { signal } = new AbortController();
  const request = { list: 'list', first: 10, after: null, filter: {}, needsDetail: true, accepts: () => true };
  const { entries, outcomes, hasNextPage } = await readPage({
    ...{ ...request, backends: [backend], reads, signal },
  } as PageRequest);
  const [outcome] = outcomes;
  return { names: entries.map(({ sourceId }) => sourceId), outcome, hasNextPage };
}

test('a page has a document once that its source lists several times, and reads and counts it once', async () => {
  const repeating = account([['a', 'b', 'a'], ['b', 'c'], ['c']]);
  const { names, outcome, hasNextPage } = await page(repeating);
  expect(names).toEqual(['a', 'b', 'c']);
  expect(outcome).toMatchObject({ error: undefined, oddities: 3 });
  expect(hasNextPage).toBe(false);
  expect(repeating.read).toEqual(['a', 'b', 'c']);
});

test('a source page that repeats documents only, and is not the last one, is a bad response', async () => {
  const endless = account(Array.from({ length: 100 }, (_, place) => (place % 2 === 0 ? ['a', 'b'] : ['b'])));
  const { names, outcome } = await page(endless);
  expect(names).toEqual(['a', 'b']);
  expect(outcome?.error?.code).toBe('BACKEND_BAD_RESPONSE');
  expect(endless.calls).toEqual([0, 1]);
});

test('empty pages of a source are not repetitions', async () => {
  const { names, outcome } = await page(account([['a'], [], [], ['b'], []]));
  expect([names, outcome?.error]).toEqual([['a', 'b'], undefined]);
});
