import type { Backend, ListEntry, ListFilter, Listing, PositionHandle } from '../../backends/backend.ts';
import type { OperationReads } from '../../cache/cache.ts';
import type { InvoiceRef } from '../../domain/ids.ts';
import type { Invoice } from '../../domain/invoice.ts';
import { BackendBadResponse, type ErrorCode, GatewayError, NotFound } from '../../errors/catalogue.ts';
import { currentBehalf } from '../../limits/on-behalf.ts';
import { AccountBudget } from './account-budget.ts';
import type { AccountPosition } from './page-cursor.ts';

/** A document of the page: read, left unread as nobody asked for more than its name, or unreadable. */
export interface PageEntry {
  readonly ref: InvoiceRef;
  readonly sourceId: string;
  readonly outcome: Invoice | 'UNREAD' | GatewayError;
  /** Where its account stands right after it. */
  positionAfter(): PositionHandle;
}

/** How the documents of a page are to be read. */
export interface ReadingPlan {
  readonly filter: ListFilter;
  /** True where the document itself is needed, not just its name. */
  readonly needsDetail: boolean;
  /** Keeps a document or drops it from the page; only asked where `needsDetail`. */
  readonly accepts: (invoice: Invoice, listing: Listing) => boolean;
  readonly reads: OperationReads;
  readonly signal: AbortSignal;
}

/** A list that gives this many empty pages in a row is not asked on for now. */
const MAX_LISTINGS = 30;

/** What is wrong with an account rather than with one of its documents. */
const ACCOUNT_CODES: ReadonlySet<ErrorCode> = new Set([
  'BACKEND_TIMEOUT',
  'BACKEND_UNAUTHORIZED',
  'BACKEND_RATE_LIMITED',
  'BACKEND_UNAVAILABLE',
]);

/** Takes documents from one account's list into a page. Its failure stays its own: `error`. */
export class AccountReader {
  readonly backend: Backend;
  readonly entries: PageEntry[] = [];
  readonly #plan: ReadingPlan;
  readonly #budget: AccountBudget;
  readonly #start: AccountPosition;
  #listing: Listing | undefined;
  #used = 0;
  #listings = 0;
  /** True once a document was read, or failed for a reason of its own: the account works. */
  #hasWorked = false;
  #error: GatewayError | undefined;
  /** Why this account cannot be asked for the list, now or on any later page. */
  readonly #refusal: GatewayError | undefined;

  constructor(start: AccountPosition, plan: ReadingPlan) {
    this.backend = start.backend;
    this.#start = start;
    this.#plan = plan;
    this.#budget = new AccountBudget(start.backend, plan.signal);
    this.#refusal = start.backend.listRefusal(plan.filter, start.position);
  }

  /** Why the account's part of the page is not whole. */
  get error(): GatewayError | undefined {
    return this.#refusal ?? this.#error;
  }

  /** True where the account is not asked, as its source has no such list. */
  get isRefused(): boolean {
    return this.#refusal !== undefined;
  }

  /** Documents that the page may look at; none of an account that failed, so that they are there for the next page. */
  get available(): number {
    return this.#error === undefined ? this.#left : 0;
  }

  /** Documents listed and not looked at yet. */
  get #left(): number {
    return (this.#listing?.entries.length ?? 0) - this.#used;
  }

