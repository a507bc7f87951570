import DataLoader from 'dataloader';
import type { Reads } from '../backends/backend.ts';
import type { OperationReads } from '../cache/cache.ts';
import type { InvoiceRef } from '../domain/ids.ts';
import type { ImportJob } from '../domain/imports/import-job.ts';
import type { Invoice, InvoiceState } from '../domain/invoice.ts';
import type { Match } from '../domain/match.ts';
import type { Source } from '../domain/source.ts';
import type { AccountId } from '../errors/catalogue.ts';
import type { EventLog, StoredEvent } from '../store/events/event-log.ts';
import type { HistoryOf } from '../store/events/event-reads.ts';
import type { DocumentIndex } from '../store/index/document-index.ts';
import type { WatchRow } from '../store/tables.ts';
import type { WatchStore } from '../store/watch/watch-store.ts';
import type { Journal } from '../store/writes/journal.ts';
import { countDocuments, readWatches } from './accounts-in-index.ts';
import { batchDuplicates } from './batch-duplicates.ts';
import { batchInvoices } from './batch-invoices.ts';
import { readStates } from './invoice-states.ts';
import type { VisibleAccounts } from './visible-accounts.ts';

/** A purchase order or an import job of an account. */
interface AccountKey {
  readonly company: string;
  readonly source: Source;
  readonly sourceId: string;
}

interface OrderLineKey extends AccountKey {
  readonly lineId: string;
}

interface InvoiceLineKey {
  readonly ref: InvoiceRef;
  readonly lineId: string;
}

export interface LoaderDependencies {
  readonly accounts: VisibleAccounts;
  readonly reads: OperationReads;
  readonly journal: Pick<Journal, 'marks'>;
  readonly eventLog: Pick<EventLog, 'histories'>;
  readonly signal: AbortSignal;
  readonly index: Pick<DocumentIndex, 'search' | 'load' | 'read'>;
  readonly watches: Pick<WatchStore, 'read'>;
}

/**
 * The loaders of one operation, each created when first used. Objects that the caller may not see do not exist here.
 */
export class Loaders {
  readonly #dependencies: LoaderDependencies;
  #invoice: DataLoader<InvoiceRef, Invoice | null, string> | undefined;
  #invoiceWithBank: DataLoader<InvoiceRef, Invoice | null, string> | undefined;
  #possibleDuplicates: DataLoader<Invoice, readonly Invoice[], string> | undefined;
  #invoiceLineMatches: DataLoader<InvoiceLineKey, readonly Match[], string> | undefined;
  #orderLineMatches: DataLoader<OrderLineKey, readonly Match[], string> | undefined;
  #importJob: DataLoader<AccountKey, ImportJob | null, string> | undefined;
  #downloadUrl: DataLoader<InvoiceRef, string | null, string> | undefined;
  #state: DataLoader<InvoiceRef, InvoiceState, string> | undefined;
  #history: DataLoader<HistoryOf, readonly StoredEvent[], string> | undefined;
  #indexed: DataLoader<InvoiceRef, Invoice | undefined, string> | undefined;
  #watch: DataLoader<AccountId, WatchRow | undefined, string> | undefined;
  #documentCount: DataLoader<AccountId, number, string> | undefined;
  readonly #listed = new Set<string>();

  constructor(dependencies: LoaderDependencies) {
    this.#dependencies = dependencies;
  }

  /** A document by its ref; null if it does not exist. */
  get invoice(): DataLoader<InvoiceRef, Invoice | null, string> {
    this.#invoice ??= new DataLoader((refs) => batchInvoices(refs, this.#dependencies), { cacheKeyFn: refName });
    return this.#invoice;
  }

