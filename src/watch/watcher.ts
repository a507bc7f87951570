import type { Logger } from 'pino';
import type { Backend } from '../backends/backend.ts';
import { GatewayError, Overloaded, RateLimited } from '../errors/catalogue.ts';
import type { Allowance } from '../limits/on-behalf.ts';
import type { DocumentIndex } from '../store/index/document-index.ts';
import type { WatchRow } from '../store/tables.ts';
import type { Lease, WatchedAccount } from '../store/watch/lease-watches.ts';
import { LeaseLost, type WatchStore } from '../store/watch/watch-store.ts';
import { AccountReadings, accountOf, nameOf } from './account-readings.ts';

/** The accounts that are watched, and how. */
export interface Watched {
  readonly backends: readonly Backend[];
  /** The section `watch` of the configuration. */
  readonly settings: object;
}

export interface WatcherOptions extends Watched {
  readonly store: WatchStore;
  readonly index: Pick<DocumentIndex, 'listed'>;
  /** The limits of all scans together. */
  readonly allowance: Allowance;
  readonly logger: Logger;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** How often it looks for accounts that are due; 1 s by default. */
  readonly tickMs?: number;
  /** How often it renews its leases; 5 s by default. They last 25 s, so that a gateway that has died is replaced within 30 s. */
  readonly leaseEveryMs?: number;
}

export interface WatcherState {
  /** Accounts that this gateway watches. */
  readonly accounts: number;
  /** Those of them whose last reading failed. */
  readonly failing: number;
  /** The start of the oldest of their last complete readings, in milliseconds since the epoch; undefined before all have one. */
  readonly oldestAt: number | undefined;
}

const TICK_MS = 1_000;
const LEASE_EVERY_MS = 5_000;
/** Accounts that this gateway reads at the same time. */
const MAX_SCANS = 8;
/** An account that failed is tried again after this time, unless its source asks for more. */
const RETRY_MS = 30_000;
/** The first wait of one whose answer did not fit in addition to those of other accounts and callers. Each further one is twice as long. */
const CROWDED_MS = 2_000;
/** After this number of waits, it counts as failing. */
const MAX_CROWDED = 4;

/** A reading in progress. */
interface Scan {
  readonly backend: Backend;
  readonly abort: AbortController;
  readonly done: Promise<void>;
}

/**
 * Reads the lists of all accounts again and again, and stores their documents in the index. With several gateways, each account is
 * watched by one of them. Disposing of it ends the readings.
 */
export class Watcher implements AsyncDisposable {
  readonly #options: WatcherOptions;
  #byName: ReadonlyMap<string, Backend>;
  #settings: object;
  readonly #closing = new AbortController();
  readonly #timer: NodeJS.Timeout;
  readonly #readings: AccountReadings;
  readonly #scans = new Map<string, Scan>();
  readonly #leases = new Map<string, Lease>();
  /** The start of the last complete reading of each account. */
  readonly #readAt = new Map<string, number>();
  readonly #failing = new Set<string>();
  /** How often in a row the answers of an account did not fit. */
  readonly #crowded = new Map<string, number>();
  /** Accounts that a source has announced something about. */
  readonly #requested = new Map<string, WatchedAccount>();
  #leasedAt = Number.NEGATIVE_INFINITY;
  #ticking: Promise<void> | undefined;

  constructor(options: WatcherOptions) {
    this.#options = options;
    this.#byName = byName(options);
    this.#settings = options.settings;
    this.#readings = new AccountReadings({ ...options, closing: this.#closing.signal });
    this.#timer = setInterval(() => this.#tick(), options.tickMs ?? TICK_MS).unref();
    this.#tick();
  }

