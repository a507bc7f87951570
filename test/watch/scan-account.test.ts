import { expect, test } from 'vitest';
import type { IveskEntry } from '../../sandbox/world/ivesk/queues.ts';
import type { V6Entry } from '../../sandbox/world/v6/account.ts';
import type { Source } from '../../src/domain/source.ts';
import { AccountScan, type ScanStore } from '../../src/watch/scan-account.ts';
import { uncachedReads } from '../../src/watch/uncached-reads.ts';
import type { WatchProgress } from '../../src/watch/watch-progress.ts';
import { startWatchedWorld, type WatchedWorld } from './watched-world.ts';

const MINUTE_MS = 60_000;

/** Reads an account once, and returns the ids of the documents that were stored, and the progress. */
async function scan({ backends }: WatchedWorld, source: Source, progress: WatchProgress = { newest: {} }) {
  const backend = backends.all.find((one) => one.company === 'acme' && one.source === source);
  if (backend === undefined) throw new Error('acme has no such account');
  const startedAt = Date.now();
  const stored: string[] = [];
  const store: ScanStore = {
    known: async () => [],
    ofRevisions: async () => [],
    record: async (documents) => {
      stored.push(...documents.map(({ columns }) => columns.subject));
    },
  };
  const plan = backend.watchPlan({ settings: {}, now: startedAt, newest: (list) => progress.newest[list] ?? null });
  const reads = uncachedReads(new AbortController().signal, { calls: null, holdFetched: null });
  const scanned = await new AccountScan(backend, { plan, progress, startedAt, store, reads }).run(progress.at);
  return { stored, startedAt, ...scanned };
}

test('a scan requests a long range of V6 once, however many pages it is listed in', async () => {
  await using world = await startWatchedWorld();
  const entries = world.sandbox.world.acme.v6.entries() as V6Entry[];
  const [first] = entries;
  if (first === undefined) throw new Error('acme has no invoices');
  const more = Array.from({ length: 2_500 }, (_, place) => `MORE${place}`);
  for (const invoiceNo of more) entries.push({ ...first, document: { ...first.document, invoiceNo } });
  const { stored } = await scan(world, 'V6');
  expect(stored.length).toBeGreaterThanOrEqual(more.length);
  expect(world.sandbox.v6.calls.of('listInvoices').length).toBe(1);
});

test('a document of Įvesk with a time in the future does not hide the documents that follow', async () => {
  await using world = await startWatchedWorld();
  const queue = world.sandbox.world.acme.ivesk.digitized() as IveskEntry[];
  const [last] = queue.slice(-1);
  if (last === undefined) throw new Error('acme has no documents');
  const documentAt = (id: string, digitizedAt: number): IveskEntry => ({
    ...{ id, digitizedAt, exportedAt: undefined },
    document: { ...last.document, id, digitizedat: new Date(digitizedAt).toISOString() },
  });
  queue.push(documentAt('of 2099', Date.parse('2099-01-01T00:00:00.000Z')));
  const first = await scan(world, 'IVESK');
  expect(first.stored.some((subject) => subject.includes('of 2099'))).toBe(true);
  expect(Date.parse(first.progress.newest['digitized'] ?? '')).toBeLessThanOrEqual(first.startedAt);
  queue.splice(-1, 0, documentAt('of now', first.startedAt + MINUTE_MS));
  const { stored } = await scan(world, 'IVESK', first.progress);
  expect(stored.some((subject) => subject.includes('of now'))).toBe(true);
});
