import type { Logger } from 'pino';
import { CursorExpired } from '../errors/catalogue.ts';
import type { EventLog, EventQuery, StoredEvent } from '../store/event-log.ts';
import { createFailureReport } from '../store/log-unavailable.ts';
import { PastPages, type PastReader } from '../store/past-pages.ts';
import { type Reader, Subscriber } from './subscriber.ts';

/** After a fault the log is followed anew, not at once. */
const PAUSE_MS = 1_000;

export interface RelayState {
  readonly subscribers: number;
  /** Events that wait for a subscriber, of all of them. */
  readonly backlog: number;
  readonly relayed: number;
  /** When the newest event of the log was received, milliseconds since the epoch. */
  readonly newestAt: number | undefined;
}

/**
 * Gives each subscriber the events that it is after, each once and in the order of their ids: the past out of the log,
 * then what the log's only follower in this process hands to all. Who takes too long is ended and can go on by an id.
 */
export class Relay implements AsyncDisposable {
  readonly #log: EventLog;
  readonly #logger: Logger;
  readonly #pages: PastPages;
  readonly #live = new Set<Subscriber>();
  readonly #stop = new AbortController();
  #relayed = 0;
  #newestAt: number | undefined;
  /** The last event that was handed to all; undefined where it is not known where the log ends. */
  #position: string | undefined;
  readonly #following: Promise<void>;

  private constructor(log: EventLog, logger: Logger) {
    this.#log = log;
    this.#logger = logger;
    this.#pages = new PastPages(log);
    this.#following = this.#follow();
  }

  /** Also where the log does not answer yet: it is followed as soon as it does. */
  static async open(log: EventLog, logger: Logger): Promise<Relay> {
    const relay = new Relay(log, logger);
    await relay.#start().catch(() => undefined);
    return relay;
  }

  /**
   * Events after an id, or from now on. Throws BadUserInput or CursorExpired for the id, BackendUnavailable where the log
   * does not answer, and SlowSubscriber where too many wait for a reader that takes none.
   */
  async *events(
    query: EventQuery,
    after: string | null,
    signal: AbortSignal,
    reader?: Reader,
  ): AsyncGenerator<StoredEvent, void, void> {
    const ended = AbortSignal.any([signal, this.#stop.signal]);
    const start = after ?? this.#position ?? (await this.#start());
    const subscriber = new Subscriber(query, reader);
    if (after !== null) subscriber.fallBehind();
    this.#live.add(subscriber);
    const stopListening = onEnd(ended, () => subscriber.end());
    let position = start;
    // What came between two looks is in both the log and what waits: it is given once, by its id.
    const isNext = ({ id }: StoredEvent): boolean => {
      if (this.#log.compare(id, position) <= 0) return false;
      position = id;
      this.#relayed += 1;
      return true;
    };
    try {
      while (subscriber.isOpen) {
        if (subscriber.isBehind) {
          const turns = { owner: reader?.owner ?? '', signal: ended };
          for await (const event of this.#past(subscriber, query, position, turns)) {
            if (isNext(event)) yield event;
            subscriber.took(event);
            if (!subscriber.isOpen) return;
          }
        }
        for (let event = subscriber.take(); event !== undefined; event = subscriber.take()) {
          if (isNext(event)) yield event;
          subscriber.took(event);
        }
        await subscriber.wait();
      }
    } finally {
      stopListening();
      subscriber.end();
      this.#live.delete(subscriber);
    }
  }

  state(): RelayState {
    let backlog = 0;
    for (const subscriber of this.#live) backlog += subscriber.backlog;
    return { subscribers: this.#live.size, backlog, relayed: this.#relayed, newestAt: this.#newestAt };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort();
    for (const subscriber of this.#live) subscriber.end();
    await this.#following;
  }

  /** Out of the log, up to where what comes is kept for the subscriber itself. */
  async *#past(
    subscriber: Subscriber,
    query: EventQuery,
    after: string,
    reader: PastReader,
  ): AsyncGenerator<StoredEvent, void, void> {
    let position = after;
    for (let isLast = false; ; ) {
      using page = await this.#pages.read(query, position, reader);
      if (page === undefined) return;
      if (page.hasMore) subscriber.expectMore();
      for (let event = page.take(); event !== undefined; event = page.take()) {
        position = event.id;
        yield event;
      }
      if (page.hasMore || !page.isHeld) continue;
      if (isLast) return;
      // The log ended here. The subscriber keeps new events from now on; one more page has those that came in between.
      subscriber.catchUp();
      isLast = true;
    }
  }

  async #follow(): Promise<void> {
    const { signal } = this.#stop;
    const reportFailure = createFailureReport(this.#logger, 'the event log cannot be followed; it is tried again');
    while (!signal.aborted) {
      try {
        const position = this.#position ?? (await this.#start());
        for await (const events of this.#log.follow(position, signal)) this.#hand(events);
      } catch (error) {
        if (error instanceof CursorExpired) this.#beginAnew(error);
        else {
          reportFailure(error);
          await pause(PAUSE_MS, signal);
        }
      }
    }
  }

  /** Where the log ends; the same for all who ask before anything is followed. */
  async #start(): Promise<string> {
    const end = await this.#log.end();
    const newest = await this.#log.newest();
    this.#newestAt ??= newest && Date.parse(newest.receivedAt);
    this.#position ??= end;
    return this.#position;
  }

  #hand(events: readonly StoredEvent[]): void {
    for (const event of events) {
      this.#position = event.id;
      this.#newestAt = Date.parse(event.receivedAt);
      for (const subscriber of this.#live) subscriber.offer(event);
    }
  }

  /** The log lost what was to come next: those who listen could miss events without knowing. */
  #beginAnew(error: CursorExpired): void {
    this.#logger.warn('the event log does not go on where it was: subscribers have to begin anew');
    this.#position = undefined;
    this.#newestAt = undefined;
    for (const subscriber of this.#live) subscriber.fail(error);
  }
}

function onEnd(signal: AbortSignal, listener: () => void): () => void {
  if (signal.aborted) listener();
  signal.addEventListener('abort', listener, { once: true });
  return () => signal.removeEventListener('abort', listener);
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) {
      resolve();
      return;
    }
    const end = (): void => {
      clearTimeout(timer);
      stopListening();
      resolve();
    };
    const timer = setTimeout(end, ms);
    const stopListening = onEnd(signal, end);
  });
}
