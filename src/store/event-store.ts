import type { DocumentEventType, EventLog, StoredEvent } from './event-log.ts';

/** Ids that say what of a log is there. Where there never was an event, all are the id before all others. */
export interface Bounds {
  /** The first event that the log ever had. A log that was lost begins anew with a later one. */
  readonly first: string;
  /** The newest event that was removed as too old or too many; before all others where none was. */
  readonly removed: string;
  readonly last: string;
}

/** The events of one type of one company. */
export interface EventKind {
  readonly company: string;
  readonly type: DocumentEventType;
}

export interface TailPage {
  /** Of all companies. What this version of the gateway has no name for is left out. */
  readonly events: readonly StoredEvent[];
  /** The position to go on from: the last of what was read, left out or not. */
  readonly last: string;
}

/** One follower's way to what is appended. */
export interface Tail extends AsyncDisposable {
  /** What comes next; waits while there is nothing, but not for ever: the page may be empty. */
  next(after: string): Promise<TailPage>;
}

/**
 * What SQLite and Redis do each in its own way. What they have in common, reading pages and following, is written once
 * on top of it. All reject with BackendUnavailable where the store does not answer.
 */
export interface EventStore extends Pick<EventLog, 'append' | 'compare' | 'isId' | 'ping'>, AsyncDisposable {
  /** The id before all others. */
  readonly origin: string;
  bounds(): Promise<Bounds>;
  /** The first `count` ids of a kind after `after`, up to and with `upTo`. */
  idsOf(kind: EventKind, after: string, upTo: string, count: number): Promise<readonly string[]>;
  /** The events with these ids, in this order; without those that are no longer there. */
  load(ids: readonly string[]): Promise<readonly StoredEvent[]>;
  /** Closes itself when the signal is aborted: a reader that does not ask again cannot. */
  openTail(signal: AbortSignal): Tail;
  /** Removes what is too old or too many, bit by bit and in the background. */
  trim(): void;
}
