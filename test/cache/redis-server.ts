import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '@redis/client';
import { vi } from 'vitest';
import { refusedBaseUrl } from '../calls/source-server.ts';

/** A Redis for tests: the one of REDIS_URL, or one that is started here. */
export interface RedisServer extends AsyncDisposable {
  readonly url: string;
  /** The process, if it was started here: only then may a test stop it. */
  readonly process: ChildProcess | undefined;
  /** All values of the gateway. */
  readonly values: () => Promise<ReadonlyMap<string, string>>;
  readonly set: (key: string, value: string) => Promise<void>;
  /** Names of the connections that are not the test's own. */
  readonly connections: () => Promise<readonly string[]>;
}

/** The keys of the gateway. */
const OURS = 'invoice-gateway*';

const isInstalled = spawnSync('redis-server', ['--version']).status === 0;

/** The reason for skipping tests with Redis; undefined if there is one. */
export const noRedis =
  process.env['REDIS_URL'] || isInstalled
    ? undefined
    : 'SKIPPED: tests with a shared cache. Put redis-server on the PATH, or set REDIS_URL';

/** The reason for skipping tests that stop or pause Redis; undefined if they can run. */
export const noOwnRedis = isInstalled
  ? undefined
  : 'SKIPPED: tests that stop or pause Redis. Put redis-server on the PATH';

/** With `own`, starts a new one even if REDIS_URL is set. */
export async function startRedis({ own = false } = {}): Promise<RedisServer> {
  const given = own ? undefined : process.env['REDIS_URL'];
  const url = given ?? (await refusedBaseUrl()).replace('http:', 'redis:');
  const directory = await mkdtemp(join(tmpdir(), 'gateway-redis-'));
  const settings = ['--bind', '127.0.0.1', '--port', new URL(url).port, '--save', '', '--appendonly', 'no'];
  const child = given ? undefined : spawn('redis-server', settings, { cwd: directory, stdio: 'ignore' });
  const client = createClient({ url, name: 'test', socket: { reconnectStrategy: 20 } }).on('error', () => {});
  await client.connect();
  const values = async () => {
    const keys = await client.keys(OURS);
    const entries = await Promise.all(keys.map(async (key) => [key, (await client.get(key)) ?? ''] as const));
    return new Map(entries);
  };
  const clear = async () => void (await Promise.all((await client.keys(OURS)).map((key) => client.del(key))));
  // The Redis of REDIS_URL may have keys of others.
  await clear();
  return {
    url,
    process: child,
    values,
    set: async (key, value) => void (await client.set(key, value)),
    connections: async () => {
      const list = await client.clientList();
      return list.map(({ name }) => name).filter((name) => name !== 'test');
    },
    [Symbol.asyncDispose]: async () => {
      if (client.isReady && given) await clear();
      client.destroy();
      if (child !== undefined && child.exitCode === null && child.signalCode === null) {
        child.kill('SIGKILL');
        await once(child, 'exit');
      }
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** Waits until the condition is true. */
export function until(isSo: () => Promise<boolean> | boolean): Promise<void> {
  return vi.waitFor(
    async () => {
      if (!(await isSo())) throw new Error('not so yet');
    },
    { interval: 5, timeout: 10_000 },
  );
}
