import { describe, expect, test } from 'vitest';
import { startWorld, type TestWorld } from '../../end-to-end/world.ts';
import { openRaw } from '../raw-http.ts';

const OPERATIONS = { operations: { port: 0 } };

async function listen(world: TestWorld): Promise<URL> {
  const url = await world.gateway.listenForOperators();
  if (url === undefined) throw new Error('There is no listener for operators');
  return url;
}

async function statusesAt(url: URL, paths: readonly string[]): Promise<readonly number[]> {
  return await Promise.all(
    paths.map(async (path) => {
      const response = await fetch(new URL(path, url));
      await response.text();
      return response.status;
    }),
  );
}

const PATHS = ['metrics', 'health/live', 'health/ready', 'graphql?query={__typename}', 'graphiql'];

describe('the listener for operators', () => {
  test('has metrics and health, and nothing else; the public one has no metrics', async () => {
    await using world = await startWorld({ config: OPERATIONS });
    expect(await statusesAt(await listen(world), PATHS)).toEqual([200, 200, 200, 404, 404]);
    expect(await statusesAt(world.url, PATHS)).toEqual([404, 200, 200, 401, 200]);
  });

  test('does not exist without a port, and the public one has the metrics', async () => {
    await using world = await startWorld();
    expect(await world.gateway.listenForOperators()).toBeUndefined();
    expect(await statusesAt(world.url, PATHS)).toEqual([200, 200, 200, 401, 200]);
  });

  test('answers while clients have taken every connection of the public one', async () => {
    await using world = await startWorld({ config: { ...OPERATIONS, limits: { maxConnections: 2 } } });
    const url = await listen(world);
    using _first = await openRaw(world.url);
    using _second = await openRaw(world.url);
    expect(await statusesAt(url, ['health/live', 'health/ready', 'metrics'])).toEqual([200, 200, 200]);
  });

  test('rejects if its address is taken', async () => {
    await using first = await startWorld({ config: OPERATIONS });
    const { port } = await listen(first);
    await using second = await startWorld({ config: { operations: { port: Number(port) } } });
    await expect(second.gateway.listenForOperators()).rejects.toThrow('EADDRINUSE');
  });
});