  /** The state of a document. */
  get state(): DataLoader<InvoiceRef, InvoiceState, string> {
    const isListed = (document: InvoiceRef) => this.#listed.has(refName(document));
    this.#state ??= new DataLoader((refs) => readStates(refs, { ...this.#dependencies, isListed }), {
      cacheKeyFn: refName,
    });
    return this.#state;
  }

  /** The first events of a document. */
  get history(): DataLoader<HistoryOf, readonly StoredEvent[], string> {
    this.#history ??= new DataLoader((wanted) => this.#dependencies.eventLog.histories(wanted), {
      cacheKeyFn: ({ document, count }) => `${count} ${refName(document)}`,
    });
    return this.#history;
  }

  /** A document as the index has it; undefined if it is not there. */
  get indexed(): DataLoader<InvoiceRef, Invoice | undefined, string> {
    this.#indexed ??= new DataLoader((refs) => this.#dependencies.index.read(refs), { cacheKeyFn: refName });
    return this.#indexed;
  }

  /** The watch of an account; undefined if no gateway has begun it. */
  get watch(): DataLoader<AccountId, WatchRow | undefined, string> {
    this.#watch ??= new DataLoader((accounts) => readWatches(accounts, this.#dependencies.watches), {
      cacheKeyFn: accountName,
    });
    return this.#watch;
  }

  /** The number of an account's documents in the index. */
  get documentCount(): DataLoader<AccountId, number, string> {
    this.#documentCount ??= new DataLoader((accounts) => countDocuments(accounts, this.#dependencies.index), {
      cacheKeyFn: accountName,
    });
    return this.#documentCount;
  }

  /** A list that this operation has read contains the document. */
  noteListed(document: InvoiceRef): void {
    this.#listed.add(refName(document));
  }

  /** A document read from its source, past all caches: shared stores do not hold bank details. */
  get invoiceWithBank(): DataLoader<InvoiceRef, Invoice | null, string> {
    this.#invoiceWithBank ??= new DataLoader((refs) => batchInvoices(refs, this.#dependencies, { fresh: true }), {
      cacheKeyFn: refName,
    });
    return this.#invoiceWithBank;
  }

  /** Other documents of the company that may be the same. */
  get possibleDuplicates(): DataLoader<Invoice, readonly Invoice[], string> {
    this.#possibleDuplicates ??= new DataLoader((invoices) => batchDuplicates(invoices, this.#dependencies.index), {
      cacheKeyFn: ({ ref }) => refName(ref),
    });
    return this.#possibleDuplicates;
  }

  /** Purchase order lines matched to an invoice line; empty if the source does not support matches. */
  get invoiceLineMatches(): DataLoader<InvoiceLineKey, readonly Match[], string> {
    this.#invoiceLineMatches ??= eachOf(
      ({ ref, lineId }) => {
        const backend = this.#dependencies.accounts.backend(ref.company, ref.source);
        const document = backend?.document(ref);
        return (document && backend?.matches?.ofInvoiceLine(document, lineId, this.#readsOf(ref))) ?? [];
      },
      ({ ref, lineId }) => `${refName(ref)} ${lineId}`,
    );
    return this.#invoiceLineMatches;
  }

  /** Invoice lines matched to a purchase order line. */
  get orderLineMatches(): DataLoader<OrderLineKey, readonly Match[], string> {
    this.#orderLineMatches ??= eachOf(
      ({ company, source, sourceId, lineId }) => {
        const backend = this.#dependencies.accounts.backend(company, source);
        return backend?.matches?.ofPurchaseOrderLine(sourceId, lineId, this.#readsOf(backend)) ?? [];
      },
      ({ company, source, sourceId, lineId }) => JSON.stringify([company, source, sourceId, lineId]),
    );
    return this.#orderLineMatches;
  }

  /** An import job; null if it does not exist. */
  get importJob(): DataLoader<AccountKey, ImportJob | null, string> {
    this.#importJob ??= eachOf(
      ({ company, source, sourceId }) => {
        const backend = this.#dependencies.accounts.backend(company, source);
        return backend?.importJobs?.read(sourceId, this.#readsOf(backend)) ?? null;
      },
      ({ company, source, sourceId }) => JSON.stringify([company, source, sourceId]),
    );
    return this.#importJob;
  }

  /** A new time-limited URL of a document's file; null if there is no file. */
  get downloadUrl(): DataLoader<InvoiceRef, string | null, string> {
    this.#downloadUrl ??= eachOf((ref) => {
      const backend = this.#dependencies.accounts.backend(ref.company, ref.source);
      // Past all caches, like bank details: if a document holds both, they share one call.
      const reads = this.#dependencies.reads.of(ref, this.#dependencies.signal, { fresh: true });
      const document = backend?.document(ref);
      return (document && backend?.files?.downloadUrl(document, reads)) ?? null;
    }, refName);
    return this.#downloadUrl;
  }

  #readsOf(account: { readonly company: string; readonly source: Source }): Reads {
    return this.#dependencies.reads.of(account, this.#dependencies.signal);
  }
}

/** A loader that reads objects concurrently, each once and with a call of its own. */
function eachOf<K, V>(read: (key: K) => Promise<V> | V, cacheKeyFn: (key: K) => string): DataLoader<K, V, string> {
  return new DataLoader(async (keys) => Promise.all(keys.map((key) => settled(async () => read(key)))), { cacheKeyFn });
}

async function settled<V>(read: () => Promise<V>): Promise<V | Error> {
  try {
    return await read();
  } catch (error) {
    return error instanceof Error ? error : new Error('A read threw a value that is not an Error', { cause: error });
  }
}

function accountName({ company, source }: AccountId): string {
  return `${source} ${company}`;
}

/** Cheaper than the global id; a page needs the name of each of its documents. */
function refName({ company, source, key }: InvoiceRef): string {
  return `${source} ${company} ${key.length === 1 ? key[0] : JSON.stringify(key)}`;
}
