import type { IsoDateTime } from '../domain/dates.ts';
import type { Source } from '../domain/source.ts';

export type DocumentEventType = 'DIGITIZED' | 'EXPORTED';

/** What a webhook told, as it is kept: without bank details, and without a URL that opens the document's file. */
export interface DocumentEvent {
  /** Key of the company in the configuration. */
  readonly company: string;
  /** Whose announcement it is. Null for an event that was stored before events had a source. */
  readonly source: Source | null;
  readonly type: DocumentEventType;
  readonly receivedAt: IsoDateTime;
  /** DIGITIZED: the document as its source gave it, as JSON text. */
  readonly document: string | null;
  /** EXPORTED: whose documents they are, as the source names the company. */
  readonly companyCode: string | null;
}

export interface StoredEvent extends DocumentEvent {
  /** Grows with each event, over restarts and over all gateways on one log. */
  readonly id: string;
}

/** Which event a message has become; `isNew` is false where an earlier delivery of it had been stored already. */
export interface Appended {
  readonly id: string;
  readonly isNew: boolean;
}

/** Which events a reader is after. */
export interface EventQuery {
  readonly companies: ReadonlySet<string>;
  readonly types: ReadonlySet<DocumentEventType>;
}

export interface EventPage {
  readonly events: readonly StoredEvent[];
  /** False if the log ended behind them when it was read. */
  readonly hasMore: boolean;
}

/**
 * The events of all companies in the order in which they were stored. What is appended is durable when `append` resolves:
 * on disk, or in Redis. Every method rejects with BackendUnavailable, without an origin, where the store does not answer.
 */
export interface EventLog extends AsyncDisposable {
  /**
   * Stores an event, once for a company and message id, however often and however concurrently it comes. Rejects where it
   * could not be made durable: then it is not there, or will be known again when it is sent once more.
   */
  append(event: DocumentEvent, messageId: string): Promise<Appended>;
  /**
   * The next events after an id, oldest first, at most `limit` of them; null = from the oldest that is kept. Throws LimitExceeded
   * if their documents have more than `maxCharacters` together. A range read:
   * it costs what it gives, however long the log is. Throws BadUserInput for what is no id of any log; CursorExpired where
   * an event after the id, of whatever company, has been removed, where the log ends before the id: it has lost what it
   * once had, and where it is an id of the other kind of log.
   */
  read(query: EventQuery, after: string | null, limit: number, maxCharacters?: number): Promise<readonly StoredEvent[]>;
  /** The same, but the page ends soon after `maxCharacters`. */
  readPage(query: EventQuery, after: string, limit: number, maxCharacters: number): Promise<EventPage>;
  /** Where the log ends: reading after it gives what is appended from now on. Of an empty log an id before all others. */
  end(): Promise<string>;
  /** The event that was stored last, of whatever company; undefined where none is kept. */
  newest(): Promise<StoredEvent | undefined>;
  /** Negative where `a` comes before `b`. Both are ids that this log gave. */
  compare(a: string, b: string): number;
  /** True for what may be an id of this log, whether it is there or not. */
  isId(text: string): boolean;
  /**
   * Events of all companies that are appended after `after`, by any gateway on this log, in order, as soon as they are
   * durable. Ends when `signal` is aborted or the log is disposed of; goes on by itself, without gap or repetition, after
   * the store was gone. Throws what `read` throws, also later: CursorExpired where the log was trimmed past a follower that
   * was cut off, or was lost.
   */
  follow(after: string, signal: AbortSignal): AsyncIterable<readonly StoredEvent[]>;
  /** Throws when the store does not answer. */
  ping(): Promise<void>;
}
