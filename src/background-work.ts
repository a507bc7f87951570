import type { Logger } from 'pino';
import { systemClock } from './async/clock.ts';
import type { Backend } from './backends/backend.ts';
import type { Backends } from './backends/registry.ts';
import type { Cache } from './cache/cache.ts';
import type { Config } from './config/config.ts';
import { type Allowance, CallBudget, type HeldBytes } from './limits/on-behalf.ts';
import type { Pacer } from './limits/pacer.ts';
import { createImportJobWatch, type ImportJobWatch } from './loaders/import-job-watch.ts';
import type { Store } from './store/open-store.ts';
import { WATCHER } from './watch/uncached-reads.ts';
import { type Watched, Watcher } from './watch/watcher.ts';
import { OUTCOMES, OutcomeWatch } from './writes/outcome-watch.ts';

export interface BackgroundWorkOptions {
  readonly config: Pick<Config, 'watch' | 'companies'>;
  /** The accounts at present: a reload replaces them. */
  readonly backends: () => Backends;
  readonly cache: Cache;
  readonly store: Pick<Store, 'journal' | 'index' | 'watches'>;
  readonly limits: { readonly maxRestCalls: number };
  readonly pacer: Pacer;
  /** Counts the bytes of answers. A source decides how long they are, also those that no caller waits for. */
  readonly holdFetched: (name: string) => HeldBytes;
  readonly logger: Logger;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** Calls of sources that no operation waits for. Disposing of it ends them. */
export interface BackgroundWork extends AsyncDisposable {
  readonly importJobs: ImportJobWatch;
  readonly watcher: Watcher;
  /** Watches the accounts of another configuration from now on, as `Watcher.follow`. */
  follow(config: Pick<Config, 'watch' | 'companies'>, backends: Backends): Promise<void>;
}

/** Starts to look for unknown outcomes and to watch accounts. Import jobs are watched as soon as a caller waits for one. */
export function startBackgroundWork(options: BackgroundWorkOptions): BackgroundWork {
  const { config, backends, cache, store, limits, pacer, holdFetched, logger, now } = options;
  const { journal, index, watches } = store;
  const opened = new AsyncDisposableStack();
  const accounts: Pick<Backends, 'get'> = { get: (company, source) => backends().get(company, source) };
  const allowanceOf = (name: string): Allowance => ({
    ...{ pacer, calls: new CallBudget(limits.maxRestCalls) },
    holdFetched: () => holdFetched(name),
  });
  opened.use(new OutcomeWatch({ journal, accounts, cache, logger, now, allowance: () => allowanceOf(OUTCOMES) }));
  const importJobs = opened.use(
    createImportJobWatch({
      read: async ({ company, source }, jobId, signal) => {
        const backend = accounts.get(company, source);
        return backend?.importJobs?.read(jobId, cache.openOperation().of(backend, signal)) ?? null;
      },
      ...{ allowanceOf, clock: systemClock, logger },
    }),
  );
  // The first reading of a large account takes a call for each document. A reading ends at a list that does not get further.
  const allowance: Allowance = { ...allowanceOf(WATCHER), calls: null };
  const watcher = opened.use(
    new Watcher({ store: watches, index, logger, now, allowance, ...watchedOf(config, backends()) }),
  );
  return {
    importJobs,
    watcher,
    follow: (next, nextBackends) => watcher.follow(watchedOf(next, nextBackends)),
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  };
}

/** All accounts that the configuration does not leave out. */
function watchedOf({ watch, companies }: Pick<Config, 'watch' | 'companies'>, { all }: Backends): Watched {
  const { enabled, ...settings } = watch;
  const byId = new Map(companies.map(({ id, accounts }) => [id, accounts]));
  const isWatched = ({ company, source }: Backend) => enabled && byId.get(company)?.[source]?.watch?.enabled !== false;
  return { settings, backends: all.filter(isWatched) };
}
