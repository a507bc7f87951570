import { fileURLToPath } from 'node:url';
import { startChild } from '../process/child.ts';
import type { StaticServer } from './static-sources.ts';

const PROGRAM = fileURLToPath(new URL('./node-server-process.ts', import.meta.url));

/** Serves `<directory>/www` with node:http in a process of its own, each file after this many ms. */
export async function startNodeServer(directory: string, latencyMs: number): Promise<StaticServer> {
  const child = startChild(process.execPath, [PROGRAM, directory, String(latencyMs)]);
  const origin = await child.firstMatch(/http:\/\/127\.0\.0\.1:\d+/);
  const name = `node:http ${process.version}${latencyMs > 0 ? ` with ${latencyMs} ms of latency` : ''}`;
  return { name, origin, [Symbol.asyncDispose]: () => child[Symbol.asyncDispose]() };
}
