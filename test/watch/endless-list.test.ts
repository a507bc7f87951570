import { expect, test } from 'vitest';
import type { Backend } from '../../src/backends/backend.ts';
import { BackendBadResponse } from '../../src/errors/catalogue.ts';
import { AccountScan } from '../../src/watch/scan-account.ts';
import { uncachedReads } from '../../src/watch/uncached-reads.ts';
import { rejection } from '../calls/account.ts';

test('a list that does not end is a bad answer of its source, and is not complete', async () => {
  let pages = 0;
  const position = { toJSON: () => pages };
  const listInvoices = async () => {
    pages += 1;
    return { entries: [], more: true, leftOut: 0, positionAfter: () => position };
  };
  const backend = { company: 'acme', source: 'LIGHTYEAR', listInvoices } as unknown as Backend;
  const scan = new AccountScan(backend, {
    plan: { everyMs: 1_000, isWhole: true, lists: [{ name: 'endless', filter: {} }] },
    progress: { newest: {} },
    startedAt: Date.now(),
    store: { known: async () => [], ofRevisions: async () => [], record: async () => {} },
    reads: uncachedReads(new AbortController().signal, { holdFetched: null }),
  });
  expect(await rejection(scan.run(undefined))).toBeInstanceOf(BackendBadResponse);
  expect(pages).toBe(10_000);
});
