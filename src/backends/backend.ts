import type { ColumnValue } from '../domain/column-value.ts';
import type { InvoiceRef } from '../domain/ids.ts';
import type { ImportJob } from '../domain/imports/import-job.ts';
import type { ImportObjects } from '../domain/imports/import-objects.ts';
import type { Invoice, InvoiceDirection } from '../domain/invoice.ts';
import type { Match } from '../domain/match.ts';
import type { ReceivedFile } from '../domain/received-file.ts';
import type { Source } from '../domain/source.ts';
import type { UploadLocation, UploadOptions } from '../domain/upload.ts';
import type { IsoDate } from '../domain/values/dates.ts';
import type { GatewayError } from '../errors/catalogue.ts';
import type { WriteTicket } from '../writes/perform-write.ts';
import type { DocumentHandle, PositionHandle } from './handles.ts';
import type { WatchInput, WatchPlan } from './source-watch.ts';

export type { DocumentHandle, PositionHandle };

/**
 * Each source's accounts have some of these. `Document` is how a document is named: by a handle at the port, and by the
 * source's own key inside of the source.
 */
export interface Capabilities<Document = DocumentHandle> {
  readonly files: FileReads<Document>;
  readonly matches: MatchReads<Document>;
  readonly columns: ColumnReads;
  readonly exports: ExportWrites<Document>;
  readonly syncErrors: SyncErrorWrites<Document>;
  readonly uploads: Uploads;
  readonly importJobs: ImportJobs;
  readonly webhooks: Webhooks;
}

export type Capability = keyof Capabilities;

/** An account that is known to have a capability. */
export type Able<C extends Capability> = Backend & Pick<Capabilities, C>;

/** One account with a source, as the rest of the gateway uses it. */
export interface Backend extends Partial<Capabilities>, AsyncDisposable {
  readonly source: Source;
  /** Key of the company in the configuration. */
  readonly company: string;
  /** REST calls at once. */
  readonly maxConcurrent: number;
  /** For one REST call; an account has twice this for its part of a page. */
  readonly callTimeoutMs: number;
  /** How long a list waits for the account while it has documents of others, in milliseconds. */
  readonly patienceMs: number;
  /** The directions that its documents can have: a list of other ones does not ask it. */
  readonly directions: ReadonlySet<InvoiceDirection>;

  /** Parses the key of a document of this account; undefined if its source never gives such a key. */
  document(ref: InvoiceRef): DocumentHandle | undefined;
  /** False if the document's id may come to name another document, or the document may get another id. */
  hasStableId(document: DocumentHandle): boolean;
  /** Parses a position that came in with a cursor; undefined if the source never gives such a position. */
  position(value: unknown): PositionHandle | undefined;
  /**
   * The documents that follow a position (null = the front), in the source's own order, with at most one REST call.
   * Throws the GatewayError of a call that failed.
   */
  listInvoices(filter: ListFilter, position: PositionHandle | null, reads: Reads): Promise<Listing>;
  /** The reason why the source cannot be asked for such a list, from this position on; undefined if it can be. */
  listRefusal(filter: ListFilter, position: PositionHandle | null): GatewayError | undefined;
  /**
   * The documents, in the order of their handles, with as few REST calls as the contract allows. null = it does not exist.
   * A document that could not be read is an error in its place.
   */
  readInvoices(documents: readonly DocumentHandle[], reads: Reads): Promise<readonly (Invoice | null | GatewayError)[]>;

  /** How the watcher reads the account's lists. */
  watchPlan(input: WatchInput): WatchPlan;

  /** How the last calls went. */
  status(): AccountStatus;
}

/** The part of an id that only its own source understands. */
export type InvoiceKey = readonly string[];

/**
 * The caller's filter as it came. Each source reads its own part of it; the page reader applies the fields that all
 * sources have in common.
 */
export type ListFilter = { readonly [field: string]: unknown };

/** Part of an account's list. Inside of a source, documents and positions have the source's own form. */
export interface Listing<Document = DocumentHandle, Place = PositionHandle> {
  readonly entries: readonly ListEntry<Document>[];
  /** True if the source has more after the last entry. */
  readonly more: boolean;
  /** The position after the first `count` entries; `count` may be 0. */
  positionAfter(count: number): Place;
  /** True if the source applied the filter's range of dates: a document without a date is then within the range. */
  readonly isWithinDates?: boolean;
  /** Number of documents on the source's page that do not have the key that an entry needs. */
  readonly leftOut: number;
  /** The first and the last day that the source was asked for; absent if it is not asked by days. */
  readonly range?: DateRange;
}

export interface DateRange {
  readonly from: IsoDate;
  readonly to: IsoDate;
}

export interface ListEntry<Document = DocumentHandle> {
  readonly document: Document;
  /** The source's own name of the document. */
  readonly sourceId: string;
  /** The document itself; null if the list does not contain it; an error if it does and the document cannot be read. */
  readonly invoice: Invoice | GatewayError | null;
}

export interface FileReads<Document = DocumentHandle> {
  /** A time-limited URL of the soft copy; null if the document does not have one. Never cached. */
  downloadUrl(document: Document, reads: Reads): Promise<string | null>;
  /** Returns the URL that came with a document. Throws BackendBadResponse if a source must not lead a caller there. */
  handOn(url: string): string;
}

