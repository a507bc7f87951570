import { sql } from 'kysely';
import { Client } from 'pg';
import { describe, expect, test } from 'vitest';
import { ConfigError } from '../../src/config/config-error.ts';
import { openPostgres } from '../../src/store/postgres/postgres-database.ts';
import { MIGRATIONS } from '../../src/store/postgres/postgres-migrations.ts';
import { ask as askSteps, type Builder } from '../../src/store/statements.ts';
import { createTestLog } from '../backends/test-log.ts';
import { until } from '../cache/redis-server.ts';
import { rejection } from '../calls/account.ts';
import { openPostgresAt } from './log-subjects.ts';
import { ask, createDatabase, execute, noPostgres } from './postgres-server.ts';
import { ALL, appendMany, digitized, exported, follow, idsOf, queryOf, range } from './some-events.ts';

if (noPostgres) console.warn(noPostgres);

/** The connections of the gateways to the database of `url`. */
function connectionsTo(url: string) {
  return ask(
    url,
    `SELECT pid, application_name FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE 'invoice-gateway%'`,
  );
}

describe.skipIf(noPostgres)('an event log in PostgreSQL', () => {
  test('shows events in the order of their ids to a follower while two gateways append, without a gap', async () => {
    await using database = await createDatabase();
    await using log = await openPostgresAt(database.url);
    await using other = await openPostgresAt(database.url);
    await using watched = await openPostgresAt(database.url);
    const following = follow(watched, '0', 600);
    const appended = await Promise.all(
      [log, other].flatMap((one, gateway) => range(3).map((n) => appendMany(one, 100, 'acme', `${gateway}-${n}`))),
    );
    const wanted = appended.flat().sort(log.compare);
    expect(new Set(wanted).size).toBe(600);
    expect(await following).toEqual(wanted);
  }, 30_000);

  test('does not skip an event whose transaction commits late', async () => {
    await using database = await createDatabase();
    await using log = await openPostgresAt(database.url);
    const [first = ''] = await appendMany(log, 1);
    const following = follow(log, first, 2);
    const late = new Client({ connectionString: database.url });
    await late.connect();
    await late.query('BEGIN; UPDATE log_state SET last_id = last_id + 1');
    await late.query(`INSERT INTO events SELECT last_id, 0, 'acme', 'IVESK', 'EXPORTED', '', '', NULL FROM log_state`);
    // Waits for the lock: its id comes after that of the event before.
    const waiting = log.append(exported(), 'after');
    await until(async () => {
      const sql = `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
      return (await ask(database.url, sql)).length === 1;
    });
    await late.query('COMMIT');
    await late.end();
    const { id } = await waiting;
    expect(await following).toEqual([String(Number(first) + 1), id]);
  });

  test('catches up if the connection that listens is lost', async () => {
    await using database = await createDatabase();
    await using log = await openPostgresAt(database.url);
    const seen: string[] = [];
    const abort = new AbortController();
    const following = (async () => {
      for await (const events of log.follow('0', abort.signal)) seen.push(...idsOf(events));
    })();
    const listener = async () =>
      (await connectionsTo(database.url)).find(
        ({ application_name }) => application_name === 'invoice-gateway listener',
      );
    for (const round of range(3)) {
      await until(async () => (await listener()) !== undefined);
      const pid = Number((await listener())?.['pid']);
      await ask(database.url, `SELECT pg_terminate_backend(${pid})`);
      const ids = await appendMany(log, 5, 'acme', `r-${round}`);
      await until(() => seen.at(-1) === ids.at(-1));
    }
    expect(seen).toEqual(idsOf(await log.read(ALL, null, 100)));
    expect(seen).toHaveLength(15);
    abort.abort();
    await following;
  });

  test('keeps every character of a text, U+0000 included, and what stands for it', async () => {
    await using database = await createDatabase();
    await using log = await openPostgresAt(database.url);
    const texts = ['\0', '\0\0a', '\u{F0000}', '\u{F0000}0', '\u{F0000}1\0', '\u{F0000}\u{F0000}\0'];
    for (const text of texts) await log.append(exported(text, text), text);
    for (const text of texts) expect((await log.append(exported(text, text), text)).isNew).toBe(false);
    const read = await log.read(queryOf({ companies: new Set(texts) }), null, 100);
    expect(read.map(({ company, companyCode }) => [company, companyCode])).toEqual(texts.map((text) => [text, text]));
  });

  test('is migrated once by gateways that start at the same moment', async () => {
    await using database = await createDatabase();
    const logs = await Promise.all(range(4).map(() => openPostgresAt(database.url)));
    await using _closing = {
      [Symbol.asyncDispose]: async () => void (await Promise.all(logs.map((log) => log[Symbol.asyncDispose]()))),
    };
    expect(await ask(database.url, 'SELECT version FROM schema_version')).toEqual([{ version: MIGRATIONS.length }]);
    expect(await ask(database.url, 'SELECT count(*)::integer FROM log_state')).toEqual([{ count: 1 }]);
    for (const [index, log] of logs.entries()) await appendMany(log, 2, 'acme', String(index));
    expect(await logs[0]?.read(ALL, null, 100)).toHaveLength(8);
  });

  test('counts events that two gateways remove at the same moment once', async () => {
    await using place = await createDatabase();
    const { logger } = createTestLog();
    await using database = await openPostgres({ databaseUrl: place.url, logger });
    await using other = await openPostgres({ databaseUrl: place.url, logger });
    for (const arrivedAt of range(30))
      await database.write('appendEvents', { event: digitized(), messageId: `m-${arrivedAt}`, arrivedAt });
    const holder = new Client({ connectionString: place.url });
    await holder.connect();
    await holder.query('BEGIN; LOCK TABLE events IN SHARE MODE');
    const removal = { retention: { days: 30, maxCount: 10 }, now: 0 };
    const removing = [database, other].map((one) => one.write('removeOutdated', removal));
    const waiting = `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    await until(async () => (await ask(place.url, waiting)).length === 2);
    await holder.query('COMMIT');
    await holder.end();
    await Promise.all(removing);
    const state = 'SELECT kept::integer, (SELECT count(*)::integer FROM events) AS there FROM log_state';
    expect(await ask(place.url, state)).toEqual([{ kept: 10, there: 10 }]);
  });

  test('appends while searches hold all connections that read', async () => {
    await using place = await createDatabase();
    const { logger } = createTestLog();
    await using database = await openPostgres({ databaseUrl: place.url, logger });
    const sleep = (builder: Builder) => askSteps({ compile: () => sql`SELECT pg_sleep(60)`.compile(builder) });
    const searches = range(20).map(() => rejection(database.read(sleep, undefined)));
    const sleeping = `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'PgSleep'`;
    await until(async () => (await ask(place.url, sleeping)).length === 8);
    const append = { event: digitized(), messageId: 'x', arrivedAt: 1 };
    expect(await database.write('appendEvents', append)).toEqual({ id: '1', isNew: true });
    expect((await ask(place.url, sleeping)).length).toBe(8);
    // A search that takes too long is ended, and gives its place to the next.
    for (const error of await Promise.all(searches)) expect(error).toMatchObject({ name: 'BackendUnavailable' });
    await until(async () => (await ask(place.url, sleeping)).length === 0);
  }, 20_000);
});

describe.skipIf(noPostgres)('the start is refused with a sentence', () => {
  const open = (databaseUrl: string) => rejection(openPostgres({ databaseUrl, logger: createTestLog().logger }));

  test('if a newer gateway has written the database', async () => {
    await using database = await createDatabase();
    await (await openPostgresAt(database.url))[Symbol.asyncDispose]();
    await execute(database.url, `UPDATE schema_version SET version = ${MIGRATIONS.length + 1}`);
    const error = await open(database.url);
    expect(error).toBeInstanceOf(ConfigError);
    expect(String(error)).toContain(
      `storage.databaseUrl: the store cannot be opened: it was written by a newer gateway (schema ${MIGRATIONS.length + 1}`,
    );
    expect(await connectionsTo(database.url)).toEqual([]);
  });

  test('if the database, or the user, does not exist', async () => {
    await using database = await createDatabase();
    const url = new URL(database.url);
    url.pathname = '/nowhere';
    expect(await open(url.href)).toMatchObject({ name: 'ConfigError', message: expect.stringContaining('"nowhere"') });
    url.pathname = new URL(database.url).pathname;
    url.username = 'nobody';
    expect(await open(url.href)).toMatchObject({ name: 'ConfigError', message: expect.stringContaining('"nobody"') });
  });
});
