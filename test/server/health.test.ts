import { describe, expect, test } from 'vitest';
import { noOwnRedis, startRedis } from '../cache/redis-server.ts';
import { startWorld, type TestWorld } from '../end-to-end/world.ts';
import { noOwnPostgres, startOwnPostgres } from '../store/postgres-server.ts';

const LIVE = { status: 'live', version: '0.1.0', commit: null };

describe('health', () => {
  test('reports the process and its stores, without a token', async () => {
    await using world = await startWorld();

    expect(await check(world, 'live')).toEqual([200, LIVE]);
    expect(await check(world, 'ready')).toEqual([200, { status: 'ready', stores: { cache: 'ok', store: 'ok' } }]);
  });

  test('does not depend on the sources', async () => {
    await using world = await startWorld();
    const { lightyear, ivesk, v6 } = world.sandbox;
    await Promise.all([lightyear.stop(), ivesk.stop(), v6.stop()]);
    await world.ask('{ invoices { nodes { id } } }');

    expect(await check(world, 'ready')).toEqual([200, { status: 'ready', stores: { cache: 'ok', store: 'ok' } }]);
    expect(world.sandbox.v6.calls).toEqual([]);
  });

  test('does not report a disabled cache', async () => {
    await using world = await startWorld({ config: { cache: { enabled: false } } });
    expect((await check(world, 'ready'))[0]).toBe(200);
  });
});

for (const reason of [noOwnRedis, noOwnPostgres]) if (reason) console.warn(reason);

/** The servers that gateways share, each with the health of a gateway that lacks it. */
const SHARED = [
  {
    name: 'a Redis',
    leftOut: noOwnRedis,
    start: async () => {
      const redis = await startRedis({ own: true });
      const signal = (name: NodeJS.Signals) => redis.process?.kill(name);
      return {
        storage: { redisUrl: redis.url },
        pause: () => signal('SIGSTOP'),
        resume: () => signal('SIGCONT'),
        kill: async () => void signal('SIGKILL'),
        [Symbol.asyncDispose]: () => redis[Symbol.asyncDispose](),
      };
    },
    away: { cache: 'unreachable', store: 'ok' },
  },
  {
    name: 'a PostgreSQL',
    leftOut: noOwnPostgres,
    start: async () => {
      const server = await startOwnPostgres();
      return { ...server, storage: { databaseUrl: server.url } };
    },
    away: { cache: 'ok', store: 'unreachable' },
  },
];

describe.each(SHARED.filter(({ leftOut }) => leftOut === undefined))('with $name', ({ start, away }) => {
  test('is ready while it answers, and degraded without it', async () => {
    await using server = await start();
    await using world = await startWorld({ config: { storage: server.storage } });
    expect(await check(world, 'ready')).toEqual([200, { status: 'ready', stores: { cache: 'ok', store: 'ok' } }]);

    // Paused, not killed: its port accepts connections but never answers.
    server.pause();
    expect(await check(world, 'ready')).toEqual([200, { status: 'degraded', stores: away }]);
    expect(await check(world, 'live')).toEqual([200, LIVE]);

    server.resume();
    await expect
      .poll(() => check(world, 'ready'), { timeout: 10_000 })
      .toEqual([200, { status: 'ready', stores: { cache: 'ok', store: 'ok' } }]);
  }, 30_000);

  test('stays in service when it is gone, and answers queries', async () => {
    await using server = await start();
    await using world = await startWorld({ config: { storage: server.storage } });
    expect((await check(world, 'ready'))[0]).toBe(200);

    await server.kill();
    await expect
      .poll(() => check(world, 'ready'), { timeout: 10_000 })
      .toEqual([200, { status: 'degraded', stores: away }]);

    const { data, errors } = await world.ask<{ invoices: { nodes: readonly unknown[] } }>(
      '{ invoices { nodes { id kind } } }',
    );
    expect(errors).toEqual([]);
    expect(data?.invoices.nodes).toHaveLength(50);
  }, 30_000);
});

async function check(world: TestWorld, what: 'live' | 'ready'): Promise<readonly [status: number, body: unknown]> {
  const response = await world.fetch(`/health/${what}`);
  expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
  return [response.status, await response.json()];
}
