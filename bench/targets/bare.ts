import { fileURLToPath } from 'node:url';
import { startChild } from '../process/child.ts';
import { COMPANY_ID } from '../sources/invoice-body.ts';
import type { StaticSources } from '../sources/static-sources.ts';
import type { Target } from './target.ts';

const PROGRAM = fileURLToPath(new URL('./bare-handler.ts', import.meta.url));

/** Starts the bare handler with plain `node`; its ids are the source's own. */
export async function startBare(sources: StaticSources): Promise<Target> {
  const child = startChild(process.execPath, [PROGRAM, sources.origin, COMPANY_ID], productionEnvironment());
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
