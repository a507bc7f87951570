import { type Sandbox, type SandboxOptions, startSandbox } from '../../sandbox/start.ts';
import { type Backends, openBackends } from '../../src/backends/registry.ts';
import { parseConfig } from '../../src/config/load-config.ts';
import type { Allowance } from '../../src/limits/on-behalf.ts';
import type { Store } from '../../src/store/open-store.ts';
import { Watcher } from '../../src/watch/watcher.ts';
import { createTestLog } from '../backends/test-log.ts';

/** The sources, and accounts at them that watchers can share. */
export interface WatchedWorld extends AsyncDisposable {
  readonly sandbox: Sandbox;
  readonly backends: Backends;
  /** A watcher that begins a reading of each account whenever it looks. */
  watch(store: Store, options?: Partial<WatchOptions>): Watcher;
}

export interface WatchOptions {
  readonly company: string;
  /** Undefined: the accounts at all sources. */
  readonly source: string | undefined;
  readonly now: () => number;
  readonly allowance: Allowance;
}

export async function startWatchedWorld(options?: SandboxOptions): Promise<WatchedWorld> {
  await using opened = new AsyncDisposableStack();
  const sandbox = opened.use(await startSandbox(options));
  const config = parseConfig(sandbox.gatewayConfig());
  const { logger } = createTestLog();
  const backends = opened.use(openBackends(config.companies, { logger, now: Date.now }));
  const { enabled: _enabled, ...settings } = config.watch;
  const resources = opened.move();
  return {
    sandbox,
    backends,
    watch: (store, { company = 'acme', source, now = Date.now, allowance = { calls: null, holdFetched: null } } = {}) =>
      new Watcher({
        ...{ store: store.watches, index: store.index, settings, logger, now, allowance },
        backends: backends.all.filter((one) => one.company === company && (source ?? one.source) === one.source),
        tickMs: 5,
        leaseEveryMs: 5,
      }),
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  };
}
