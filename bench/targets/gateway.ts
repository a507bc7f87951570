import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { post } from '../load/post.ts';
import { startChild } from '../process/child.ts';
import { temporaryDirectory } from '../process/cleanup.ts';
import { COMPANY_ID } from '../sources/invoice-body.ts';
import type { StaticSources } from '../sources/static-sources.ts';
import type { Target } from './target.ts';

export interface GatewayOptions {
  /** Off: every operation makes its own REST calls. */
  readonly cache: boolean;
  /** Another build's main.ts. */
  readonly entry?: string;
  /** Beside those of `npm start`. */
  readonly nodeFlags?: readonly string[];
}

const ENTRY = fileURLToPath(new URL('../../src/main.ts', import.meta.url));
const TOKEN = 'bench-token-0123456789abcdef';
/** As in `npm start`. */
const NODE_FLAGS = ['--min-semi-space-size=32', '--max-semi-space-size=32'];

/** Starts the gateway as `npm start` does, in production mode, with one company that has the static source alone. */
export async function startGateway(sources: StaticSources, options: GatewayOptions): Promise<Target> {
  const directory = temporaryDirectory();
  const file = join(directory, 'gateway.yaml');
  mkdirSync(join(directory, 'data'));
  writeFileSync(file, JSON.stringify(configuration(sources.origin, directory, options.cache)));
  const args = [...NODE_FLAGS, ...(options.nodeFlags ?? []), options.entry ?? ENTRY];
  const env = { GATEWAY_CONFIG: file, NODE_ENV: 'production', HOST: '127.0.0.1', PORT: '0', LOG_LEVEL: 'info' };
  const child = startChild(process.execPath, args, { ...process.env, ...env });
  // The log may name the source before the line that says where the gateway listens.
  const origin = await child.firstMatch(
    new RegExp(`http://127\\.0\\.0\\.1:(?!${new URL(sources.origin).port}\\b)\\d+`),
  );
  const ids = await fetchIds(origin);
  return {
    name: 'gateway',
    pid: child.pid,
    origin,
    token: TOKEN,
    idOf: (sourceId) => ids.get(sourceId) ?? '',
    [Symbol.asyncDispose]: () => child[Symbol.asyncDispose](),
  };
}

/** YAML takes JSON as it is. */
function configuration(origin: string, directory: string, cache: boolean): object {
  const lightyear = {
    baseUrl: origin,
    tokenUrl: `${origin}/oauth2/token`,
    clientId: 'bench',
    clientSecret: 'bench-secret',
    companyId: COMPANY_ID,
  };
  return {
    companies: { bench: { name: 'Bench Ltd', lightyear } },
    callers: { bench: { token: TOKEN, companies: '*', scopes: '*' } },
    storage: { dataDir: join(directory, 'data') },
    ...(!cache && { cache: { enabled: false } }),
  };
}

/** The gateway's ids by the ids of the source. It also makes the gateway fetch its token before anything is counted. */
async function fetchIds(origin: string): Promise<ReadonlyMap<string, string>> {
  const query = 'query Ids { invoices(first: 50) { nodes { id sourceId } } }';
  const answer: unknown = JSON.parse((await post(origin, TOKEN, { query, operationName: 'Ids' })).toString('utf8'));
  const { data } = answer as { data?: { invoices?: { nodes: { id: string; sourceId: string }[] } } };
  if (data?.invoices === undefined)
    throw new Error(`The gateway gave no list: ${JSON.stringify(answer).slice(0, 400)}`);
  return new Map(data.invoices.nodes.map(({ id, sourceId }) => [sourceId, id]));
}
