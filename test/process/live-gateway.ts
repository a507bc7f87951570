import type { Sandbox } from '../../sandbox/start.ts';
import type { Answer } from '../end-to-end/world.ts';
import { type GatewayProcess, makeFolder, startProcess } from './gateway-process.ts';

/** A gateway in a process of its own, with the interface of one in this process. */
export interface LiveGateway extends AsyncDisposable {
  readonly process: GatewayProcess;
  readonly sandbox: Sandbox;
  readonly url: URL;
  ask<Data>(query: string, variables?: object): Promise<Answer<Data>>;
  fetch(path: string, init?: RequestInit): Promise<Response>;
}

/** Starts gateways that share a sandbox and their events. Disposing of it ends those that still run, and deletes their files. */
export interface LiveGateways extends AsyncDisposable {
  /** On this port, or on a free one. */
  start(port?: number): Promise<LiveGateway>;
}

const TOKEN = 'sandbox-token-not-a-secret';

/** The servers that several gateways share. */
export interface SharedStorage {
  readonly databaseUrl: string;
  readonly redisUrl: string;
}

/** Without the watcher, whose events would come between those that a test announces. */
export const UNWATCHED = { watch: { enabled: false } };

/** Without shared storage only one gateway at a time can run. `config` is laid over the sandbox's, section by section. */
export async function liveGateways(
  sandbox: Sandbox,
  shared?: SharedStorage,
  config: object = {},
): Promise<LiveGateways> {
  const folder = await makeFolder();
  const processes: GatewayProcess[] = [];
  const storage = { dataDir: `${folder.path}/data`, ...shared };
  const env = {
    GATEWAY_CONFIG: await folder.write('gateway.yaml', { ...(sandbox.gatewayConfig() as object), ...config, storage }),
    NODE_EXTRA_CA_CERTS: await folder.write('authority.pem', sandbox.sns.authorityPem),
  };
  return {
    start: async (port = 0) => {
      await using started = new AsyncDisposableStack();
      const process = started.use(startProcess({ ...env, PORT: String(port) }));
      processes.push(process);
      const url = await process.ready();
      started.move();
      return toGateway(sandbox, process, url);
    },
    [Symbol.asyncDispose]: async () => {
      await Promise.all(processes.map((process) => process[Symbol.asyncDispose]()));
      await folder[Symbol.asyncDispose]();
    },
  };
}

function toGateway(sandbox: Sandbox, process: GatewayProcess, url: URL): LiveGateway {
  const fetchFrom: LiveGateway['fetch'] = (path, init) => fetch(new URL(path, url), init);
  return {
    ...{ process, sandbox, url, fetch: fetchFrom },
    ask: async (query, variables = {}) => {
      const response = await fetchFrom('graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${TOKEN}` },
        body: JSON.stringify({ query, variables }),
      });
      const { data, errors = [] } = (await response.json()) as Partial<Answer<never>>;
      return { status: response.status, data, errors };
    },
    [Symbol.asyncDispose]: () => process[Symbol.asyncDispose](),
  };
}
