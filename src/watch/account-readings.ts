import { setTimeout as pause } from 'node:timers/promises';
import type { Backend } from '../backends/backend.ts';
import type { Allowance } from '../limits/on-behalf.ts';
import type { DocumentIndex } from '../store/index/document-index.ts';
import type { WatchRow } from '../store/tables.ts';
import type { Lease, WatchedAccount } from '../store/watch/lease-watches.ts';
import type { WatchStore } from '../store/watch/watch-store.ts';
import { findMissing } from './find-missing.ts';
import { AccountScan } from './scan-account.ts';
import { uncachedReads } from './uncached-reads.ts';
import { parseProgress } from './watch-progress.ts';

export interface AccountReadingsOptions {
  readonly store: WatchStore;
  readonly index: Pick<DocumentIndex, 'listed'>;
  /** The limits of all readings together. */
  readonly allowance: Allowance;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Aborts when the watcher closes. */
  readonly closing: AbortSignal;
}

export interface Reading {
  readonly lease: Lease;
  /** The stored state of the account. */
  readonly row: WatchRow;
  /** The section `watch` of the configuration. */
  readonly settings: object;
  readonly signal: AbortSignal;
}

const MAX_REST_MS = 1_000;

/** Reads the lists of accounts, stores their documents, and says which have left. */
export class AccountReadings {
  readonly #options: AccountReadingsOptions;
  /** Documents that were missing in the last complete reading of an account. */
  readonly #missing = new Map<string, { readonly epoch: number; readonly subjects: ReadonlySet<string> }>();
  /** Ends when the next portion of documents may be stored. */
  #stored: Promise<void> = Promise.resolve();

  constructor(options: AccountReadingsOptions) {
    this.#options = options;
  }

  /** Drops the state of an account that is no longer watched. */
  forget(name: string): void {
    this.#missing.delete(name);
  }

  /** Reads the account once. Returns when it began, in milliseconds since the epoch. */
  async read(backend: Backend, { lease, row, settings, signal }: Reading): Promise<number> {
    const { store, now } = this.#options;
    const startedAt = Math.floor(now());
    const progress = parseProgress(row.progress);
    const plan = backend.watchPlan({ settings, now: startedAt, newest: (list) => progress.newest[list] ?? null });
    const account = accountOf(backend);
    using reads = uncachedReads(signal, this.#options.allowance);
    const scan = new AccountScan(backend, {
      ...{ plan, progress, startedAt, reads },
      store: {
        known: (subjects) => store.known(account, subjects),
        ofRevisions: (revisions, numbers) => store.ofRevisions(account, revisions, numbers),
        record: (documents, at) =>
          this.#gently(() => store.record({ lease, documents, left: [], state: { progress: JSON.stringify(at) } })),
      },
    });
    const scanned = await scan.run(progress.at);
    const left = await this.#leftIn(lease, scanned.listed);
    const { isComplete } = scanned;
    const due = { dueAt: Math.floor(now()) + plan.everyMs, wasDueAt: row.due_at };
    for (const portion of portionsOf(left)) await store.record({ lease, documents: [], left: portion, state: {} });
    await store.record({
      ...{ lease, documents: [], left: [] },
      state: { asOf: startedAt, isComplete, ...due, progress: JSON.stringify(scanned.progress), error: null },
    });
    return startedAt;
  }

  /**
   * Stores one portion of documents after the other, and rests as long as each has taken: while a large account is read for the first
   * time, callers need the processor and the disk as well.
   */
  #gently(store: () => Promise<void>): Promise<void> {
    const signal = this.#options.closing;
    const stored = this.#stored.then(async () => {
      const startedAt = performance.now();
      await store();
      const tookMs = Math.min(performance.now() - startedAt, MAX_REST_MS);
      await pause(tookMs, undefined, { signal }).catch(() => {});
    });
    this.#stored = stored.catch(() => {});
    return stored;
  }

  /** Documents that were missing in this reading and in the one before: one alone can be a mistake of the source. */
  async #leftIn(lease: Lease, listed: ReadonlySet<string> | undefined): Promise<readonly string[]> {
    if (listed === undefined) return [];
    const { epoch } = lease;
    const subjects = await findMissing(this.#options.index, lease, listed);
    const before = this.#missing.get(nameOf(lease));
    this.#missing.set(nameOf(lease), { epoch, subjects });
    // Another gateway may have read the account in between.
    return before?.epoch === epoch ? [...subjects].filter((subject) => before.subjects.has(subject)) : [];
  }
}

/** Documents that leave in one transaction. */
const PORTION = 500;

function portionsOf(subjects: readonly string[]): readonly (readonly string[])[] {
  return Array.from({ length: Math.ceil(subjects.length / PORTION) }, (_, place) =>
    subjects.slice(place * PORTION, (place + 1) * PORTION),
  );
}

/** The name of an account, as a key in maps. */
export function nameOf({ company, source }: { readonly company: string; readonly source: string }): string {
  return `${company} ${source}`;
}

export function accountOf({ company, source }: WatchedAccount): WatchedAccount {
  return { company, source };
}