export interface MatchReads<Document = DocumentHandle> {
  /** Purchase order lines matched to an invoice line. */
  ofInvoiceLine(document: Document, lineId: string, reads: Reads): Promise<readonly Match[]>;
  /** Invoice lines matched to a purchase order line. */
  ofPurchaseOrderLine(purchaseOrderId: string, lineId: string, reads: Reads): Promise<readonly Match[]>;
  /** The key of the invoice that a match names. */
  invoiceKey(documentId: string): InvoiceKey;
}

export interface ColumnReads {
  /** One page of a custom column's values, from the page that `next` names; null = the first page. */
  page(column: string, modifiedSince: string | null, next: string | null, reads: Reads): Promise<ColumnPage>;
}

export interface ColumnPage {
  readonly values: readonly ColumnValue[];
  readonly next: string | null;
}

/*
 * A write is sent once, and only by `performWrite`, which hands out the ticket that the write takes. It throws
 * OutcomeUnknown if it was sent and no answer tells whether it was carried out, Conflict if the document's state does
 * not allow it, and NotFound if the document does not exist.
 */

export interface ExportWrites<Document = DocumentHandle> {
  /** Tells the source that the document was exported: it leaves the source's list. */
  markExported(document: Document, ticket: WriteTicket): Promise<void>;
  /** Tells for each document whether it still waits for export, neither exported nor rejected. Never from the cache. */
  areListed(documents: readonly Document[], reads: Reads): Promise<readonly boolean[]>;
}

export interface SyncErrorWrites<Document = DocumentHandle> {
  /** Tells the source that the document could not be exported, and why. */
  report(document: Document, message: string, reads: Reads, ticket: WriteTicket): Promise<void>;
}

export interface Uploads {
  /**
   * A new location for one file; never one that was given before. Not a write: asking for a location changes nothing at
   * the source.
   */
  requestLocation(fileName: string, options: UploadOptions, signal: AbortSignal): Promise<UploadLocation>;
  /**
   * Sends a file to a location of its own, and returns the location. It takes as long as bytes move, and is aborted if
   * no byte moves for the account's time-out.
   */
  send(fileName: string, options: UploadOptions, file: ReceivedFile, ticket: WriteTicket): Promise<UploadLocation>;
}

export interface ImportJobs {
  /** null = the job does not exist. */
  read(jobId: string, reads: Reads): Promise<ImportJob | null>;
  /** Starts an import of 1 to 10,000 objects. Throws BadUserInput if they are too large for one request. */
  start(sourceApplicationCode: string, objects: ImportObjects, ticket: WriteTicket): Promise<ImportJob>;
}

export interface Webhooks {
  /**
   * Deliveries for this account have one of these secrets in their URL, or come from one of these topics (undefined: any
   * topic). New subscriptions get the first secret; empty = none.
   */
  readonly guard: { readonly secrets: readonly string[]; readonly topicArns: readonly string[] | undefined };
  /** Asks the source to announce such events to `target`. */
  subscribe(event: WebhookNotice['type'], target: string, ticket: WriteTicket): Promise<void>;
  /**
   * Parses a message whose signature was checked. Throws BadUserInput if this source does not announce such a message,
   * or if the message is about another company than this account's.
   */
  read(message: string): WebhookNotice;
  /**
   * The invoice of a document that `read` returned, without a REST call. Its bank details and its file's URL are read
   * on request.
   */
  invoiceOf(document: string): Invoice;
}

/** `document` is JSON text without secrets, fit to be stored. */
export type WebhookNotice =
  | { readonly type: 'DIGITIZED'; readonly document: string; readonly key: InvoiceKey }
  | { readonly type: 'EXPORTED'; readonly companyCode: string };

export interface AccountStatus {
  readonly state: 'UP' | 'DEGRADED' | 'DOWN' | 'UNKNOWN';
  readonly latencyMs: number | null;
  readonly lastError: string | null;
}

/** The kind of a read, which decides how long its answer is kept. */
export type ReadKind = 'invoice' | 'queue' | 'listing' | 'range' | 'matches' | 'import-job' | 'columns';

/**
 * The reads of a backend within one operation: they go through the account's cache, and share a call that is in flight.
 * `key` names the REST call within the account.
 */
export interface Reads {
  /** Ends what is read outside of `through` and `document`. */
  readonly signal: AbortSignal;
  through<T>(
    kind: Exclude<ReadKind, 'invoice'>,
    key: string,
    load: (signal: AbortSignal) => Promise<Loaded<T>>,
    options?: ReadOptions,
  ): Promise<T>;
  /** Reads one document by its key. A write to the document makes all gateways that share a cache read it again. */
  document<T>(key: InvoiceKey, load: (signal: AbortSignal) => Promise<Loaded<T>>): Promise<T>;
}

export interface ReadOptions {
  /** True to ignore the copy that is kept, and to replace it. */
  readonly fresh: boolean;
}

/** A value that was just read, and the number of characters of the answers from which it was read. */
export interface Loaded<T> {
  readonly value: T;
  readonly bytes: number;
  /** Milliseconds to keep it, if that depends on the value; 0 = do not keep it. */
  readonly ttlMs?: number;
}
