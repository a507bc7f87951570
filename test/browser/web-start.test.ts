import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';
import { PATIENT, usePatience } from './start-web.ts';

const ROOT = new URL('../../', import.meta.url).pathname;

usePatience();

test('one Ctrl-C, of which npm makes two signals, ends the frontend and its gateway', async () => {
  await using running = await startBoth();
  running.child.kill('SIGINT');
  running.child.kill('SIGINT');
  const [code] = await running.ended;
  expect([code, await isThere(running.gateway)]).toEqual([0, false]);
});

test('the gateway ends if its frontend was killed', async () => {
  await using running = await startBoth();
  running.child.kill('SIGKILL');
  await running.ended;
  await expect.poll(() => isThere(running.gateway), PATIENT).toBe(false);
});

/** Starts the command of `npm run web`. */
async function startBoth() {
  const child = spawn(process.execPath, ['examples/web/start.ts'], {
    cwd: ROOT,
    env: { ...process.env, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const running = {
    child,
    ended,
    gateway: '',
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL');
      await ended;
    },
  };
  for await (const line of createInterface(child.stdout)) {
    running.gateway = /^ *Gateway +(\S+)$/.exec(line)?.[1] ?? running.gateway;
    if (line.includes('Ctrl-C stops both')) return running;
  }
  throw new Error('It ended before it was ready');
}

async function isThere(url: string): Promise<boolean> {
  return fetch(url).then(
    () => true,
    () => false,
  );
}
