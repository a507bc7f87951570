import type { Backend, DateRange, Listing } from '../../backends/backend.ts';
import type { Invoice } from '../../domain/invoice.ts';
import { BackendTimeout, GatewayError, NotFound } from '../../errors/catalogue.ts';
import { currentBehalf } from '../../limits/on-behalf.ts';
import { AccountBudget } from './account-budget.ts';
import { EntryReader, type PageEntry, type ReadingPlan } from './entry-reader.ts';
import { NamedDocuments } from './named-documents.ts';
import type { AccountPosition, AccountState } from './page-cursor.ts';

/** An account's part of a page ends early after this many calls of its list. */
const MAX_LISTINGS = 30;

/** Takes documents of one account's list into a page. A failure of the account is reported in `error`. */
export class AccountReader {
  readonly backend: Backend;
  readonly entries: PageEntry[] = [];
  readonly #plan: ReadingPlan;
  readonly #budget: AccountBudget;
  readonly #documents: EntryReader;
  readonly #named: NamedDocuments;
  readonly #start: AccountPosition;
  #listing: Listing | undefined;
  #used = 0;
  /** Documents that are being examined; undefined while the account has no work. */
  #claimed: number | undefined;
  #isLeft = false;
  #listings = 0;
  #leftOut = 0;
  #deviations = 0;
  #range: DateRange | undefined;
  #error: GatewayError | undefined;
  /** Why the source cannot serve this list, on this or any later page. */
  readonly #refusal: GatewayError | undefined;

  constructor(start: AccountPosition, plan: ReadingPlan) {
    this.backend = start.backend;
    this.#start = start;
    this.#plan = plan;
    this.#budget = new AccountBudget(start.backend, plan.signal);
    this.#documents = new EntryReader(start.backend, plan, this.#budget);
    this.#named = new NamedDocuments(start.backend);
    this.#refusal = start.backend.listRefusal(plan.filter, start.position);
  }

  /** Why the account's part of the page is incomplete. */
  get error(): GatewayError | undefined {
    return this.#refusal ?? this.#error;
  }

  /** The days from the first to the last that the source was asked for. */
  get range(): DateRange | undefined {
    return this.#range;
  }

  /** True if the account is not asked because its source cannot serve this list. */
  get isRefused(): boolean {
    return this.#refusal !== undefined;
  }

  /** Documents of the source's pages that were read here, without a name under which they could be shown. */
  get leftOut(): number {
    return this.#leftOut;
  }

  /** Values of the examined documents that could not be understood. */
  get oddities(): number {
    return this.#deviations;
  }

  /** Documents that the page may examine. 0 while the account has work, and after a failure, so that they remain for the next page. */
  get available(): number {
    return this.#error === undefined && this.#claimed === undefined ? this.#left : 0;
  }

  /** Documents that are being examined. */
  get claimed(): number {
    return this.#claimed ?? 0;
  }

  /** True while the account is asked or its documents are examined. */
  get isBusy(): boolean {
    return this.#claimed !== undefined;
  }

  /** Documents that are listed and not examined yet. */
  get #left(): number {
    return (this.#listing?.entries.length ?? 0) - this.#used;
  }

