import { expect, test } from 'vitest';
import type { Backend, PositionHandle } from '../../src/backends/backend.ts';
import { BackendBadResponse } from '../../src/errors/catalogue.ts';
import { AccountScan, type ScanStore } from '../../src/watch/scan-account.ts';
import { uncachedReads } from '../../src/watch/uncached-reads.ts';
import type { WatchProgress } from '../../src/watch/watch-progress.ts';
import { rejection } from '../calls/account.ts';

/** An account whose list has this number of pages, all without documents, and the pages that were read of it. */
function createBackend(length: number) {
  const read: number[] = [];
  const handle = (page: number) => ({ page, toJSON: () => page }) as unknown as PositionHandle & { page: number };
  const backend = {
    ...{ company: 'acme', source: 'LIGHTYEAR' },
    position: (page: number) => handle(page),
    listInvoices: async (_filter: object, position: { readonly page: number } | null) => {
      const page = position?.page ?? 0;
      read.push(page);
      return { entries: [], more: page + 1 < length, leftOut: 0, positionAfter: () => handle(page + 1) };
    },
  } as unknown as Backend;
  return { backend, read };
}

/** Reads the account once, from the place that was stored last. */
async function scan(backend: Backend, progress: WatchProgress, record: ScanStore['record']) {
  return new AccountScan(backend, {
    plan: { everyMs: 1_000, isWhole: true, lists: [{ name: 'endless', filter: {} }] },
    ...{ progress, startedAt: Date.now() },
    store: { known: async () => [], ofRevisions: async () => [], record },
    reads: uncachedReads(new AbortController().signal, { holdFetched: null }),
  }).run(progress.at);
}

test('a list that does not end is a bad answer of its source, and is not complete', async () => {
  const { backend, read } = createBackend(Number.POSITIVE_INFINITY);
  expect(await rejection(scan(backend, { newest: {} }, async () => {}))).toBeInstanceOf(BackendBadResponse);
  expect(read.length).toBe(10_000);
});

test('a list that is longer than one reading is read on from the place that was stored, over pages without documents', async () => {
  const { backend, read } = createBackend(10_015);
  let stored: WatchProgress = { newest: {} };
  const record: ScanStore['record'] = async (_documents, progress) => {
    stored = progress;
  };
  expect(await rejection(scan(backend, stored, record))).toBeInstanceOf(BackendBadResponse);
  expect(await scan(backend, stored, record)).toMatchObject({ isComplete: true });
  expect(read).toEqual(Array.from({ length: 10_015 }, (_, page) => page));
});
