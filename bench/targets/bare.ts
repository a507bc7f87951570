import { fileURLToPath } from 'node:url';
import { startChild } from '../process/child.ts';
import { COMPANY_ID } from '../sources/invoice-body.ts';
import type { Target } from './target.ts';

const PROGRAM = fileURLToPath(new URL('./bare-handler.ts', import.meta.url));

/** Starts the bare handler with plain `node`, for the simulated Lightyear at `source`; its ids are the source's own. */
export async function startBare(source: string): Promise<Target> {
  const child = startChild(process.execPath, [PROGRAM, source, COMPANY_ID], productionEnvironment());
  const origin = await child.firstMatch(/http:\/\/127\.0\.0\.1:\d+/);
  const stop = () => child[Symbol.asyncDispose]();
  return {
    name: 'bare',
    pid: child.pid,
    origin,
    token: 'bare',
    idOf: (sourceId) => sourceId,
    [Symbol.asyncDispose]: stop,
  };
}

function productionEnvironment(): NodeJS.ProcessEnv {
  return { ...process.env, NODE_ENV: 'production' };
}
