import { describe, expect, test } from 'vitest';
import { CursorExpired } from '../../src/errors/catalogue.ts';
import type { EventLog } from '../../src/store/event-log.ts';
import { RedisConnection } from '../../src/store/redis/redis-connection.ts';
import { createTestLog } from '../backends/test-log.ts';
import { noOwnRedis, until } from '../cache/redis-server.ts';
import { rejection } from '../calls/account.ts';
import { refusedBaseUrl, startRaw } from '../calls/source-server.ts';
import { startDurableRedis } from './durable-redis.ts';
import { openRedisAt } from './log-subjects.ts';
import { ALL, appendMany, digitized, follow, followToEnd, idsOf, never, range } from './some-events.ts';

if (noOwnRedis) console.warn(noOwnRedis);

const UNAVAILABLE = { name: 'BackendUnavailable', accountId: undefined };
/** Longer than a webhook may wait for a Redis that does not answer, and far shorter than SNS waits. */
const BUDGET_MS = 2_000;

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

describe.skipIf(noOwnRedis)('an event log in a Redis', () => {
  test('does not lose an event if Redis is killed and restarted, and its followers do not miss or repeat one', async () => {
    await using redis = await startDurableRedis();
    await using log = await openRedisAt(redis.url);
    await using other = await openRedisAt(redis.url);
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
      await redis.kill();
      for (const result of await interrupted) {
        if (result.status === 'fulfilled') acknowledged.push(result.value.id);
        else expect(result.reason).toMatchObject(UNAVAILABLE);
      }
      expect(await tookMs(rejection(log.append(digitized(), 'gone')))).toBeLessThan(BUDGET_MS);
      expect(await rejection(log.read(ALL, null, 1))).toMatchObject(UNAVAILABLE);
      await redis.start();
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

  test('refuses quickly while Redis hangs, then does not wait for it at all, and works again when Redis continues', async () => {
    await using redis = await startDurableRedis();
    await using log = await openRedisAt(redis.url);
    const [first = ''] = await appendMany(log, 1);
    const following = follow(log, first, 2);
    redis.pause();
    const appending = range(20).map((i) => rejection(log.append(digitized(), `m-${i}`)));
    const took = await tookMs(Promise.all([...appending, rejection(log.read(ALL, null, 1)), rejection(log.ping())]));
    expect(took).toBeLessThan(BUDGET_MS);
    for (const error of await Promise.all(appending)) expect(error).toMatchObject(UNAVAILABLE);
    expect(await tookMs(rejection(log.append(digitized(), 'm-1')))).toBeLessThan(100);
    redis.resume();
    await isThere(log);
    const ids = [];
    for (const i of [1, 2]) ids.push((await log.append(digitized(), `m-${i}`)).id);
    const all = idsOf(await log.read(ALL, null, 100));
    expect(new Set(all).isSupersetOf(new Set(ids))).toBe(true);
    expect(await following).toEqual(all.slice(1, 1 + (await following).length));
    expect(await log.append(digitized(), 'm-1')).toEqual({ id: ids[0], isNew: false });
  });

  test('that has lost its data fails readers and followers, which cannot know the events that they miss', async () => {
    await using redis = await startDurableRedis();
    await using log = await openRedisAt(redis.url);
    const ids = await appendMany(log, 5);
    const waiting = rejection(followToEnd(log, ids[4] ?? '', never()));
    await redis.send('FLUSHALL');
    expect(await waiting).toBeInstanceOf(CursorExpired);
    expect(await rejection(log.read(ALL, ids[4] ?? '', 10))).toBeInstanceOf(CursorExpired);
    expect(await log.read(ALL, null, 10)).toEqual([]);
    // Also if new events, with higher ids, are stored before the next read.
    const { id, isNew } = await log.append(digitized(), 'm-0');
    expect(isNew).toBe(true);
    expect(await rejection(log.read(ALL, ids[4] ?? '', 10))).toBeInstanceOf(CursorExpired);
    expect(await rejection(follow(log, ids[4] ?? '', 1))).toBeInstanceOf(CursorExpired);
    expect(idsOf(await log.read(ALL, null, 10))).toEqual([id]);
  });

  test('does not leave a socket if it is closed before it is connected', async () => {
    await using redis = await startDurableRedis();
    const sockets = () => process.getActiveResourcesInfo().filter((name) => name === 'TCPSocketWrap').length;
    const before = sockets();
    const connections = range(5).map(() => new RedisConnection(redis.url, createTestLog().logger));
    await Promise.all(connections.map((connection) => connection[Symbol.asyncDispose]()));
    // Connecting ends in one way or another, and then does not leave a socket.
    await until(async () => sockets() <= before);
  });

  test('closes the connection of an idle follower that is aborted', async () => {
    await using redis = await startDurableRedis();
    await using log = await openRedisAt(redis.url);
    const ours = async () => String(await redis.send('CLIENT', 'LIST')).split('name=invoice-gateway-events').length - 1;
    await appendMany(log, 1);
    const abort = new AbortController();
    const idle = log.follow('0-0', abort.signal)[Symbol.asyncIterator]();
    expect((await idle.next()).done).toBe(false);
    expect(await ours()).toBe(2);
    abort.abort();
    await until(async () => (await ours()) === 1);
  });

  test('assigns increasing ids even if the clock of Redis is set back', async () => {
    await using redis = await startDurableRedis();
    await using log = await openRedisAt(redis.url);
    await redis.send('XADD', 'invoice-gateway:events:{v1}:stream', '9999999999999-5', 'type', 'UNKNOWN_HERE');
    const ids = await appendMany(log, 3);
    expect(ids).toEqual(['9999999999999-6', '9999999999999-7', '9999999999999-8']);
    expect(idsOf(await log.read(ALL, '9999999999999-6', 10))).toEqual(ids.slice(1));
    // Events of an unknown type, from a newer gateway, are skipped.
    expect(await follow(log, '0-0', 3)).toEqual(ids);
  });

  test('assigns ids with the microsecond, which do not depend on the number of other events', async () => {
    await using redis = await startDurableRedis();
    await using log = await openRedisAt(redis.url);
    const ids = await Promise.all(range(50).map(async (i) => (await log.append(digitized(), `m-${i}`)).id));
    const places = ids.map((id) => id.split('-').map(Number)).map(([ms = 0, us = 0]) => ({ ms, us }));
    expect(places.every(({ us }) => us < 1_000)).toBe(true);
    // Ids of Redis itself would start with 0 in each millisecond.
    expect(places.some(({ us }) => us > 50)).toBe(true);
    expect(places.every(({ ms }) => Math.abs(ms - Date.now()) < 600_000)).toBe(true);
  });

  test('does not store an event in part if the memory of Redis is full, and accepts it when there is room', async () => {
    await using redis = await startDurableRedis();
    await using log = await openRedisAt(redis.url);
    const ids = await appendMany(log, 3);
    await redis.send('CONFIG', 'SET', 'maxmemory', '1');
    expect(await rejection(log.append(digitized(), 'full'))).toMatchObject(UNAVAILABLE);
    expect(idsOf(await log.read(ALL, null, 10))).toEqual(ids);
    await redis.send('CONFIG', 'SET', 'maxmemory', '0');
    expect((await log.append(digitized(), 'full')).isNew).toBe(true);
    expect(await log.read(ALL, null, 10)).toHaveLength(4);
  });

  test('sends its script again if Redis has dropped it', async () => {
    await using redis = await startDurableRedis();
    await using log = await openRedisAt(redis.url);
    await appendMany(log, 2);
    await redis.send('SCRIPT', 'FLUSH');
    expect((await log.append(digitized(), 'm-0')).isNew).toBe(false);
    await redis.send('SCRIPT', 'FLUSH');
    expect(await log.read(ALL, null, 10)).toHaveLength(2);
  });

  test('keeps all keys in one slot, and the keys of messages for two days or as long as events', async () => {
    await using redis = await startDurableRedis();
    await using log = await openRedisAt(redis.url, { retention: { days: 1 } });
    await log.append(digitized('{a}'), '{b}');
    const keys = (await redis.send('KEYS', '*')) as string[];
    expect(keys.every((key) => key.startsWith('invoice-gateway:events:{v1}:'))).toBe(true);
    const message = keys.find((key) => key.includes(':message:')) ?? '';
    expect(await redis.send('PTTL', message)).toBeGreaterThan(47 * 3_600_000);
    await using longer = await openRedisAt(redis.url, { retention: { days: 30 } });
    await longer.append(digitized(), 'x');
    const other = ((await redis.send('KEYS', '*message*x*')) as string[])[0] ?? '';
    expect(await redis.send('PTTL', other)).toBeGreaterThan(29 * 86_400_000);
  });
});

describe('an event log whose Redis', () => {
  test('never existed can be opened, refuses, and does not leave connections behind', async () => {
    const log = await openRedisAt((await refusedBaseUrl()).replace('http:', 'redis:'));
    const following = followToEnd(log, '0-0', never());
    expect(await rejection(log.append(digitized(), 'x'))).toMatchObject(UNAVAILABLE);
    expect(await rejection(log.end())).toMatchObject(UNAVAILABLE);
    await log[Symbol.asyncDispose]();
    expect(await following).toEqual([]);
    await until(() => process.getActiveResourcesInfo().every((name) => !name.startsWith('TCP')));
  });

  test('accepts connections and does not answer is disposed of at once', async () => {
    await using silent = await startRaw(() => {});
    const log = await openRedisAt(`redis://127.0.0.1:${silent.port}`);
    expect(await rejection(log.append(digitized(), 'x'))).toMatchObject(UNAVAILABLE);
    expect(await tookMs(log[Symbol.asyncDispose]())).toBeLessThan(500);
  });
});
