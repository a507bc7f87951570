import { expect, test } from 'vitest';
import type { Backend } from '../../src/backends/backend.ts';
import { BackendBadResponse } from '../../src/errors/catalogue.ts';
import { AccountScan } from '../../src/watch/scan-account.ts';
import { uncachedReads } from '../../src/watch/uncached-reads.ts';
import { rejection } from '../calls/account.ts';

/** Reads a list whose pages are made by their number. Returns the number of pages that were read. */
async function scan(namesOn: (page: number) => readonly string[], morePages: number) {
  let pages = 0;
  const position = { toJSON: () => pages };
  const listInvoices = async () => {
    pages += 1;
    const invoice = new BackendBadResponse('unreadable');
    const entries = namesOn(pages).map((name) => ({ document: { key: [name] }, sourceId: name, invoice }));
    return { entries, more: pages <= morePages, leftOut: 0, positionAfter: () => position };
  };
  const backend = { company: 'acme', source: 'LIGHTYEAR', listInvoices } as unknown as Backend;
  const scanned = new AccountScan(backend, {
    plan: { everyMs: 1_000, isWhole: true, lists: [{ name: 'endless', filter: {} }] },
    progress: { newest: {} },
    startedAt: Date.now(),
    store: { known: async () => [], ofRevisions: async () => [], record: async () => {} },
    reads: uncachedReads(new AbortController().signal, { calls: null, holdFetched: null }),
  }).run(undefined);
  return { scanned, pages: () => pages };
}

test.each([
  { how: 'without documents', namesOn: () => [], count: 100 },
  { how: 'with the same documents', namesOn: (page: number) => ['a', `b${page % 7}`], count: 107 },
])('a list that has pages $how without end is a bad answer of its source', async ({ namesOn, count }) => {
  const { scanned, pages } = await scan(namesOn, Number.POSITIVE_INFINITY);
  expect(await rejection(scanned)).toBeInstanceOf(BackendBadResponse);
  expect(pages()).toBe(count);
});

test('a list that has a new document on each page is read to its end, however long it is', async () => {
  const { scanned, pages } = await scan((page) => ['a', `b${page}`], 3_000);
  expect((await scanned).listed?.size).toBe(3_002);
  expect(pages()).toBe(3_001);
});
