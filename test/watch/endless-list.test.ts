import { expect, test } from 'vitest';
import type { Backend, PositionHandle } from '../../src/backends/backend.ts';
import { BackendBadResponse } from '../../src/errors/catalogue.ts';
import { AccountScan, type ScanStore } from '../../src/watch/scan-account.ts';
import { uncachedReads } from '../../src/watch/uncached-reads.ts';
import type { WatchProgress } from '../../src/watch/watch-progress.ts';
import { rejection } from '../calls/account.ts';

/** An account whose list has this number of pages, with the documents that are made for each, and the pages that were read of it. */
function createBackend(length: number, namesOn: (page: number) => readonly string[] = () => []) {
  const read: number[] = [];
  const handle = (page: number) => ({ page, toJSON: () => page }) as unknown as PositionHandle & { page: number };
  const invoice = new BackendBadResponse('unreadable');
  const backend = {
    ...{ company: 'acme', source: 'LIGHTYEAR' },
    position: (page: number) => handle(page),
    listInvoices: async (_filter: object, position: { readonly page: number } | null) => {
      const page = position?.page ?? 0;
      read.push(page);
      const entries = namesOn(page).map((name) => ({ document: { key: [name] }, sourceId: name, invoice }));
      return { entries, more: page + 1 < length, leftOut: 0, positionAfter: () => handle(page + 1) };
    },
  } as unknown as Backend;
  return { backend, read };
}

/** Reads the account once, from the place that was stored last. */
async function scan(backend: Backend, progress: WatchProgress, record: ScanStore['record'] = async () => {}) {
  return new AccountScan(backend, {
    plan: { everyMs: 1_000, isWhole: true, lists: [{ name: 'endless', filter: {} }] },
    ...{ progress, startedAt: Date.now() },
    store: { known: async () => [], ofRevisions: async () => [], record },
    reads: uncachedReads(new AbortController().signal, { calls: null, holdFetched: null }),
  }).run(progress.at);
}

test.each([
  { how: 'without documents', namesOn: () => [], count: 100 },
  { how: 'with the same documents', namesOn: (page: number) => ['a', `b${page % 7}`], count: 107 },
  { how: 'with new documents', namesOn: (page: number) => [`b${page}`], count: 10_000 },
])('a list that has pages $how without end is a bad answer of its source', async ({ namesOn, count }) => {
  const { backend, read } = createBackend(Number.POSITIVE_INFINITY, namesOn);
  expect(await rejection(scan(backend, { newest: {} }))).toBeInstanceOf(BackendBadResponse);
  expect(read.length).toBe(count);
});

test('a list that has a new document on each page is read to its end, however long it is', async () => {
  const { backend } = createBackend(3_000, (page) => ['a', `b${page}`]);
  expect((await scan(backend, { newest: {} })).listed?.size).toBe(3_001);
});

test('a list that is longer than one reading is read on from the place that was stored, over pages without documents', async () => {
  const { backend, read } = createBackend(215);
  let stored: WatchProgress = { newest: {} };
  const record: ScanStore['record'] = async (_documents, progress) => {
    stored = progress;
  };
  for (const _ of [1, 2]) expect(await rejection(scan(backend, stored, record))).toBeInstanceOf(BackendBadResponse);
  expect(await scan(backend, stored, record)).toMatchObject({ isComplete: true });
  expect(read).toEqual(Array.from({ length: 215 }, (_, page) => page));
});
