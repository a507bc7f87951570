import { randomUUID } from 'node:crypto';
import type { Database } from '../database.ts';
import type { WatchRow } from '../tables.ts';
import type { Lease, WatchedAccount } from './lease-watches.ts';
import { type KnownDocument, readDueWatches, readKnown, readRevisions, readWatches } from './read-watches.ts';
import type { WatchRecord } from './record-watch.ts';

/** Another gateway watches the account now: this one must not store anything more about it. */
export class LeaseLost extends Error {
  constructor() {
    super('Another gateway watches the account');
    this.name = 'LeaseLost';
  }
}

export interface WatchStoreOptions {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** A gateway that is late by less than this keeps its leases. */
const LEASE_MS = 25_000;

/** The access of this gateway's watcher to the store. All methods reject with BackendUnavailable if the store does not answer. */
export class WatchStore {
  readonly #database: Database;
  readonly #now: () => number;
  readonly #holder = randomUUID();

  constructor(database: Database, { now }: WatchStoreOptions) {
    this.#database = database;
    this.#now = now;
  }

  /** Takes the accounts that no other gateway watches, and keeps those of this one. */
  lease(accounts: readonly WatchedAccount[]): Promise<readonly Lease[]> {
    return this.#database.write('leaseWatches', {
      holder: this.#holder,
      now: this.#time(),
      leaseMs: LEASE_MS,
      accounts,
    });
  }

  /** Gives up these accounts, or all that this gateway watches. */
  async release(accounts?: readonly WatchedAccount[]): Promise<void> {
    await this.#database.write('releaseWatches', { holder: this.#holder, ...(accounts && { accounts }) });
  }

  /** Makes an account due at once, whichever gateway watches it. */
  async request({ company, source }: WatchedAccount): Promise<void> {
    await this.#database.write('requestWatches', { company, source, now: this.#time() });
  }

  /** Accounts of this gateway that are due. */
  due(count: number): Promise<readonly WatchRow[]> {
    return this.#database.read(readDueWatches, { holder: this.#holder, now: this.#time(), count });
  }

  /** Rejects with LeaseLost if another gateway has the account now. */
  async record(record: Omit<WatchRecord, 'now'>): Promise<void> {
    if (!(await this.#database.write('recordWatch', { ...record, now: this.#time() }))) throw new LeaseLost();
  }

  known(account: WatchedAccount, subjects: readonly string[]): Promise<readonly KnownDocument[]> {
    return this.#database.read(readKnown, { ...account, subjects });
  }

  ofRevisions(
    account: WatchedAccount,
    revisions: readonly string[],
    numbers: readonly (string | null)[],
  ): Promise<readonly KnownDocument[]> {
    return this.#database.read(readRevisions, { ...account, revisions, numbers });
  }

  /** The watches of some companies, by any gateway. */
  read(companies: readonly string[]): Promise<readonly WatchRow[]> {
    return this.#database.read(readWatches, companies);
  }

  #time(): number {
    return Math.floor(this.#now());
  }
}
