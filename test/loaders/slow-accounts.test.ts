import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { Backend, ListEntry } from '../../src/backends/backend.ts';
import type { OperationReads } from '../../src/cache/cache.ts';
import { BackendUnavailable } from '../../src/errors/catalogue.ts';
import type { AccountReader } from '../../src/loaders/invoice-page/account-reader.ts';
import { Patience } from '../../src/loaders/invoice-page/patience.ts';
import { type InvoicePage, type PageRequest, readPage } from '../../src/loaders/invoice-page/read-page.ts';

const NEVER = new Promise<never>(() => {});

interface FakeAccount {
  /** The names of its documents from the front; waits, or rejects, as the account does. */
  readonly list: () => Promise<readonly string[]>;
  /** True if its documents cannot be read. */
  readonly isUnreadable?: boolean;
}

/** An account whose position is the number of documents before it. */
function account(company: string, { list, isUnreadable = false }: FakeAccount): Backend {
  const at = (place: number) => ({ place, toJSON: () => place });
  return {
    ...{ source: 'V6', company, patienceMs: 1, callTimeoutMs: 60_000, maxConcurrent: 4 },
    listRefusal: () => undefined,
    position: (given: unknown) => at(Number(given)),
    listInvoices: async (_filter: unknown, position: { readonly place: number } | null) => {
      const names = (await list()).slice(position?.place ?? 0);
      const entries = names.map((name) => ({ document: { key: [name] }, sourceId: name, invoice: null }));
      const positionAfter = (count: number) => at((position?.place ?? 0) + count);
      return { entries: entries as unknown as readonly ListEntry[], more: false, leftOut: 0, positionAfter };
    },
    readInvoices: async (documents: readonly unknown[]) =>
      documents.map(() => (isUnreadable ? new BackendUnavailable('away') : { oddities: 0 })),
  } as unknown as Backend;
}

function page(backends: readonly Backend[], options: Partial<PageRequest> = {}): Promise<InvoicePage> {
  const reads = { of: () => ({}) } as unknown as OperationReads;
  const { signal } = new AbortController();
  const request = { list: 'list', first: 10, after: null, filter: {}, needsDetail: true, accepts: () => true };
  return readPage({ ...request, backends, reads, signal, ...options } as PageRequest);
}

function namesOn({ entries }: InvoicePage): readonly string[] {
  return entries.map(({ sourceId }) => sourceId);
}

test('work that an account begins while its last work ends is awaited like any other', async () => {
  const patience = new Patience();
  const reader = { backend: { patienceMs: 1 } } as AccountReader;
  const [first, second] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  void first.promise.then(() => patience.waitFor([{ reader, work: second.promise }]));
  await patience.waitFor([{ reader, work: first.promise }]);
  first.resolve();
  await nextTurn();
  const next = patience.next();
  expect(await Promise.race([next, nextTurn()])).toBeUndefined();
  second.resolve();
  expect(await next).toBe(true);
});

test('a slow account that has failed on two pages does not prolong the list, and keeps its position', async () => {
  const behaviour = { list: (): Promise<readonly string[]> => Promise.reject(new BackendUnavailable('away')) };
  const names = ['b1'];
  const accounts = [account('a', { list: () => behaviour.list() }), account('b', { list: async () => [...names] })];
  const first = await page(accounts);
  expect(first.hasNextPage).toBe(true);
  const second = await page(accounts, { after: first.endCursor() });
  expect(second.hasNextPage).toBe(false);
  behaviour.list = () => NEVER;
  names.push('b2');
  const third = await page(accounts, { after: second.endCursor() });
  expect(namesOn(third)).toEqual(['b2']);
  expect(third.hasNextPage).toBe(false);
  behaviour.list = async () => ['a1'];
  expect(namesOn(await page(accounts, { after: third.endCursor() }))).toEqual(['a1']);
});

test('a page that has examined as many documents as it may does not wait for a slow account', async () => {
  const many = Array.from({ length: 3_000 }, (_, place) => `b${place}`);
  const accounts = [account('a', { list: () => NEVER }), account('b', { list: async () => many })];
  const given = await page(accounts, { accepts: () => false });
  expect([namesOn(given), given.hasNextPage]).toEqual([[], true]);
});

test('a page waits for a slow account if the documents of the others cannot be read', async () => {
  const answer = Promise.withResolvers<readonly string[]>();
  const failing = account('b', { list: async () => ['b1'], isUnreadable: true });
  const asked = page([account('a', { list: () => answer.promise }), failing]);
  let isGiven = false;
  void asked.then(() => {
    isGiven = true;
  });
  // Longer than the account is waited for.
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(isGiven).toBe(false);
  answer.resolve(['a1']);
  expect([...namesOn(await asked)].sort()).toEqual(['a1', 'b1']);
});
