import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Backend } from '../backends/backend.ts';
import type { Backends } from '../backends/registry.ts';
import type { Config } from '../config/config.ts';
import { ConfigError } from '../config/config-error.ts';
import { checkFixedSettings } from '../config/fixed-settings.ts';
import type { LoadedConfig } from '../config/load-config.ts';
import type { ReloadMetrics, ReloadOutcome } from '../server/operations/reload-metrics.ts';
import type { Tenants } from './tenants.ts';

export interface ReloadsOptions {
  readonly config: Config;
  readonly tenants: Tenants;
  /**
   * Passes the configuration to everything that depends on it, at once. Resolves when the background work, such as the watcher, no
   * longer uses the retired accounts.
   */
  readonly apply: (config: Config, backends: Backends) => Promise<void>;
  /** Resolves when the operations that are running now have ended. */
  readonly settled: () => Promise<void>;
  /** Invalidates the cached lists of an account. */
  readonly forget: (account: Backend) => Promise<void>;
  readonly metrics: ReloadMetrics;
  readonly logger: Logger;
}

/** Replaces the configuration of a gateway that runs: one after the other, each of them whole or not at all. */
export class Reloads implements AsyncDisposable {
  readonly #options: ReloadsOptions;
  /** Accounts that are gone are closed when nothing uses them. */
  readonly #retiring = new Set<Promise<void>>();
  #config: Config;
  #isClosed = false;
  #last: Promise<unknown> = Promise.resolve();

  constructor(options: ReloadsOptions) {
    this.#options = options;
    this.#config = options.config;
  }

  /** Never rejects: a configuration with faults is refused, and its faults are in the log. */
  reload(read: () => Promise<LoadedConfig>): Promise<ReloadOutcome> {
    const reloading = this.#last.then(() => this.#reload(read));
    this.#last = reloading;
    return reloading;
  }

  /** A reload that has not read its configuration yet is abandoned. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#isClosed = true;
    await Promise.all(this.#retiring);
  }

  async #reload(read: () => Promise<LoadedConfig>): Promise<ReloadOutcome> {
    const { logger, metrics } = this.#options;
    const startedAt = performance.now();
    let outcome: ReloadOutcome = 'applied';
    try {
      await this.#replace(await read(), startedAt);
    } catch (error) {
      outcome = 'refused';
      const faults = error instanceof ConfigError ? { faults: error.faults } : { err: error };
      logger.error(faults, 'the configuration was not reloaded: the earlier one stays in force');
    }
    metrics.ended(outcome);
    return outcome;
  }

  async #replace({ config, warnings }: LoadedConfig, startedAt: number): Promise<void> {
    const { tenants, apply, logger } = this.#options;
    checkFixedSettings(this.#config, config);
    const { backends, opened, retired, commit } = await tenants.prepare(config.companies);
    if (this.#isClosed) {
      await Promise.all(opened.map((backend) => backend[Symbol.asyncDispose]()));
      throw new ConfigError(['the gateway is shutting down']);
    }
    commit();
    this.#config = config;
    const followed = apply(config, backends);
    const retiring = this.#retire(retired, followed).finally(() => this.#retiring.delete(retiring));
    this.#retiring.add(retiring);
    for (const warning of warnings) logger.warn(`weak configuration: ${warning}`);
    const accounts = { opened: opened.length, kept: backends.all.length - opened.length, closed: retired.length };
    logger.info(
      {
        companies: config.companies.length,
        callers: config.callers.length,
        accounts,
        ms: Math.round(performance.now() - startedAt),
      },
      'the configuration was reloaded',
    );
  }

  async #retire(retired: readonly Backend[], followed: Promise<void>): Promise<void> {
    const { settled, forget, logger } = this.#options;
    try {
      // With other settings, it may be another account at its source.
      await inPortions(retired, forget);
      await followed;
      await settled();
    } catch (error) {
      logger.warn({ err: error }, 'an account that is no longer configured is closed early');
    }
    await inPortions(retired, (backend) => backend[Symbol.asyncDispose]());
  }
}

/** Accounts that are handled at once: hundreds may be retired together, and other work has to run in between. */
const PORTION = 20;

async function inPortions(
  accounts: readonly Backend[],
  handle: (account: Backend) => PromiseLike<void>,
): Promise<void> {
  for (let start = 0; start < accounts.length; start += PORTION) {
    await Promise.all(accounts.slice(start, start + PORTION).map(handle));
    await nextTurn();
  }
}
