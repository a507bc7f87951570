import type { Logger } from 'pino';
import { CursorExpired } from '../errors/catalogue.ts';
import type { EventLog, EventQuery, StoredEvent } from './event-log.ts';
import { Subscriber } from './subscriber.ts';

/** How many events are read from the log at once for one that catches up. */
const PAGE = 500;
/** After a fault that was not foreseen the log is followed anew, not at once. */
const PAUSE_MS = 1_000;

export interface RelayState {
  readonly subscribers: number;
  /** Events that wait for a subscriber, of all of them. */
  readonly backlog: number;
  readonly relayed: number;
  /** When the newest event that came by was received, milliseconds since the epoch. */
  readonly newestAt: number | undefined;
}

/**
 * Gives each subscriber the events that it is after, each once and in the order of their ids: the past out of the log,
 * then what the log's only follower in this process hands to all. Who takes too long is ended and can go on by an id.
 */
export class Relay implements AsyncDisposable {
  readonly #log: EventLog;
  readonly #logger: Logger;
  readonly #live = new Set<Subscriber>();
  readonly #stop = new AbortController();
  #relayed = 0;
  #newestAt: number | undefined;
  /** The last event that was handed to all. */
  #position: string;
  readonly #following: Promise<void>;

  private constructor(log: EventLog, logger: Logger, position: string) {
    this.#log = log;
    this.#logger = logger;
    this.#position = position;
    this.#following = this.#follow();
  }

  static async open(log: EventLog, logger: Logger): Promise<Relay> {
    return new Relay(log, logger, await log.end());
  }

  /**
   * Events after an id, or from now on. Throws BadUserInput or CursorExpired for the id, and SlowSubscriber where too many
   * wait for whoever iterates; `onSlow` tells that at once, since who is slow does not come to ask.
   */
  async *events(
    query: EventQuery,
    after: string | null,
    signal: AbortSignal,
    onSlow?: () => void,
  ): AsyncGenerator<StoredEvent, void, void> {
    const ended = AbortSignal.any([signal, this.#stop.signal]);
    let position = after ?? this.#position;
    if (after !== null) {
      for await (const event of this.#past(query, after, ended)) {
        yield event;
        position = event.id;
      }
    }
    const subscriber = new Subscriber(query, onSlow);
    this.#live.add(subscriber);
    const stopListening = onEnd(ended, () => subscriber.end());
    try {
      // What came between the last look into the log and now is in both or in one of the two: taken once, by its id.
      if (after !== null) {
        for await (const event of this.#past(query, position, ended)) {
          yield event;
          position = event.id;
        }
      }
      for await (const event of subscriber) {
        if (this.#log.compare(event.id, position) <= 0) continue;
        yield event;
      }
    } finally {
      stopListening();
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

  async *#past(query: EventQuery, after: string, ended: AbortSignal): AsyncGenerator<StoredEvent, void, void> {
    for (let position = after; !ended.aborted; ) {
      const page = await this.#log.read(query, position, PAGE);
      for (const event of page) {
        if (ended.aborted) return;
        yield event;
      }
      const last = page.at(-1);
      if (last === undefined || page.length < PAGE) return;
      position = last.id;
    }
  }

  async #follow(): Promise<void> {
    const { signal } = this.#stop;
    while (!signal.aborted) {
      try {
        for await (const events of this.#log.follow(this.#position, signal)) this.#hand(events);
      } catch (error) {
        await this.#begin(error);
      }
    }
  }

  #hand(events: readonly StoredEvent[]): void {
    for (const event of events) {
      this.#position = event.id;
      this.#newestAt = Date.parse(event.receivedAt);
      for (const subscriber of this.#live) if (subscriber.offer(event)) this.#relayed += 1;
    }
  }

  /** The log lost what was to come next, or failed: those who listen could miss events without knowing. */
  async #begin(error: unknown): Promise<void> {
    if (error instanceof CursorExpired) {
      this.#logger.warn('the event log does not go on where it was: subscribers have to begin anew');
      for (const subscriber of this.#live) subscriber.fail(error);
    } else {
      this.#logger.error({ err: error }, 'following the event log failed; it is tried again');
      await pause(PAUSE_MS, this.#stop.signal);
      return;
    }
    for (;;) {
      if (this.#stop.signal.aborted) return;
      try {
        this.#position = await this.#log.end();
        return;
      } catch (cause) {
        this.#logger.warn({ err: cause }, 'the event log does not answer');
        await pause(PAUSE_MS, this.#stop.signal);
      }
    }
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
