import type { DocumentEventType } from '../../domain/document-event.ts';
import type { EventLog, StoredEvent } from './event-log.ts';

/** The ids that delimit a log. If the log never had an event, each is the id before all others. */
export interface Bounds {
  /** The first event that the log ever had. A log that was lost starts again with a later id. */
  readonly first: string;
  /** The newest event that was removed because of age or number; the id before all others if none was. */
  readonly removed: string;
  readonly last: string;
}

/** The events of one type of one company. */
export interface EventKind {
  readonly company: string;
  readonly type: DocumentEventType;
}

export interface TailPage {
  /** Events of all companies. Types and sources that this version of the gateway does not know are left out. */
  readonly events: readonly StoredEvent[];
  /** The position to continue from: the last event that was read, left out or not. */
  readonly last: string;
}

/** One follower's access to new events. */
export interface Tail extends AsyncDisposable {
  /** The next events. Waits if there are none yet, but not forever: the page may be empty. */
  next(after: string): Promise<TailPage>;
}

/**
 * The part of a log that its store implements. Reading pages and following are built on top of it. All methods reject with BackendUnavailable if the store does not answer.
 */
export interface EventStore
  extends Pick<EventLog, 'append' | 'compare' | 'isId' | 'ping' | 'histories'>,
    AsyncDisposable {
  /** The id before all others. */
  readonly origin: string;
  bounds(): Promise<Bounds>;
  /** The first `count` ids of a kind after `after`, up to and including `upTo`. */
  idsOf(kind: EventKind, after: string, upTo: string, count: number): Promise<readonly string[]>;
  /** The events with these ids, in this order, without those that were removed. */
  load(ids: readonly string[]): Promise<readonly StoredEvent[]>;
  /** The tail closes itself when the signal is aborted: a reader that is not waiting for events cannot close it. */
  openTail(signal: AbortSignal): Tail;
  /** Removes outdated events in the background, in small steps. */
  trim(): void;
}
