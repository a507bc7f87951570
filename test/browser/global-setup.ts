import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { chromium } from 'playwright-core';
import type { TestProject } from 'vitest/node';
import { executablePath } from './executable-path.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The address of the Chromium that all tests share; undefined if this machine does not have Chromium. */
    readonly chromium: string | undefined;
    /** The folder of the built example frontend. */
    readonly web: string;
  }
}

const ROOT = new URL('../../', import.meta.url).pathname;
const VITE = `${ROOT}node_modules/vite/bin/vite.js`;

/** Builds the frontend and starts Chromium, once for all tests in a browser. */
export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  await using started = new AsyncDisposableStack();
  const web = await mkdtemp(join(tmpdir(), 'gateway-web-'));
  started.defer(() => rm(web, { recursive: true }));
  const [browser] = await Promise.all([startChromium(), buildWeb(web)]);
  started.defer(async () => browser?.close());
  provide('web', web);
  provide('chromium', browser?.wsEndpoint());
  const running = started.move();
  return () => running.disposeAsync();
}

/** Starts Chromium, as root without its sandbox. */
async function startChromium() {
  if (executablePath === undefined) return undefined;
  return chromium.launchServer({
    executablePath,
    host: '127.0.0.1',
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
}

async function buildWeb(folder: string): Promise<void> {
  const options = ['build', 'examples/web', '--outDir', folder, '--emptyOutDir', '--logLevel', 'error'];
  await promisify(execFile)(process.execPath, [VITE, ...options], { cwd: ROOT });
}
