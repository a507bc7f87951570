import { fileURLToPath } from 'node:url';
import { startChild } from '../process/child.ts';
import { type Accounts, plainId, type Target } from './target.ts';

const PROGRAMS = {
  bare: fileURLToPath(new URL('./bare-handler.ts', import.meta.url)),
  mercurius: fileURLToPath(new URL('./mercurius-handler.ts', import.meta.url)),
};

/** Starts the bare handler or mercurius with plain `node`, in production mode. */
export async function startNodeHandler(name: keyof typeof PROGRAMS, accounts: Accounts): Promise<Target> {
  const environment = { ...process.env, NODE_ENV: 'production' };
  const child = startChild(process.execPath, [PROGRAMS[name], JSON.stringify(accounts)], environment);
  const origin = await child.firstMatch(/http:\/\/127\.0\.0\.1:\d+/);
  const idOf = plainId(accounts.companies);
  return { name, pid: child.pid, origin, token: name, idOf, [Symbol.asyncDispose]: () => child[Symbol.asyncDispose]() };
}