  /**
   * Watches other accounts from now on. Resolves when the readings of those that are gone or were replaced have ended: their
   * backends can be closed then.
   */
  async follow(watched: Watched): Promise<void> {
    const before = this.#byName;
    this.#byName = byName(watched);
    this.#settings = watched.settings;
    const ended = [...this.#scans].filter(([name, { backend }]) => this.#byName.get(name) !== backend);
    for (const [, { abort }] of ended) abort.abort();
    const gone = [...before].filter(([name]) => !this.#byName.has(name));
    for (const [name] of gone) this.#forget(name);
    this.#leasedAt = Number.NEGATIVE_INFINITY;
    await Promise.all(ended.map(([, { done }]) => done));
    // Otherwise they would stay due, before the others.
    if (gone.length > 0)
      await this.#options.store.release(gone.map(([, backend]) => accountOf(backend))).catch(() => {});
  }

  /** Has the account read soon, by the gateway that watches it. Many requests of one moment are one. */
  request(account: WatchedAccount): void {
    if (this.#byName.has(nameOf(account))) this.#requested.set(nameOf(account), accountOf(account));
  }

  state(): WatcherState {
    const names = [...this.#leases.keys()];
    const times = names.flatMap((name) => this.#readAt.get(name) ?? []);
    return {
      accounts: names.length,
      failing: names.filter((name) => this.#failing.has(name)).length,
      oldestAt: times.length === 0 || times.length < names.length ? undefined : Math.min(...times),
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    clearInterval(this.#timer);
    this.#closing.abort();
    await this.#ticking;
    await Promise.all([...this.#scans.values()].map(({ done }) => done));
    if (this.#leases.size > 0) await this.#options.store.release().catch(() => {});
  }

  #tick(): void {
    if (this.#byName.size === 0) return;
    this.#ticking ??= this.#startDue().finally(() => {
      this.#ticking = undefined;
    });
  }

  async #startDue(): Promise<void> {
    try {
      await this.#renewLeases();
      await this.#passOnRequests();
      const places = MAX_SCANS - this.#scans.size;
      if (places <= 0 || this.#closing.signal.aborted) return;
      // Those that are being read are still due.
      for (const row of await this.#options.store.due(places + this.#scans.size)) this.#start(row);
    } catch (error) {
      // The database has reported it. The next tick tries again.
      if (!(error instanceof GatewayError)) throw error;
    }
  }

  async #passOnRequests(): Promise<void> {
    const requested = [...this.#requested.values()];
    this.#requested.clear();
    try {
      await Promise.all(requested.map((account) => this.#options.store.request(account)));
    } catch (error) {
      for (const account of requested) this.request(account);
      throw error;
    }
  }

  async #renewLeases(): Promise<void> {
    const at = performance.now();
    if (at - this.#leasedAt < (this.#options.leaseEveryMs ?? LEASE_EVERY_MS)) return;
    const accounts = [...this.#byName.values()].map(accountOf);
    const leases = await this.#options.store.lease(accounts);
    this.#leasedAt = at;
    this.#leases.clear();
    // The account may have gone meanwhile.
    for (const lease of leases) if (this.#byName.has(nameOf(lease))) this.#leases.set(nameOf(lease), lease);
  }

  #start(row: WatchRow): void {
    const name = nameOf(row);
    const backend = this.#byName.get(name);
    const lease = this.#leases.get(name);
    if (backend === undefined || lease === undefined || this.#scans.has(name) || this.#scans.size >= MAX_SCANS) return;
    const abort = new AbortController();
    const signal = AbortSignal.any([this.#closing.signal, abort.signal]);
    const done = this.#scan(backend, lease, row, signal).finally(() => this.#scans.delete(name));
    this.#scans.set(name, { backend, abort, done });
  }

  #forget(name: string): void {
    this.#leases.delete(name);
    this.#readings.forget(name);
    this.#readAt.delete(name);
    this.#failing.delete(name);
    this.#requested.delete(name);
  }

  async #scan(backend: Backend, lease: Lease, row: WatchRow, signal: AbortSignal): Promise<void> {
    const { logger } = this.#options;
    const name = nameOf(backend);
    try {
      const startedAt = await this.#readings.read(backend, { lease, row, settings: this.#settings, signal });
      this.#readAt.set(name, startedAt);
      this.#failing.delete(name);
      this.#crowded.delete(name);
    } catch (error) {
      if (signal.aborted) return;
      if (error instanceof LeaseLost) logger.info(accountOf(backend), 'another gateway watches the account now');
      else await this.#postpone(lease, error);
    }
  }

  /** Records why an account could not be read, and when it is read again. */
  async #postpone(lease: Lease, error: unknown): Promise<void> {
    const name = nameOf(lease);
    const waits = this.#crowded.get(name) ?? 0;
    if ((error instanceof RateLimited || error instanceof Overloaded) && waits < MAX_CROWDED) {
      this.#crowded.set(name, waits + 1);
      return this.#recordState(lease, { dueAt: Math.floor(this.#options.now()) + CROWDED_MS * 2 ** waits });
    }
    const { logger, now } = this.#options;
    this.#failing.add(name);
    const isKnown = error instanceof GatewayError;
    if (!isKnown) logger.error({ ...accountOf(lease), err: error }, 'the watcher cannot read an account');
    const { code, message } = isKnown ? error : { code: 'INTERNAL_SERVER_ERROR', message: 'The watcher has failed' };
    const waitMs = Math.max(RETRY_MS, isKnown ? (error.retryAfterMs ?? 0) : 0);
    await this.#recordState(lease, { error: { code, message }, dueAt: Math.floor(now()) + waitMs });
  }

  async #recordState(lease: Lease, state: Parameters<WatchStore['record']>[0]['state']): Promise<void> {
    try {
      await this.#options.store.record({ lease, documents: [], left: [], state });
    } catch (failure) {
      if (!(failure instanceof GatewayError || failure instanceof LeaseLost)) throw failure;
    }
  }
}

function byName({ backends }: Watched): ReadonlyMap<string, Backend> {
  return new Map(backends.map((backend) => [nameOf(backend), backend]));
}
