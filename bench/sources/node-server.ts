import { fileURLToPath } from 'node:url';
import { startChild } from '../process/child.ts';
import type { StaticServer } from './static-sources.ts';

const PROGRAM = fileURLToPath(new URL('./node-server-process.ts', import.meta.url));

/** Serves `<directory>/www` with node:http in a process of its own. */
export async function startNodeServer(directory: string): Promise<StaticServer> {
  const child = startChild(process.execPath, [PROGRAM, directory]);
  const origin = await child.firstMatch(/http:\/\/127\.0\.0\.1:\d+/);
  return { name: `node:http ${process.version}`, origin, [Symbol.asyncDispose]: () => child[Symbol.asyncDispose]() };
}
