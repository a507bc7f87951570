import type { Backend, DocumentHandle, ListEntry, Listing } from '../backends/backend.ts';
import type { WatchedList, WatchPlan } from '../backends/source-watch.ts';
import type { Invoice } from '../domain/invoice.ts';
import { compareInstants } from '../domain/values/dates.ts';
import { BackendBadResponse, GatewayError, Overloaded, RateLimited } from '../errors/catalogue.ts';
import { mapInSlices, runInSlices } from '../limits/time-slices.ts';
import { documentSteps, numberKey, type PreparedDocument } from '../store/index/prepare/to-document.ts';
import { subjectText } from '../store/subject.ts';
import type { KnownDocument } from '../store/watch/read-watches.ts';
import type { ScanReads } from './uncached-reads.ts';
import type { WatchPlace, WatchProgress } from './watch-progress.ts';

/** The access of a scan to the store, for its own account. */
export interface ScanStore {
  known(subjects: readonly string[]): Promise<readonly KnownDocument[]>;
  /** The documents that have one of these revisions and one of these numbers, as `numberKey` has them. */
  ofRevisions(revisions: readonly string[], numbers: readonly (string | null)[]): Promise<readonly KnownDocument[]>;
  /** Stores documents together with the place from which to continue. Rejects with LeaseLost. */
  record(documents: readonly PreparedDocument[], progress: WatchProgress): Promise<void>;
}

export interface Scanned {
  readonly progress: WatchProgress;
  /**
   * The documents in the lists, by their keys as JSON; undefined if a document can be listed without being among them, because the scan
   * did not begin at the front or an entry has no key.
   */
  readonly listed: ReadonlySet<string> | undefined;
  /** False if a document could not be read. */
  readonly isComplete: boolean;
}

/** An entry with its document's key as JSON. */
type SubjectEntry = ListEntry & { readonly subject: string };

/** Documents that are stored together: a gateway that stops loses at most one portion, and the next one reads it again. */
const PORTION = 25;
/** The place is stored after this many pages, so that the next reading continues a list that this one does not end. */
const PAGES_TO_STORE = 25;
/** A list that is longer than this does not end. */
const MAX_PAGES = 10_000;
/** A list that has so many pages in a row without a document that is new to the reading does not get further. */
const MAX_IDLE_PAGES = 100;
const LOOKED_UP_AT_ONCE = 200;
/** A document that cannot be read is tried again for this long, even if its list is read on from newer ones. */
const RETRY_MS = 86_400_000;

/**
 * Reads an account's lists to their ends once, and stores the documents that are new or have changed. It can be continued from any place
 * that it has recorded. Rejects with the GatewayError of a call that failed.
 */
export class AccountScan {
  readonly #backend: Backend;
  readonly #plan: WatchPlan;
  readonly #store: ScanStore;
  readonly #reads: ScanReads;
  readonly #listed = new Set<string>();
  readonly #newest: Record<string, string>;
  readonly #startedAt: string;
  #isWhole: boolean;
  #isFailed = false;

  constructor(
    backend: Backend,
    {
      plan,
      progress,
      startedAt,
      store,
      reads,
    }: {
      readonly plan: WatchPlan;
      readonly progress: WatchProgress;
      /** Milliseconds since the epoch. */
      readonly startedAt: number;
      readonly store: ScanStore;
      readonly reads: ScanReads;
    },
  ) {
    this.#backend = backend;
    this.#plan = plan;
    this.#store = store;
    this.#reads = reads;
    this.#newest = { ...progress.newest };
    this.#startedAt = new Date(startedAt).toISOString();
    this.#isWhole = progress.at === undefined;
  }

