import type { DocumentEvent, DocumentEventType } from '../../domain/document-event.ts';
import type { HistoryOf } from './event-reads.ts';

export interface StoredEvent extends DocumentEvent {
  /** Increases with every event, across restarts and across all gateways on one log. */
  readonly id: string;
}

/**
 * The event that a message was stored as; `isNew` is false if an earlier delivery of the message was already stored.
 */
export interface Appended {
  readonly id: string;
  readonly isNew: boolean;
}

/** The events that a reader asks for: the companies of each type. */
export type EventQuery = ReadonlyMap<DocumentEventType, ReadonlySet<string>>;

export interface EventPage {
  readonly events: readonly StoredEvent[];
  /** False if these were the last events of the log when it was read. */
  readonly hasMore: boolean;
}

/**
 * The events of all companies in the order in which they were stored. An event is durable when `append` resolves. Every method rejects with BackendUnavailable, without an origin, if the store does not answer.
 */
export interface EventLog extends AsyncDisposable {
  /**
   * Stores an event once for a company and message id, even if it is delivered several times or concurrently. Rejects
   * if the event could not be made durable: then it was not stored, or will be recognized when it is sent again.
   */
  append(event: DocumentEvent, messageId: string): Promise<Appended>;
  /**
   * The next events after an id, oldest first, at most `limit` of them; null = from the oldest that is kept. A range
   * read: its cost depends on the number of events that it returns, not on the length of the log. Throws:
   * - LimitExceeded if the documents have more than `maxCharacters` together
   * - BadUserInput if `after` is not an event id
   * - CursorExpired if an event after the id was removed (of any company), if the log ends before the id because it
   *   lost events, or if the id belongs to another kind of store
   */
  read(query: EventQuery, after: string | null, limit: number, maxCharacters?: number): Promise<readonly StoredEvent[]>;
  /** The same, but the page ends soon after `maxCharacters`. */
  readPage(query: EventQuery, after: string, limit: number, maxCharacters: number): Promise<EventPage>;
  /** The first events of each document, oldest first. */
  histories(wanted: readonly HistoryOf[]): Promise<readonly (readonly StoredEvent[])[]>;
  /**
   * The end of the log: reading after it returns events that are appended from now on. An id before all others if
   * empty.
   */
  end(): Promise<string>;
  /** The last event that was stored, of any company; undefined if the log is empty. */
  newest(): Promise<StoredEvent | undefined>;
  /** Negative if `a` comes before `b`. Both must be ids of this log. */
  compare(a: string, b: string): number;
  /** True if the text has the form of this log's ids, whether or not the event exists. */
  isId(text: string): boolean;
  /**
   * Events of all companies that are appended after `after`, by any gateway on this log, in order, as soon as they are
   * durable. Ends when `signal` is aborted or the log is disposed of. After an outage of the store it resumes by
   * itself, without gap or repetition. Throws the same errors as `read`, also later: CursorExpired if the log was
   * lost, or was trimmed past the position of a follower that was disconnected.
   */
  follow(after: string, signal: AbortSignal): AsyncIterable<readonly StoredEvent[]>;
  /** Throws if the store does not answer. */
  ping(): Promise<void>;
}
