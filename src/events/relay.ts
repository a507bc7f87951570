import type { Logger } from 'pino';
import { CursorExpired } from '../errors/catalogue.ts';
import type { EventLog, EventQuery, StoredEvent } from '../store/events/event-log.ts';
import { PastPages, type PastReader } from '../store/events/past-pages.ts';
import { createFailureReport } from '../store/store-unavailable.ts';
import { type Reader, Subscriber } from './subscriber.ts';

/** Delay before the log is followed again after a fault. */
const PAUSE_MS = 1_000;

export interface RelayState {
  readonly subscribers: number;
  /** Queued events, over all subscribers. */
  readonly backlog: number;
  readonly relayed: number;
  /** When the newest event of the log was received, in milliseconds since the epoch. */
  readonly newestAt: number | undefined;
}

/**
 * Sends each subscriber the events that it asked for, each once and in the order of their ids: past events from the
 * log, then new events, which one follower of the log broadcasts to all subscribers of this process. A subscriber that
 * falls behind is disconnected and can resume after the id of its last event.
 */
export class Relay implements AsyncDisposable {
  readonly #log: EventLog;
  readonly #logger: Logger;
  readonly #pages: PastPages;
  readonly #live = new Set<Subscriber>();
  readonly #stop = new AbortController();
  #relayed = 0;
  #newestAt: number | undefined;
  /** The id of the last event that was broadcast; undefined while the end of the log is unknown. */
  #position: string | undefined;
  readonly #following: Promise<void>;

  private constructor(log: EventLog, logger: Logger) {
    this.#log = log;
    this.#logger = logger;
    this.#pages = new PastPages(log);
    this.#following = this.#follow();
  }

  /** Succeeds even if the log does not answer yet: the relay follows it as soon as it does. */
  static async open(log: EventLog, logger: Logger): Promise<Relay> {
    const relay = new Relay(log, logger);
    await relay.#start().catch(() => undefined);
    return relay;
  }

  /**
   * Events after an id, or from now on. Throws:
   * - BadUserInput or CursorExpired if the id cannot be used
   * - BackendUnavailable if the log does not answer
   * - SlowSubscriber if too many events are queued for a reader that does not read
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
    // An event that arrives during catch-up is in both the log and the queue: comparing ids yields it once.
    const isNext = ({ id }: StoredEvent): boolean => {
      if (this.#log.compare(id, position) <= 0) return false;
      position = id;
      this.#relayed += 1;
      return true;
    };
    try {
      while (subscriber.isOpen) {
        if (subscriber.isBehind) {
          const pastReader = { owner: reader?.owner ?? '', signal: ended };
          for await (const event of this.#past(subscriber, query, position, pastReader)) {
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

  /** Ends the subscribers that asked only for companies that no longer exist. */
  retain(exists: (company: string) => boolean): void {
    for (const subscriber of this.#live) subscriber.retain(exists);
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

  /** Events from the log, up to the point from which the subscriber queues new events itself. */
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
      // The log ended here. The subscriber queues new events from now on; one more page has those that arrived in
      // between.
      subscriber.catchUp();
      isLast = true;
    }
  }

  async #follow(): Promise<void> {
    const { signal } = this.#stop;
    const reportFailure = createFailureReport(this.#logger, 'cannot follow the event log; retrying');
    while (!signal.aborted) {
      try {
        const position = this.#position ?? (await this.#start());
        for await (const events of this.#log.follow(position, signal)) this.#broadcast(events);
      } catch (error) {
        if (error instanceof CursorExpired) this.#reset(error);
        else {
          reportFailure(error);
          await pause(PAUSE_MS, signal);
        }
      }
    }
  }

  /** The end of the log; the same id for all subscribers that come before the log is followed. */
  async #start(): Promise<string> {
    const end = await this.#log.end();
    const newest = await this.#log.newest();
    this.#newestAt ??= newest && Date.parse(newest.receivedAt);
    this.#position ??= end;
    return this.#position;
  }

  #broadcast(events: readonly StoredEvent[]): void {
    for (const event of events) {
      this.#position = event.id;
      this.#newestAt = Date.parse(event.receivedAt);
      for (const subscriber of this.#live) subscriber.offer(event);
    }
  }

  /** The log no longer has the next events: without an error, subscribers would miss events and not notice. */
  #reset(error: CursorExpired): void {
    this.#logger.warn('the event log no longer holds the next events: subscribers have to subscribe again');
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
