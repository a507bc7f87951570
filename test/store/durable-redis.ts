import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createClient } from '@redis/client';
import { refusedBaseUrl } from '../calls/source-server.ts';
import { makeDirectory } from './sqlite-place.ts';

/** A Redis that keeps its data after a crash. */
export interface DurableRedis extends AsyncDisposable {
  readonly url: string;
  /** Kills it and waits until it has ended. */
  kill(): Promise<void>;
  /** Resolves when it answers. */
  start(): Promise<void>;
  pause(): void;
  resume(): void;
  /** Sends a command from a separate connection. */
  send(...command: readonly string[]): Promise<unknown>;
}

export async function startDurableRedis(): Promise<DurableRedis> {
  const directory = await makeDirectory();
  const url = (await refusedBaseUrl()).replace('http:', 'redis:');
  const always = ['--appendonly', 'yes', '--appendfsync', 'always', '--save', ''];
  const settings = ['--bind', '127.0.0.1', '--port', new URL(url).port, ...always];
  let child: ChildProcess | undefined;
  const connect = () =>
    createClient({ url, name: 'test', socket: { reconnectStrategy: 10 } })
      .on('error', () => {})
      .connect();
  const start = async () => {
    child = spawn('redis-server', settings, { cwd: directory.path, stdio: 'ignore' });
    const client = await connect();
    await client.ping();
    client.destroy();
  };
  const kill = async () => {
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  };
  await start();
  return {
    url,
    start,
    kill,
    pause: () => void child?.kill('SIGSTOP'),
    resume: () => void child?.kill('SIGCONT'),
    send: async (...command) => {
      const client = await connect();
      try {
        return await client.sendCommand([...command]);
      } finally {
        client.destroy();
      }
    },
    [Symbol.asyncDispose]: async () => {
      await kill();
      await directory[Symbol.asyncDispose]();
    },
  };
}