  /** True if the list may continue after the listed documents, and the account can be asked now. */
  get mayHaveMore(): boolean {
    if (this.error !== undefined || this.#claimed !== undefined) return false;
    if (this.#listing === undefined) return this.#start.state !== 'ENDED';
    return this.#listing.more && this.#listings < MAX_LISTINGS;
  }

  /** True if all documents were examined and the list is at its end. */
  get ended(): boolean {
    if (this.isRefused) return true;
    return this.#listing === undefined ? this.#start.state === 'ENDED' : this.#left === 0 && !this.#listing.more;
  }

  /** False if the account's list had ended before this page. */
  get wasAsked(): boolean {
    return this.#listings > 0;
  }

  /** True once the reader has left its start position. */
  get hasMoved(): boolean {
    return this.#listings > 1 || this.#used > 0;
  }

  /** True if the account failed before it gave anything to the page. An account that was left may still answer. */
  get hasFailed(): boolean {
    return this.error !== undefined && !this.hasMoved && !this.#isLeft;
  }

  /**
   * True if the caller should ask for another page because of this account. An account that failed on the page before as well
   * does not count, so that paging ends; the cursor keeps its position.
   */
  get isUnfinished(): boolean {
    if (this.ended) return false;
    if (this.#isLeftAtStart) return this.#start.state !== 'FAILED_AGAIN';
    return !(this.hasFailed && this.#hadFailed);
  }

  get #isLeftAtStart(): boolean {
    return this.#isLeft && !this.hasMoved;
  }

  /** The current position, after all examined documents, including those that the filter dropped. */
  get position(): AccountPosition {
    const position = this.#listing === undefined ? this.#start.position : this.#listing.positionAfter(this.#used);
    return { backend: this.backend, position, state: this.#state };
  }

  get #state(): AccountState {
    if (this.ended) return 'ENDED';
    if (!this.wasAsked) return this.#start.state;
    // It is not known yet whether it fails again.
    if (this.#isLeftAtStart && this.#hadFailed) return this.#start.state;
    if (!this.hasFailed) return 'OPEN';
    return this.#hadFailed ? 'FAILED_AGAIN' : 'FAILED';
  }

  /** True if the account failed on the page before this one. */
  get #hadFailed(): boolean {
    return this.#start.state === 'FAILED' || this.#start.state === 'FAILED_AGAIN';
  }

  get start(): AccountPosition {
    return this.#start;
  }

  /** Lists the next documents, with at most one REST call. */
  async list(): Promise<void> {
    const { position } = this.position;
    this.#listings += 1;
    this.#claimed = 0;
    try {
      const listing = await this.#budget.spend((signal) =>
        this.backend.listInvoices(this.#plan.filter, position, this.#plan.reads.of(this.backend, signal)),
      );
      if (this.#isLeft) return;
      this.#named.expectProgress(listing);
      this.#listing = listing;
      this.#used = 0;
      this.#leftOut += listing.leftOut;
      this.#range = together(this.#range, listing.range);
    } catch (error) {
      if (!(error instanceof GatewayError)) throw error;
      this.#error ??= error;
    } finally {
      this.#claimed = undefined;
    }
  }

  /**
   * Ends the account's part of the page before its work has ended. Its calls continue, so that a later page finds the answers in the
   * cache, and the circuit breaker learns how they end.
   */
  leave(): void {
    const { source, company } = this.backend;
    this.#isLeft = true;
    this.#error ??= new BackendTimeout(
      `${source} is slow: this page has the documents of other accounts, and a later page continues with its documents`,
      { accountId: { source, company } },
    );
  }

  /** Examines the next `count` listed documents. Takes those that the filter accepts and those that cannot be read. */
  async take(count: number): Promise<void> {
    const listing = this.#listing;
    if (listing === undefined) return;
    this.#claimed = count;
    try {
      await this.#takeFrom(listing, count);
    } finally {
      this.#claimed = undefined;
    }
  }

  async #takeFrom(listing: Listing, count: number): Promise<void> {
    const first = this.#used;
    const looked = listing.entries.slice(first, first + count);
    const named = looked.flatMap((entry, index) => (this.#named.add(entry) ? [{ entry, end: first + index + 1 }] : []));
    // Many operations may have waited for the same list or document. Each resumes in its own turn of the event loop.
    await currentBehalf().turn();
    const { outcomes, accountError } = await this.#documents.read(named.map(({ entry }) => entry));
    this.#error ??= accountError;
    await currentBehalf().turn();
    if (this.#isLeft) return;
    this.#used += looked.length;
    named.forEach(({ entry, end }, index) => {
      const outcome = outcomes[index] ?? noSuchDocument(this.backend);
      if (isInvoice(outcome)) this.#deviations += outcome.oddities;
      if (isInvoice(outcome) && !this.#plan.accepts(outcome, listing)) return;
      this.entries.push({
        ref: entry.document,
        sourceId: entry.sourceId,
        outcome,
        positionAfter: () => listing.positionAfter(end),
      });
    });
  }
}

function isInvoice(outcome: PageEntry['outcome']): outcome is Invoice {
  return outcome !== 'UNREAD' && !(outcome instanceof GatewayError);
}

function noSuchDocument({ source, company }: Backend): NotFound {
  return new NotFound(`${source} lists this document but does not have it`, { accountId: { source, company } });
}

/** A list that continues from one range to the next asks for later days. */
function together(first: DateRange | undefined, next: DateRange | undefined): DateRange | undefined {
  return first === undefined || next === undefined ? (next ?? first) : { from: first.from, to: next.to };
}
