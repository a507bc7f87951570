import { Client } from 'pg';
import { expect, test, vi } from 'vitest';
import { OutcomeUnknown } from '../../src/errors/catalogue.ts';
import { createStore, type Store } from '../../src/store/open-store.ts';
import { openPostgres } from '../../src/store/postgres/postgres-database.ts';
import { performWrite, type Write } from '../../src/writes/perform-write.ts';
import { rejection } from '../calls/account.ts';
import { createDatabase, noPostgres } from '../store/postgres-server.ts';
import { filledIn, type LogOptions } from '../store/sqlite-place.ts';
import { openTestStore } from './open-journal.ts';

if (noPostgres) console.warn(noPostgres);

const ACME = { source: 'LIGHTYEAR', company: 'acme' } as const;

/** A write of one document of a batch. */
function writeOf<T>(item: string, send: Write<T>['send']): Write<T> {
  const key = { key: 'batch', fingerprint: 'input', item };
  return { account: ACME, action: 'MARK_EXPORTED', subject: { ...ACME, key: [item] }, key, send };
}

function dependenciesOf({ journal }: Store) {
  const caches = { forget: () => Promise.resolve() };
  return { caches, journal, caller: 'erp', signal: new AbortController().signal, now: Date.now, sending: { count: 0 } };
}

async function openStoreAt(databaseUrl: string, options?: Partial<LogOptions>): Promise<Store> {
  const filled = filledIn(options);
  return createStore(await openPostgres({ databaseUrl, ...filled }), filled);
}

test.skipIf(noPostgres)('two gateways with one key send each document of a batch once, and answer alike', async () => {
  await using database = await createDatabase();
  await using one = await openStoreAt(database.url);
  await using other = await openStoreAt(database.url);
  const sent: string[] = [];
  const items = Array.from({ length: 40 }, (_, index) => `document-${index}`);
  const batchOn = (store: Store, order: readonly string[]) =>
    Promise.all(
      order.map(async (item) => {
        const send = async () => {
          sent.push(item);
          return item;
        };
        return (await performWrite(writeOf(item, send), dependenciesOf(store))).writeId;
      }),
    );
  // In opposite orders, so that each would wait for a lock of the other.
  const [ids, reversed] = await Promise.all([batchOn(one, items), batchOn(other, items.toReversed())]);
  expect(sent.toSorted()).toEqual(items.toSorted());
  expect(reversed.toReversed()).toEqual(ids);
});

test.skipIf(noPostgres)('a document is marked once by two gateways at the same moment', async () => {
  await using database = await createDatabase();
  await using one = await openStoreAt(database.url);
  await using other = await openStoreAt(database.url);
  const marking = {
    account: ACME,
    action: 'MARK_EXPORTED',
    subject: { ...ACME, key: ['x'] },
    key: null,
    send: null,
  } as const;
  const results = await Promise.allSettled([one, other].map((store) => performWrite(marking, dependenciesOf(store))));
  expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
});

test.skipIf(noPostgres)(
  'a request waits for another gateway, and the writes of one that has ended are unknown',
  async () => {
    await using database = await createDatabase();
    let now = Date.now();
    await using one = await openStoreAt(database.url, { now: () => now });
    const { promise, resolve } = Promise.withResolvers<string>();
    const sending = performWrite(
      writeOf('a', () => promise),
      dependenciesOf(one),
    );
    await vi.waitFor(async () => expect(await one.journal.list({ companies: ['acme'], count: 1 })).toHaveLength(1));
    await using other = await openStoreAt(database.url, { now: () => now });
    const waiting = performWrite(
      writeOf('a', async () => 'sent again'),
      dependenciesOf(other),
    );
    resolve('sent once');
    expect(await waiting).toMatchObject({ value: 'sent once', isReplay: true });
    expect(await sending).toMatchObject({ value: 'sent once', isReplay: false });

    const never = Promise.withResolvers<string>();
    const lost = performWrite(
      writeOf('b', () => never.promise),
      dependenciesOf(one),
    ).catch(() => {});
    await vi.waitFor(async () => expect(await one.journal.list({ companies: ['acme'], count: 2 })).toHaveLength(2));
    // The heartbeat of the first gateway is too old for one that starts now.
    now += 31_000;
    await using third = await openStoreAt(database.url, { now: () => now });
    const again = await rejection(
      performWrite(
        writeOf('b', async () => 'sent again'),
        dependenciesOf(third),
      ),
    );
    expect(again).toBeInstanceOf(OutcomeUnknown);
    // Its answer is recorded all the same.
    never.resolve('late');
    await lost;
    expect(
      await performWrite(
        writeOf('b', async () => 'sent again'),
        dependenciesOf(third),
      ),
    ).toMatchObject({
      value: 'late',
      isReplay: true,
    });
  },
);

test.skipIf(noPostgres)('a repeated request changes nothing, and other gateways are not told', async () => {
  await using database = await createDatabase();
  await using store = await openStoreAt(database.url);
  const send = async () => null;
  const perform = (item: string) => performWrite(writeOf(item, send), dependenciesOf(store));
  const first = await perform('a');
  const listener = new Client({ connectionString: database.url });
  await listener.connect();
  try {
    let notifications = 0;
    listener.on('notification', () => {
      notifications += 1;
    });
    await listener.query('LISTEN invoice_gateway_changes');
    expect(await perform('a')).toEqual({ ...first, isReplay: true });
    await perform('b');
    // Notifications arrive in the order of their transactions, and before the answer to a later statement.
    await listener.query('SELECT 1');
    // The write's begin and its end.
    expect(notifications).toBe(2);
  } finally {
    await listener.end();
  }
});

test('an answer that arrives counts more than what another gateway saw at the source before', async () => {
  await using store = await openTestStore();
  const subject = ['7'];
  const write = { caller: 'erp', company: 'acme', source: 'LIGHTYEAR', action: 'MARK_EXPORTED', subject } as const;
  const begun = await store.journal.begin({ ...write, key: null, isLocal: false });
  if (begun.kind !== 'SEND') throw new Error('The write was not recorded');
  const { id } = begun;
  // The other gateway's clock is ahead, so that it believes that this one has ended.
  await store.database.write('keepAlive', { holder: 'other', now: Date.now() + 60_000, deadAfterMs: 30_000 });
  const end = { id, error: null, result: null, lookAt: null };
  await store.journal.end({ ...end, outcome: 'NOT_DONE', isInferred: true });
  await store.journal.end({ ...end, outcome: 'UNKNOWN' });
  expect(await store.journal.read(id, ['acme'])).toMatchObject({ outcome: 'NOT_DONE' });
  await store.journal.end({ ...end, outcome: 'DONE' });
  expect(await store.journal.read(id, ['acme'])).toMatchObject({ outcome: 'DONE', isInferred: false });
  const types = ['WRITE_RESOLVED', 'MARKED_EXPORTED'] as const;
  const events = await store.eventLog.read(new Map(types.map((type) => [type, new Set(['acme'])])), null, 10);
  expect(events.map(({ type, outcome }) => [type, outcome])).toEqual([
    ['WRITE_RESOLVED', 'NOT_DONE'],
    ['MARKED_EXPORTED', null],
    ['WRITE_RESOLVED', 'DONE'],
  ]);
});
