import { describe, expect, test } from 'vitest';
import type { EventLog } from '../../src/store/events/event-log.ts';
import { until } from '../cache/redis-server.ts';
import { rejection } from '../calls/account.ts';
import { refusedBaseUrl, startRaw } from '../calls/source-server.ts';
import { openPostgresAt } from './log-subjects.ts';
import { ask, execute, noOwnPostgres, startOwnPostgres } from './postgres-server.ts';
import { ALL, appendMany, digitized, follow, followToEnd, idsOf, never, range } from './some-events.ts';

if (noOwnPostgres) console.warn(noOwnPostgres);

const UNAVAILABLE = { name: 'BackendUnavailable', accountId: undefined };
/** A caller waits two seconds for a PostgreSQL that does not answer. SNS waits fifteen. */
const BUDGET_MS = 4_000;

async function tookMs(work: PromiseLike<unknown>): Promise<number> {
  const start = performance.now();
  await work;
  return performance.now() - start;
}

function isThere(log: EventLog) {
  return until(() =>
    log.ping().then(
      () => true,
      () => false,
    ),
  );
}

function sockets(): number {
  return process.getActiveResourcesInfo().filter((name) => name.startsWith('TCP')).length;
}

describe.skipIf(noOwnPostgres)('an event log in a PostgreSQL', () => {
  test('does not lose an event if it is killed and restarted, and its followers do not miss or repeat one', async () => {
    await using server = await startOwnPostgres();
    await using log = await openPostgresAt(server.url);
    await using other = await openPostgresAt(server.url);
    const origin = await log.end();
    const abort = new AbortController();
    const followed: string[][] = [[], []];
    const following = [log, other].map(async (one, i) => {
      for await (const events of one.follow(origin, abort.signal)) followed[i]?.push(...idsOf(events));
    });
    const acknowledged: string[] = [];
    for (const round of range(3)) {
      acknowledged.push(...(await appendMany(log, 20, 'acme', `before-${round}`)));
      const interrupted = Promise.allSettled(range(50).map((i) => other.append(digitized('zeta'), `${round}-${i}`)));
      await server.kill();
      for (const result of await interrupted) {
        if (result.status === 'fulfilled') acknowledged.push(result.value.id);
        else expect(result.reason).toMatchObject(UNAVAILABLE);
      }
      expect(await tookMs(rejection(log.append(digitized(), 'gone')))).toBeLessThan(BUDGET_MS);
      expect(await rejection(log.read(ALL, null, 1))).toMatchObject(UNAVAILABLE);
      await server.start();
      await Promise.all([isThere(log), isThere(other)]);
      // Events that were stored without an acknowledgement are recognized when they are sent again.
      for (const i of range(50)) acknowledged.push((await other.append(digitized('zeta'), `${round}-${i}`)).id);
    }
    const all = idsOf(await log.read(ALL, null, 10_000));
    expect(all).toHaveLength(3 * 70);
    expect(new Set(all).isSupersetOf(new Set(acknowledged))).toBe(true);
    await until(() => followed.every((ids) => ids.length >= all.length));
    abort.abort();
    await Promise.all(following);
    expect(followed).toEqual([all, all]);
  }, 60_000);

  test('refuses while it hangs, and works again when it continues', async () => {
    await using server = await startOwnPostgres();
    await using log = await openPostgresAt(server.url);
    const [first = ''] = await appendMany(log, 1);
    const following = follow(log, first, 2);
    server.pause();
    const appending = range(20).map((i) => rejection(log.append(digitized(), `m-${i}`)));
    const took = await tookMs(Promise.all([...appending, rejection(log.read(ALL, null, 1)), rejection(log.ping())]));
    expect(took).toBeLessThan(BUDGET_MS);
    for (const error of await Promise.all(appending)) expect(error).toMatchObject(UNAVAILABLE);
    expect(await tookMs(rejection(log.append(digitized(), 'm-1')))).toBeLessThan(BUDGET_MS);
    server.resume();
    await isThere(log);
    const ids = [];
    for (const i of [1, 2]) ids.push((await log.append(digitized(), `m-${i}`)).id);
    const all = idsOf(await log.read(ALL, null, 100));
    expect(new Set(all).isSupersetOf(new Set(ids))).toBe(true);
    expect(await following).toEqual(all.slice(1, 1 + (await following).length));
    expect(await log.append(digitized(), 'm-1')).toEqual({ id: ids[0], isNew: false });
  }, 30_000);

  test('leaves nothing behind if it hangs while the log is disposed of', async () => {
    await using server = await startOwnPostgres();
    const before = sockets();
    const log = await openPostgresAt(server.url);
    const origin = await log.end();
    const following = followToEnd(log, origin, never());
    await appendMany(log, 1);
    await until(() => sockets() >= before + 3);
    server.pause();
    const appending = rejection(log.append(digitized(), 'late'));
    const reading = rejection(log.read(ALL, null, 1));
    expect(await tookMs(log[Symbol.asyncDispose]())).toBeLessThan(BUDGET_MS);
    expect([await appending, await reading]).toMatchObject([UNAVAILABLE, UNAVAILABLE]);
    await following;
    await until(() => sockets() <= before);
  }, 30_000);

  test('that was away at the start is migrated before its first use', async () => {
    await using server = await startOwnPostgres();
    await server.kill();
    await using log = await openPostgresAt(server.url);
    const following = follow(log, '0', 1);
    expect(await rejection(log.append(digitized(), 'x'))).toMatchObject(UNAVAILABLE);
    expect(await rejection(log.end())).toMatchObject(UNAVAILABLE);
    await server.start();
    await isThere(log);
    const { id } = await log.append(digitized(), 'x');
    expect(await following).toEqual([id]);
  }, 30_000);

  test('that turns out to be newer when it is up is refused, and not changed', async () => {
    await using server = await startOwnPostgres();
    await execute(
      server.url,
      'CREATE TABLE schema_version (version integer); INSERT INTO schema_version VALUES (1000)',
    );
    await server.kill();
    await using log = await openPostgresAt(server.url);
    await server.start();
    expect(await rejection(log.append(digitized(), 'x'))).toMatchObject(UNAVAILABLE);
    expect(await ask(server.url, 'SELECT version FROM schema_version')).toEqual([{ version: 1000 }]);
  }, 30_000);
});

