import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Reads } from '../../src/backends/backend.ts';
import { ContractDeviations } from '../../src/backends/contract-deviations.ts';
import type { DocumentKey } from '../../src/backends/ivesk/document-key.ts';
import { findDocuments } from '../../src/backends/ivesk/queue/find-documents.ts';
import type { QueuePage } from '../../src/backends/ivesk/queue/queue-page.ts';
import type { OpenAccount } from '../../src/backends/open-account.ts';
import { createRestClient } from '../../src/backends/rest-client.ts';
import type { Invoice } from '../../src/domain/invoice.ts';
import { uncachedReads } from './uncached-reads.ts';

const ACCOUNT_ID = { source: 'IVESK', company: 'acme' } as const;
const ACCOUNT: OpenAccount = {
  accountId: ACCOUNT_ID,
  client: createRestClient(
    () => Promise.reject(new Error('a page was read from the source')),
    (send, request) => send(request),
    ACCOUNT_ID,
  ),
  deviations: new ContractDeviations(ACCOUNT_ID, { warn: () => {} }),
};
function minute(index: number): string {
  return new Date(Date.UTC(2024, 4, 14) + index * 60_000).toISOString();
}
function keyAt(index: number): DocumentKey {
  return { id: `id-${index}`, at: minute(index), queue: 'DIGITIZED' };
}

/** Reads the digitized queue out of a cache that has these pages. */
function pagesOf(readPage: (from: string) => Promise<QueuePage>): Reads {
  return {
    ...uncachedReads(),
    // The cache of a test holds what its test puts there.
    through: async <T>(_kind: string, key: string) => (await readPage(key.slice('DIGITIZED:'.length))) as T,
  };
}

/** A queue with a document at each of these minutes, and the number of pages that were read of it. */
function queueOf(minutes: readonly number[], pageSize: number) {
  const documents = minutes.map((index) => {
    const invoice = { sourceId: `id-${index}` } as Invoice;
    return { key: keyAt(index), invoice, enteredAt: minute(index) };
  });
  const queue = {
    pages: 0,
    readPage: async (from: string): Promise<QueuePage> => {
      queue.pages += 1;
      const rest = documents.filter(({ enteredAt }) => enteredAt > from);
      const page = rest.slice(0, pageSize);
      const next = rest.length > pageSize ? (page.at(-1)?.enteredAt ?? null) : null;
      return { documents: page, next, leftOut: 0, isWhole: true };
    },
  };
  return queue;
}

test('finds every document that is there, and no other, however they are asked for', async () => {
  const index = fc.integer({ min: 0, max: 60 });
  const some = fc.uniqueArray(index, { maxLength: 40 });
  await fc.assert(
    fc.asyncProperty(
      some,
      fc.array(index, { maxLength: 40 }),
      fc.integer({ min: 1, max: 10 }),
      async (there, asked, size) => {
        const queue = queueOf(
          there.toSorted((a, b) => a - b),
          size,
        );
        const found = await findDocuments(asked.map(keyAt), ACCOUNT, pagesOf(queue.readPage));
        expect(found.map((one) => (one as Invoice | null)?.sourceId ?? null)).toEqual(
          asked.map((one) => (there.includes(one) ? `id-${one}` : null)),
        );
      },
    ),
  );
});

test('looks through thousands of ids once, however many pages it takes to find them', async () => {
  const minutes = Array.from({ length: 6_000 }, (_, index) => index * 2);
  const queue = queueOf(minutes, 1);
  const page: QueuePage = { documents: [], next: null, leftOut: 0, isWhole: true };
  const keys = minutes.map((index) => keyAt(index + 1));
  let at = 0;
  const readPage = async (): Promise<QueuePage> => {
    queue.pages += 1;
    at += 1;
    return at === keys.length ? page : { documents: [], next: minute(2 * at), leftOut: 0, isWhole: true };
  };
  const startedAt = performance.now();
  expect(await findDocuments(keys, ACCOUNT, pagesOf(readPage))).toEqual(keys.map(() => null));
  expect(queue.pages).toBe(6_000);
  // It took 30 s when each page was compared with all of them.
  expect(performance.now() - startedAt).toBeLessThan(5_000);
});
