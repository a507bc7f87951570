import type { Backend, ListEntry, ListFilter, Listing, PositionHandle } from '../../backends/backend.ts';
import type { OperationReads } from '../../cache/cache.ts';
import type { InvoiceRef } from '../../domain/ids.ts';
import type { Invoice } from '../../domain/invoice.ts';
import { type ErrorCode, GatewayError } from '../../errors/catalogue.ts';
import type { AccountBudget } from './account-budget.ts';

/** A document of the page: read, UNREAD because its key is enough, or the error of reading it. */
export interface PageEntry {
  readonly ref: InvoiceRef;
  readonly sourceId: string;
  readonly outcome: Invoice | 'UNREAD' | GatewayError;
  /** The account's position right after this document. */
  positionAfter(): PositionHandle;
}

/** How to read the documents of a page. */
export interface ReadingPlan {
  readonly filter: ListFilter;
  /** True if the documents are needed, not only their keys. */
  readonly needsDetail: boolean;
  /** Decides whether a document is on the page. Called only with `needsDetail`. */
  readonly accepts: (invoice: Invoice, listing: Listing) => boolean;
  readonly reads: OperationReads;
  readonly signal: AbortSignal;
}

/** Errors of an account, rather than of one of its documents. */
const ACCOUNT_CODES: ReadonlySet<ErrorCode> = new Set([
  'BACKEND_TIMEOUT',
  'BACKEND_UNAUTHORIZED',
  'BACKEND_RATE_LIMITED',
  'BACKEND_UNAVAILABLE',
]);

export interface ReadEntries {
  /** In the order of the entries. Null for a document that the source lists but does not have. */
  readonly outcomes: readonly (PageEntry['outcome'] | null)[];
  /** The account's error if its time ran out, or if no document of the page could be read. */
  readonly accountError: GatewayError | undefined;
}

/** Reads the documents of an account's listed entries, those that the list does not contain in whole. */
export class EntryReader {
  readonly #backend: Backend;
  readonly #plan: ReadingPlan;
  readonly #budget: AccountBudget;
  /** True once a document was read, or failed for its own reason: the account works. */
  #hasWorked = false;

  constructor(backend: Backend, plan: ReadingPlan, budget: AccountBudget) {
    this.#backend = backend;
    this.#plan = plan;
    this.#budget = budget;
  }

  async read(entries: readonly ListEntry[]): Promise<ReadEntries> {
    if (!this.#plan.needsDetail) return fine(entries.map(({ invoice }) => invoice ?? 'UNREAD'));
    const unread = entries.filter(({ invoice }) => invoice === null);
    if (unread.length === 0) return fine(entries.map(({ invoice }) => invoice));
    const read = await this.#budget.spend((signal) =>
      this.#backend.readInvoices(
        unread.map(({ document }) => document),
        this.#plan.reads.of(this.#backend, signal),
      ),
    );
    const outcomes = new Map(unread.map((entry, index) => [entry, read[index]]));
    return {
      outcomes: entries.map((entry) => entry.invoice ?? outcomes.get(entry) ?? null),
      accountError: this.#accountErrorOf(read),
    };
  }

  #accountErrorOf(read: readonly (Invoice | null | GatewayError)[]): GatewayError | undefined {
    const errors = read.flatMap((one) => (one instanceof GatewayError && ACCOUNT_CODES.has(one.code) ? [one] : []));
    if (errors.length < read.length) this.#hasWorked = true;
    const [first] = errors;
    if (first === undefined) return undefined;
    return this.#budget.exceeded ?? (this.#hasWorked ? undefined : first);
  }
}

function fine(outcomes: ReadEntries['outcomes']): ReadEntries {
  return { outcomes, accountError: undefined };
}
