import { Client } from 'pg';
import { describe, expect, test, vi } from 'vitest';
import type { Database } from '../../src/store/database.ts';
import { createStore, type Store } from '../../src/store/open-store.ts';
import { openPostgres } from '../../src/store/postgres/postgres-database.ts';
import { createDatabase, noPostgres } from './postgres-server.ts';
import { filledIn } from './sqlite-place.ts';

interface Gateway extends Store {
  readonly database: Database;
}

/** Two gateways on one database, and a client that takes locks. */
async function openTwo() {
  await using opened = new AsyncDisposableStack();
  const { url } = opened.use(await createDatabase());
  const open = async (): Promise<Gateway> => {
    const filled = filledIn();
    const database = await openPostgres({ databaseUrl: url, ...filled });
    return { ...opened.use(await createStore(database, filled)), database };
  };
  const [one, other] = [await open(), await open()];
  const connect = async () => {
    const client = new Client({ connectionString: url });
    opened.defer(() => client.end());
    await client.connect();
    return client;
  };
  const [client, observer] = [await connect(), await connect()];
  /** Resolves when this many connections wait for a lock. */
  const waiting = (count: number) =>
    vi.waitFor(
      async () => {
        const { rows } = await observer.query('SELECT DISTINCT pid FROM pg_locks WHERE NOT granted');
        expect(rows.length).toBe(count);
      },
      { timeout: 1_500, interval: 5 },
    );
  const resources = opened.move();
  return { one, other, client, waiting, [Symbol.asyncDispose]: () => resources.disposeAsync() };
}

const ACCOUNT = { company: 'acme', source: 'LIGHTYEAR' } as const;
const EXPORT = {
  ...ACCOUNT,
  caller: 'erp',
  action: 'MARK_EXPORTED',
  subject: ['7'],
  key: null,
  isLocal: false,
} as const;

/** Begins an export, and returns its successful end. */
async function begun({ journal }: Gateway) {
  const begin = await journal.begin(EXPORT);
  if (begin.kind !== 'SEND') throw new Error('The write was not recorded');
  const { id } = begin;
  return {
    id,
    outcome: 'DONE',
    error: null,
    result: null,
    lookAt: null,
    wasGone: false,
    endedAt: Date.now(),
    isInferred: false,
  } as const;
}

function mark(subject: string) {
  return { ...EXPORT, source: 'V6', subject: [subject], isLocal: true } as const;
}

if (noPostgres) console.warn(noPostgres);

describe.skipIf(noPostgres !== undefined)('two gateways on PostgreSQL do not wait for each other', () => {
  test('when one asks for a reading and records an export, and the other one records a reading', async () => {
    await using two = await openTwo();
    const [lease] = await two.one.watches.lease([ACCOUNT]);
    if (lease === undefined) throw new Error('The account was not leased');
    const state = { dueAt: Date.now() + 60_000 };
    await two.one.watches.record({ lease, documents: [], left: [], state });
    const end = await begun(two.other);
    await two.client.query('BEGIN; UPDATE index_lock SET is_locked = 1');
    const asked = Promise.all([two.other.database.write('endWrites', end), two.other.watches.request(ACCOUNT)]);
    await two.waiting(1);
    const recorded = two.one.watches.record({ lease, documents: [], left: ['["7"]'], state });
    await two.waiting(2);
    await two.client.query('ROLLBACK');
    const started = performance.now();
    expect(await Promise.all([asked, recorded])).toEqual([[true, undefined], undefined]);
    // PostgreSQL looks for deadlocks after a second.
    expect(performance.now() - started).toBeLessThan(900);
  });

  test('when both record the outcome of a write, and one of them marks a document', async () => {
    await using two = await openTwo();
    const end = await begun(two.one);
    await two.client.query('BEGIN; UPDATE index_lock SET is_locked = 1');
    const marked = Promise.all([two.one.journal.begin(mark('8')), two.one.database.write('endWrites', end)]);
    await two.waiting(1);
    const ended = two.other.database.write('endWrites', end);
    await two.waiting(2);
    await two.client.query('ROLLBACK');
    const started = performance.now();
    expect(await Promise.all([marked, ended])).toMatchObject([[{ kind: 'DONE' }, true], false]);
    expect(performance.now() - started).toBeLessThan(900);
  });
});

test.skipIf(noPostgres !== undefined)(
  'a transaction that PostgreSQL ends because of a deadlock is repeated',
  async () => {
    await using two = await openTwo();
    const insert = (subject: string) =>
      two.client.query('INSERT INTO export_marks (company, source, subject, write_id) VALUES ($1, $2, $3, $4)', [
        ...['acme', 'V6', JSON.stringify([subject]), 'other'],
      ]);
    // So that the gateway's connection is the one that finds the deadlock.
    await two.client.query("SET deadlock_timeout = '1min'");
    await two.client.query('BEGIN');
    await insert('9');
    const marked = Promise.all([two.one.journal.begin(mark('8')), two.one.journal.begin(mark('9'))]);
    await two.waiting(1);
    await insert('8');
    await two.client.query('ROLLBACK');
    expect(await marked).toMatchObject([{ kind: 'DONE' }, { kind: 'DONE' }]);
  },
);