  async run(start: WatchPlace | undefined): Promise<Scanned> {
    const lists = this.#plan.lists.slice(
      Math.max(
        0,
        this.#plan.lists.findIndex(({ name }) => name === start?.list),
      ),
    );
    for (const list of lists) await this.#readList(list, start?.list === list.name ? start : undefined);
    const listed = this.#plan.isWhole && this.#isWhole ? this.#listed : undefined;
    return { progress: { newest: this.#newest }, listed, isComplete: !this.#isFailed };
  }

  async #readList(list: WatchedList, start: WatchPlace | undefined): Promise<void> {
    const filter = start?.filter ?? list.filter;
    let position = start === undefined ? null : (this.#backend.position(start.position) ?? null);
    let newest = this.#newest[list.name] ?? null;
    let isFailed = false;
    let idlePages = 0;
    for (let more = true, pages = 0; more; pages += 1) {
      if (pages === MAX_PAGES || idlePages === MAX_IDLE_PAGES) throw endless(this.#backend);
      const { size } = this.#listed;
      const listing = await this.#backend.listInvoices(filter, position, this.#reads);
      ({ more } = listing);
      position = listing.positionAfter(listing.entries.length);
      if (listing.leftOut > 0) this.#isWhole = false;
      const at = { list: list.name, filter, position: position.toJSON() };
      const found = await this.#readPage(listing, at);
      idlePages = this.#listed.size > size ? 0 : idlePages + 1;
      if (pages % PAGES_TO_STORE === PAGES_TO_STORE - 1) await this.#store.record([], { newest: this.#newest, at });
      isFailed ||= found.isFailed;
      for (const invoice of found.invoices) newest = later(newest, list.stampOf?.(invoice) ?? null);
    }
    this.#isFailed ||= isFailed;
    this.#advance(list.name, newest, isFailed);
  }

  /** Stores the wanted documents of a page, in portions. The last one is stored with the place after the page. */
  async #readPage(
    { entries: given }: Listing,
    at: WatchPlace,
  ): Promise<{ invoices: readonly Invoice[]; isFailed: boolean }> {
    const withSubject = (entry: ListEntry) => ({ ...entry, subject: subjectText(entry.document.key) });
    const entries = await mapInSlices(given, withSubject, this.#reads.signal);
    for (const { subject } of entries) this.#listed.add(subject);
    const wanted = await this.#wanted(entries);
    const invoices: Invoice[] = entries.flatMap(({ invoice }) => (isRead(invoice) ? [invoice] : []));
    let isFailed = entries.some(({ invoice }) => invoice instanceof GatewayError);
    for (let from = 0; from < wanted.length; from += PORTION) {
      const portion = wanted.slice(from, from + PORTION);
      const { read, stop } = await this.#readAll(portion);
      isFailed ||= read.some((invoice) => invoice instanceof GatewayError);
      const isLast = from + PORTION >= wanted.length && stop === undefined;
      const progress = { newest: this.#newest, ...(isLast && { at }) };
      await this.#store.record(await this.#prepare(read.filter(isRead)), progress);
      this.#reads.releaseDocuments();
      // The next reading continues with the documents that this one did not read.
      if (stop !== undefined) throw stop;
    }
    this.#reads.releasePage();
    return { invoices, isFailed };
  }

  /** The entries that are new, have changed, or are listed again. */
  async #wanted(entries: readonly SubjectEntry[]): Promise<readonly SubjectEntry[]> {
    const known = new Map<string, KnownDocument>();
    for (let from = 0; from < entries.length; from += LOOKED_UP_AT_ONCE) {
      const subjects = entries.slice(from, from + LOOKED_UP_AT_ONCE).map(({ subject }) => subject);
      for (const one of await this.#store.known(subjects)) known.set(one.subject, one);
    }
    const wanted = entries.filter(({ subject, invoice }) => {
      const one = known.get(subject);
      if (one === undefined || one.left_at !== null) return !(invoice instanceof GatewayError);
      return isRead(invoice) && invoice.revision !== one.revision;
    });
    const renamed = await this.#renamedOf(wanted.filter(({ subject }) => !known.has(subject)));
    return wanted.filter((entry) => !renamed.has(entry));
  }

  /**
   * Those of the unknown documents that are in the index under another id: ids can change while a document stays the same. A stable
   * id can follow one that was not stable.
   */
  async #renamedOf(unknown: readonly SubjectEntry[]): Promise<ReadonlySet<SubjectEntry>> {
    const renamed = new Set<SubjectEntry>();
    const taken = new Set<string>();
    const read = unknown.flatMap((entry) => (isRead(entry.invoice) ? [{ entry, invoice: entry.invoice }] : []));
    for (let from = 0; from < read.length; from += LOOKED_UP_AT_ONCE) {
      const some = read.slice(from, from + LOOKED_UP_AT_ONCE);
      const revisions = some.map(({ invoice }) => invoice.revision);
      const numbers = some.map(({ invoice }) => numberKey(invoice.number));
      const earlier = await this.#store.ofRevisions(revisions, numbers);
      // A document that is still listed under its own id is another one.
      const free = earlier.filter(({ subject }) => !this.#listed.has(subject));
      for (const { entry, invoice } of some) {
        const one = free.find(({ subject, revision }) => revision === invoice.revision && !taken.has(subject));
        if (one === undefined) continue;
        taken.add(one.subject);
        renamed.add(entry);
      }
    }
    return renamed;
  }

  /** The documents of entries, read with few calls at a time: callers come first. `stop` is why the others were not read. */
  async #readAll(
    entries: readonly ListEntry[],
  ): Promise<{ readonly read: readonly (Invoice | GatewayError | null)[]; readonly stop: GatewayError | undefined }> {
    const read = new Map<DocumentHandle, Invoice | GatewayError | null>();
    const unread = entries.filter(({ invoice }) => invoice === null).map(({ document }) => document);
    let stop: GatewayError | undefined;
    const atOnce = Math.max(1, Math.floor(this.#backend.maxConcurrent / 4));
    for (let from = 0; from < unread.length; from += atOnce) {
      const documents = unread.slice(from, from + atOnce);
      const invoices = await this.#backend.readInvoices(documents, this.#reads);
      this.#reads.signal.throwIfAborted();
      for (const [place, document] of documents.entries()) read.set(document, invoices[place] ?? null);
      stop = invoices.find(isReasonToStop);
      if (stop !== undefined) break;
    }
    return { read: entries.map(({ document, invoice }) => invoice ?? read.get(document) ?? null), stop };
  }

  async #prepare(invoices: readonly Invoice[]): Promise<readonly PreparedDocument[]> {
    const documents: PreparedDocument[] = [];
    for (const invoice of invoices) documents.push(await runInSlices(documentSteps(invoice), this.#reads.signal));
    return documents;
  }

  #advance(list: string, stamp: string | null, isFailed: boolean): void {
    // A document with a time in the future must not hide those that come before that time.
    const newest = stamp === null ? null : earlier(stamp, this.#startedAt);
    const retried = isFailed && newest !== null ? new Date(Date.parse(newest) - RETRY_MS).toISOString() : newest;
    const advanced = later(this.#newest[list] ?? null, retried);
    if (advanced !== null) this.#newest[list] = advanced;
  }
}

function endless({ company, source }: Backend): BackendBadResponse {
  return new BackendBadResponse(`${source} gives a list that does not end`, { accountId: { company, source } });
}

function later(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b;
  return compareInstants(a, b) < 0 ? b : a;
}

function earlier(a: string, b: string): string {
  return compareInstants(a, b) < 0 ? a : b;
}

/** True if the source asks to wait, or if there is no room for more documents: the next ones would fail as well. */
function isReasonToStop(invoice: Invoice | GatewayError | null): invoice is GatewayError {
  if (!(invoice instanceof GatewayError)) return false;
  return invoice.retryAfterMs !== undefined || invoice instanceof RateLimited || invoice instanceof Overloaded;
}

function isRead(invoice: Invoice | GatewayError | null): invoice is Invoice {
  return invoice !== null && !(invoice instanceof GatewayError);
}
