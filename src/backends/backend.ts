import type { ColumnValue } from '../domain/column-value.ts';
import type { ImportJob } from '../domain/import-job.ts';
import type { ImportObjects } from '../domain/import-objects.ts';
import type { Invoice } from '../domain/invoice.ts';
import type { Match } from '../domain/match.ts';
import type { ReceivedFile } from '../domain/received-file.ts';
import type { Source } from '../domain/source.ts';
import type { UploadLocation, UploadOptions } from '../domain/upload.ts';
import type { GatewayError } from '../errors/catalogue.ts';

/** Each of these is there for the sources that can do it. */
export interface Capabilities {
  readonly files: FileReads;
  readonly matches: MatchReads;
  readonly columns: ColumnReads;
  readonly exports: ExportWrites;
  readonly syncErrors: SyncErrorWrites;
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
  /** For one REST call; an account has twice this for its part of a page. */
  readonly callTimeoutMs: number;

  /**
   * The documents that follow a position (null = the front), in the source's own order, with at most one REST call.
   * Throws the GatewayError of a call that failed.
   */
  listInvoices(filter: ListFilter, position: Position | null, reads: Reads): Promise<Listing>;
  /** Why the source cannot be asked for such a list at all, from this position on; undefined if it can. */
  listRefusal(filter: ListFilter, position: Position | null): GatewayError | undefined;
  /** Checks a position that came in with a cursor; undefined where this source never gives such a one. */
  parsePosition(value: unknown): Position | undefined;
  /**
   * The documents behind keys that `isInvoiceKey` of the registry took, in their order, with as few REST calls as the
   * contract allows. null = not there. A document that could not be read is an error in its place.
   */
  readInvoices(keys: readonly InvoiceKey[], reads: Reads): Promise<readonly (Invoice | null | GatewayError)[]>;

  /** How the last calls went. */
  status(): AccountStatus;
}

/** The part of an id that only its own source's backend understands. */
export type InvoiceKey = readonly string[];

/** A place in an account's list as a cursor holds it: JSON, checked by `parsePosition` when it comes back. */
export type Position = { readonly [field: string]: unknown };

/**
 * The caller's filter as it came. Each source reads its own part and nothing else; the page reader applies the fields that
 * all sources have in common.
 */
export type ListFilter = { readonly [field: string]: unknown };

export interface Listing {
  readonly entries: readonly ListEntry[];
  /** True where the source has more after the last entry. */
  readonly more: boolean;
  /** The position after the first `count` entries; `count` may be 0. */
  positionAfter(count: number): Position;
  /** True if the source was asked for the filter's range of dates: a document without a date is in it, as the source says so. */
  readonly isWithinDates?: boolean;
}

export interface ListEntry {
  readonly key: InvoiceKey;
  /** The source's own name of the document. */
  readonly sourceId: string;
  /** The document itself, where the list already holds it whole. */
  readonly invoice: Invoice | null;
}

export interface FileReads {
  /** A time-limited URL of the soft copy; null where there is none. Never cached. */
  downloadUrl(key: InvoiceKey, reads: Reads): Promise<string | null>;
  /** Gives back the URL that came with a document. Throws BackendBadResponse where a source must not lead a caller there. */
  handOn(url: string): string;
}

export interface MatchReads {
  /** Purchase order lines matched to an invoice line. */
  ofInvoiceLine(key: InvoiceKey, lineId: string, reads: Reads): Promise<readonly Match[]>;
  /** Invoice lines matched to a purchase order line. */
  ofPurchaseOrderLine(purchaseOrderId: string, lineId: string, reads: Reads): Promise<readonly Match[]>;
  /** The key of the invoice that a match names. */
  invoiceKey(documentId: string): InvoiceKey;
}

export interface ColumnReads {
  /** One page of a custom column's values; `next` goes on from it, null = the end. */
  page(column: string, modifiedSince: string | null, next: string | null, reads: Reads): Promise<ColumnPage>;
}

export interface ColumnPage {
  readonly values: readonly ColumnValue[];
  readonly next: string | null;
}

/*
 * Writes are sent once. They throw OutcomeUnknown where one was sent and no answer says whether it was done, Conflict
 * where the document's state does not allow it, NotFound where it is not there. What they change is forgotten by whoever
 * calls them (`OperationReads.forget`), since one call may change many documents.
 */

export interface ExportWrites {
  /** Says that the document was taken over: it leaves the source's list. */
  markExported(key: InvoiceKey, signal: AbortSignal): Promise<void>;
}

export interface SyncErrorWrites {
  /** Says that the document could not be taken over, and why. */
  report(key: InvoiceKey, message: string, reads: Reads): Promise<void>;
}

export interface Uploads {
  /** A new location for one file; never one that was given before. */
  requestLocation(fileName: string, options: UploadOptions, signal: AbortSignal): Promise<UploadLocation>;
  /**
   * Sends a file to a location of its own, which it gives back. Takes as long as bytes move, and is given up after the
   * account's time-out without any.
   */
  send(fileName: string, options: UploadOptions, file: ReceivedFile, signal: AbortSignal): Promise<UploadLocation>;
}

export interface ImportJobs {
  /** null = there is no such job. */
  read(jobId: string, reads: Reads): Promise<ImportJob | null>;
  /** Starts an import of 1 to 10,000 objects. Throws BadUserInput where they are too many bytes for one request. */
  start(sourceApplicationCode: string, objects: ImportObjects, signal: AbortSignal): Promise<ImportJob>;
}

export interface Webhooks {
  /** Deliveries of this account have this secret in their URL, or come from these topics (undefined: any topic). */
  readonly guard: { readonly secret: string | undefined; readonly topicArns: readonly string[] | undefined };
  /** Asks the source to announce such events to `target`. */
  subscribe(event: WebhookNotice['type'], target: string, signal: AbortSignal): Promise<void>;
  /**
   * What a message says, whose signature was checked. Throws BadUserInput for what this source does not announce, and
   * for what is about another company than this account's.
   */
  read(message: string): WebhookNotice;
  /** The invoice of a document that `read` gave, without a call; bank details and the file's URL are read when asked for. */
  invoiceOf(document: string): Invoice;
}

/** `document` is JSON text without secrets, fit to be stored. */
export type WebhookNotice =
  | { readonly type: 'DIGITIZED'; readonly document: string }
  | { readonly type: 'EXPORTED'; readonly companyCode: string };

export interface AccountStatus {
  readonly state: 'UP' | 'DEGRADED' | 'DOWN' | 'UNKNOWN';
  readonly latencyMs: number | null;
  readonly lastError: string | null;
}

/** What kind of thing is read: decides how long it is kept. */
export type ReadKind = 'invoice' | 'queue' | 'listing' | 'range' | 'matches' | 'import-job' | 'columns';

/**
 * How a backend reads within one operation: through the account's cache, and sharing a call that is under way already.
 * `key` names the REST call within the account.
 */
export interface Reads {
  /** Ends what is read outside of `through`. */
  readonly signal: AbortSignal;
  through<T>(
    kind: ReadKind,
    key: string,
    load: (signal: AbortSignal) => Promise<Loaded<T>>,
    options?: ReadOptions,
  ): Promise<T>;
}

export interface ReadOptions {
  /** Passes by what is kept, and takes its place. */
  readonly fresh: boolean;
}

/** A value that was just read, and the characters of the answers that it was read from. */
export interface Loaded<T> {
  readonly value: T;
  readonly bytes: number;
  /** Milliseconds to keep it, where that depends on the value; 0 = not at all. */
  readonly ttlMs?: number;
}
