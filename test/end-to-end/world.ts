import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { GraphQLSchema } from 'graphql';
import type { gatewayConfig } from '../../sandbox/gateway-config.ts';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../sandbox/start.ts';
import { parseConfig } from '../../src/config/load-config.ts';
import { createSchema } from '../../src/features/schema/create-schema.ts';
import { createGateway, type Gateway, type GatewayOverrides } from '../../src/gateway.ts';
import type { ReloadOutcome } from '../../src/server/operations/reload-metrics.ts';
import { createLogSink, type LogSink } from './log-sink.ts';

/** A GraphQL answer over HTTP. The test chooses the type of `data`. */
export interface Answer<Data> {
  readonly status: number;
  readonly data: Data | null | undefined;
  readonly errors: readonly AnsweredError[];
}

export interface AnsweredError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions: {
    readonly code: string;
    readonly source?: string;
    readonly company?: string;
    readonly retryable?: boolean;
  };
}

export interface Ask {
  /** The caller; by default `as` of the world's options. */
  readonly as?: CallerName;
  /** A token in place of a caller's own. */
  readonly token?: string;
  readonly signal?: AbortSignal;
  /** Sent with the others. */
  readonly headers?: Readonly<Record<string, string>>;
}

export type CallerName = 'sandbox' | 'acme' | 'borealis' | 'auditor' | 'reader';

/** The gateway on the sample world, with real HTTP between all parts. */
export interface TestWorld extends AsyncDisposable {
  readonly sandbox: Sandbox;
  /** Disposed with the world, or before it. */
  readonly gateway: Gateway;
  readonly url: URL;
  readonly log: LogSink;
  ask<Data = Record<string, unknown>>(query: string, variables?: object, options?: Ask): Promise<Answer<Data>>;
  /** A bare request to the gateway. */
  fetch(path: string, init?: RequestInit): Promise<Response>;
  /**
   * REST calls made to all sources since the last `forgetCalls`, as "SOURCE operation" in the order of the sources. Those
   * for a token are not among them: they belong to no operation.
   */
  calls(): readonly string[];
  /** The number of calls for each of them. */
  callCounts(): Readonly<Record<string, number>>;
  forgetCalls(): void;
  /** Replaces the gateway's configuration by one with these sections changed. */
  reload(sections: Sections): Promise<ReloadOutcome>;
}

type Sections = Readonly<Record<string, object>>;
export type SandboxConfig = ReturnType<typeof gatewayConfig>;

export interface WorldOptions {
  /** The caller of a question that does not name one. The default, `sandbox`, does not see the company with the odd documents. */
  readonly as?: CallerName;
  /** Laid over the sandbox's configuration, section by section; a function is given that configuration first. */
  readonly config?: Sections | ((ofSandbox: SandboxConfig) => Sections);
  readonly sandbox?: SandboxOptions;
  readonly overrides?: Partial<GatewayOverrides>;
}

/** The token that the sandbox's configuration gives a caller. */
export function tokenOf(caller: CallerName): string {
  return `${caller}-token-not-a-secret`;
}

/** Short enough that tests of a source that hangs are quick, and long enough for a busy machine. */
const BACKENDS = { timeoutMs: 2_000, retries: 0 };

let schema: GraphQLSchema | undefined;

/** One schema for all gateways of this process: it does not change, and takes longer to build than the rest of a gateway. */
function sharedSchema(): GraphQLSchema {
  schema ??= createSchema();
  return schema;
}

export async function startWorld({
  as: asker = 'sandbox',
  config = {},
  sandbox: sandboxOptions,
  overrides,
}: WorldOptions = {}): Promise<TestWorld> {
  await using started = new AsyncDisposableStack();
  const sandbox = started.use(await startSandbox(sandboxOptions));
  const log = createLogSink();
  const ofSandbox = sandbox.gatewayConfig() as SandboxConfig;
  const sections = typeof config === 'function' ? config(ofSandbox) : config;
  const dataDir = await mkdtemp(join(tmpdir(), 'gateway-data-'));
  started.defer(() => rm(dataDir, { recursive: true }));
  const { storage }: { readonly storage?: object } = sections;
  // The calls of the watcher would be counted among those of the tests.
  const watch = { enabled: false };
  const input = { backends: BACKENDS, watch, ...ofSandbox, ...sections, storage: { dataDir, ...storage } };
  const gateway = started.use(
    await createGateway(parseConfig(input), {
      logger: log.logger,
      isLocal: true,
      schema: sharedSchema(),
      ...overrides,
    }),
  );
  const url = await gateway.listen({ host: '127.0.0.1', port: 0 });
  const running = started.move();

  const calls = () =>
    Object.entries(sandbox.sources).flatMap(([source, standIn]) =>
      [...standIn.calls]
        .filter(({ operation }) => operation !== 'issueToken')
        .map((call) => `${source} ${call.operation}`),
    );

  return {
    sandbox,
    gateway,
    url,
    log,
    fetch: (path, init) => fetch(new URL(path, url), init),
    async ask<Data>(
      query: string,
      variables: object = {},
      { as = asker, token = tokenOf(as), signal, headers }: Ask = {},
    ): Promise<Answer<Data>> {
      const response = await fetch(new URL('graphql', url), {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, ...headers },
        body: JSON.stringify({ query, variables }),
        ...(signal && { signal }),
      });
      const body = (await response.json()) as { data?: Data | null; errors?: AnsweredError[] };
      return { status: response.status, data: body.data, errors: body.errors ?? [] };
    },
    calls,
    callCounts: () => {
      const counts: Record<string, number> = {};
      for (const call of calls()) counts[call] = (counts[call] ?? 0) + 1;
      return counts;
    },
    forgetCalls: () => {
      for (const standIn of Object.values(sandbox.sources)) standIn.calls.clear();
    },
    reload: (changed) => gateway.reload(async () => ({ config: parseConfig({ ...input, ...changed }), warnings: [] })),
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}
