import { describe, expect, test } from 'vitest';
import { noOwnRedis, startRedis } from '../cache/redis-server.ts';
import { startWorld, type TestWorld } from '../end-to-end/world.ts';

describe('health', () => {
  test('reports the process and its stores, without a token', async () => {
    await using world = await startWorld();

    expect(await check(world, 'live')).toEqual([200, { status: 'live' }]);
    expect(await check(world, 'ready')).toEqual([200, { status: 'ready', stores: { cache: 'ok', events: 'ok' } }]);
  });

  test('does not depend on the sources', async () => {
    await using world = await startWorld();
    const { lightyear, ivesk, v6 } = world.sandbox;
    await Promise.all([lightyear.stop(), ivesk.stop(), v6.stop()]);
    await world.ask('{ invoices { nodes { id } } }');

    expect(await check(world, 'ready')).toEqual([200, { status: 'ready', stores: { cache: 'ok', events: 'ok' } }]);
    expect(world.sandbox.v6.calls).toEqual([]);
  });

  test('does not report a disabled cache', async () => {
    await using world = await startWorld({ config: { cache: { enabled: false } } });
    expect((await check(world, 'ready'))[0]).toBe(200);
  });
});

if (noOwnRedis) console.warn(noOwnRedis);

describe.skipIf(noOwnRedis)('with a Redis', () => {
  test('is ready while the store answers, stays live without it, and is ready again with it', async () => {
    await using redis = await startRedis({ own: true });
    await using world = await startWorld({ config: { storage: { redisUrl: redis.url } } });
    expect(await check(world, 'ready')).toEqual([200, { status: 'ready', stores: { cache: 'ok', events: 'ok' } }]);

    // Paused, not killed: its port accepts connections but never answers.
    redis.process?.kill('SIGSTOP');
    expect(await check(world, 'ready')).toEqual([
      503,
      { status: 'unready', stores: { cache: 'unreachable', events: 'unreachable' } },
    ]);
    expect(await check(world, 'live')).toEqual([200, { status: 'live' }]);

    redis.process?.kill('SIGCONT');
    await expect.poll(() => check(world, 'ready'), { timeout: 10_000 }).toEqual([200, expect.anything()]);
  });

  test('is unready when the store is gone, while queries are still answered', async () => {
    await using redis = await startRedis({ own: true });
    await using world = await startWorld({ config: { storage: { redisUrl: redis.url } } });
    expect((await check(world, 'ready'))[0]).toBe(200);

    redis.process?.kill('SIGKILL');
    await expect
      .poll(() => check(world, 'ready'))
      .toEqual([503, { status: 'unready', stores: { cache: 'unreachable', events: 'unreachable' } }]);

    const { data, errors } = await world.ask<{ invoices: { nodes: readonly unknown[] } }>(
      '{ invoices { nodes { id kind } } }',
    );
    expect(errors).toEqual([]);
    expect(data?.invoices.nodes).toHaveLength(50);
  });
});

async function check(world: TestWorld, what: 'live' | 'ready'): Promise<readonly [status: number, body: unknown]> {
  const response = await world.fetch(`/health/${what}`);
  expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
  return [response.status, await response.json()];
}