  /** True where the list may hold more than what is at hand. */
  get mayHaveMore(): boolean {
    if (this.error !== undefined) return false;
    if (this.#listing === undefined) return !this.#start.ended;
    return this.#listing.more && this.#listings < MAX_LISTINGS;
  }

  /** True where nothing is at hand and nothing follows. */
  get ended(): boolean {
    if (this.isRefused) return true;
    return this.#listing === undefined ? this.#start.ended : this.#left === 0 && !this.#listing.more;
  }

  /** False where the account's list had ended before this page. */
  get wasAsked(): boolean {
    return this.#listings > 0;
  }

  /** True once the reader stands elsewhere than where it began. */
  get hasMoved(): boolean {
    return this.#listings > 1 || this.#used > 0;
  }

  /** Where it stands now, documents that the filter dropped included. */
  get position(): AccountPosition {
    const position = this.#listing === undefined ? this.#start.position : this.#listing.positionAfter(this.#used);
    return { backend: this.backend, position, ended: this.ended };
  }

  get start(): AccountPosition {
    return this.#start;
  }

  /** Asks the source for what follows; one REST call at most. */
  async list(): Promise<void> {
    const { position } = this.position;
    this.#listings += 1;
    try {
      this.#listing = await this.#budget.spend((signal) =>
        this.backend.listInvoices(this.#plan.filter, position, this.#plan.reads.of(this.backend, signal)),
      );
      this.#used = 0;
    } catch (error) {
      if (!(error instanceof GatewayError)) throw error;
      // A list is always there: where it is not, the account's address is wrong, and no document is missing.
      this.#error = error instanceof NotFound ? noSuchList(this.backend, error) : error;
    }
  }

  /** Looks at the next `count` documents at hand, and takes those that the filter accepts, and those it could not read. */
  async take(count: number): Promise<void> {
    const listing = this.#listing;
    if (listing === undefined) return;
    const first = this.#used;
    const looked = listing.entries.slice(first, first + count);
    // Many operations can have waited for one list, and for one document: each goes on in a turn of its own.
    await currentBehalf().turn();
    const outcomes = await this.#outcomes(looked);
    await currentBehalf().turn();
    this.#used += looked.length;
    looked.forEach((entry, index) => {
      const outcome = outcomes[index] ?? this.#missing();
      if (isInvoice(outcome) && !this.#plan.accepts(outcome, listing)) return;
      this.entries.push({
        ref: entry.document,
        sourceId: entry.sourceId,
        outcome,
        positionAfter: () => listing.positionAfter(first + index + 1),
      });
    });
  }

  async #outcomes(entries: readonly ListEntry[]): Promise<readonly (PageEntry['outcome'] | null)[]> {
    if (!this.#plan.needsDetail) return entries.map(({ invoice }) => invoice ?? 'UNREAD');
    const unread = entries.filter(({ invoice }) => invoice === null);
    if (unread.length === 0) return entries.map(({ invoice }) => invoice);
    const read = await this.#budget.spend((signal) =>
      this.backend.readInvoices(
        unread.map(({ document }) => document),
        this.#plan.reads.of(this.backend, signal),
      ),
    );
    this.#error ??= this.#accountErrorOf(read);
    const outcomes = new Map(unread.map((entry, index) => [entry, read[index]]));
    return entries.map((entry) => entry.invoice ?? outcomes.get(entry) ?? null);
  }

  /** What documents that could not be read say of their account: its time was over, or none of the page could be. */
  #accountErrorOf(read: readonly (Invoice | null | GatewayError)[]): GatewayError | undefined {
    const errors = read.flatMap((one) => (one instanceof GatewayError && ACCOUNT_CODES.has(one.code) ? [one] : []));
    if (errors.length < read.length) this.#hasWorked = true;
    const [first] = errors;
    if (first === undefined) return undefined;
    return this.#budget.exceeded ?? (this.#hasWorked ? undefined : first);
  }

  #missing(): NotFound {
    const { source, company } = this.backend;
    return new NotFound(`${source} lists this document and does not have it`, { accountId: { source, company } });
  }
}

function isInvoice(outcome: PageEntry['outcome']): outcome is Invoice {
  return outcome !== 'UNREAD' && !(outcome instanceof GatewayError);
}

function noSuchList({ source, company }: Backend, cause: NotFound): BackendBadResponse {
  return new BackendBadResponse(`${source} has no list at the address configured for it`, {
    cause,
    accountId: { source, company },
  });
}