describe('an event log whose PostgreSQL', () => {
  test('never existed can be opened, refuses, and does not leave connections behind', async () => {
    const before = sockets();
    const log = await openPostgresAt((await refusedBaseUrl()).replace('http:', 'postgres:'));
    const following = followToEnd(log, '0', never());
    expect(await rejection(log.append(digitized(), 'x'))).toMatchObject(UNAVAILABLE);
    expect(await rejection(log.end())).toMatchObject(UNAVAILABLE);
    await log[Symbol.asyncDispose]();
    expect(await following).toEqual([]);
    await until(() => sockets() <= before);
  });

  test('accepts connections and does not answer can be opened, refuses, and is disposed of', async () => {
    await using silent = await startRaw(() => {});
    let log: EventLog | undefined;
    const opening = openPostgresAt(`postgres://127.0.0.1:${silent.port}/postgres`).then((opened) => {
      log = opened;
    });
    // It asks twice: for the tables, and for the writes of gateways that have ended.
    expect(await tookMs(opening)).toBeLessThan(2 * BUDGET_MS);
    const appending = rejection(log?.append(digitized(), 'x') ?? Promise.resolve());
    expect(await tookMs(appending)).toBeLessThan(BUDGET_MS);
    expect(await appending).toMatchObject(UNAVAILABLE);
    expect(await tookMs(log?.[Symbol.asyncDispose]() ?? Promise.resolve())).toBeLessThan(BUDGET_MS);
  }, 20_000);
});
