import { GatewayError, NotFound } from '../errors/catalogue.ts';
import type { EventQuery, StoredEvent } from '../store/events/event-log.ts';

/** Maximum that is queued for one subscriber that does not read: events, and bytes of their documents. */
export const MAX_BACKLOG_EVENTS = 1_000;
export const MAX_BACKLOG_BYTES = 4 * 2 ** 20;
/**
 * How often a slow subscriber is checked. Checks are counted instead of time: while this process is busy itself, the
 * reader should not be blamed.
 */
const CHECK_MS = 25;
/** Consecutive checks without a read that end a subscriber: if its queue is full, and if more is left in the log. */
const MAX_IDLE_CHECKS = 10;
const MAX_IDLE_CHECKS_IN_PAST = 400;

/** The reader of a subscriber's events. */
export interface Reader {
  /** The caller's name. */
  readonly owner: string;
  /** True while an event that was handed over waits for the reader: then the reader is the slow side. */
  readonly isBlocked: () => boolean;
  /** Called when the reader falls behind: it is not reading, so it would not notice an error. */
  readonly onSlow: () => void;
}

/** Too much is queued for a subscriber: it is disconnected, and can resume after the last event that it received. */
export class SlowSubscriber extends GatewayError {
  override readonly code = 'BACKEND_UNAVAILABLE';

  constructor() {
    super('Too many events wait for this subscriber: subscribe again with `after`, the id of the last event received');
  }
}

/**
 * The queue of one subscriber. It holds references: the events themselves are shared by all subscribers. If too much is
 * queued, the queue is dropped, and the subscriber is behind: it gets those events from the log. A subscriber that
 * takes no event meanwhile is not reading, and is ended.
 */
export class Subscriber {
  readonly #query: EventQuery;
  readonly #reader: Reader | undefined;
  #waiting: StoredEvent[] = [];
  /** Index of the next event to take. */
  #next = 0;
  /** Events that are due to the subscriber, in the queue or since it fell behind. */
  #events = 0;
  #bytes = 0;
  #isBehind = false;
  #hasMoreInLog = false;
  #checks: NodeJS.Timeout | undefined;
  /** Consecutive checks without a read in between. */
  #idleChecks = 0;
  #isEnded = false;
  #failure: Error | undefined;
  #wake: (() => void) | undefined;

  constructor(query: EventQuery, reader?: Reader) {
    this.#query = query;
    this.#reader = reader;
  }

  /** Events that wait for the subscriber, as far as is known. */
  get backlog(): number {
    return this.#events;
  }

  /** True if the next event has to be read from the log. */
  get isBehind(): boolean {
    return this.#isBehind;
  }

  /** False after the end. Throws the error if the subscriber was failed. */
  get isOpen(): boolean {
    if (this.#failure !== undefined) throw this.#failure;
    return !this.#isEnded;
  }

  /** Stops queueing events: from now on, they are read from the log. */
  fallBehind(): void {
    this.#isBehind = true;
    this.#waiting = [];
    this.#next = 0;
  }

  /** The subscriber has a page of the log to read, and the log has another one after it. */
  expectMore(): void {
    this.#hasMoreInLog = true;
    this.#watch();
  }

  /** From now on new events are queued; the earlier ones still have to be read from the log, once. */
  catchUp(): void {
    this.#isBehind = false;
    this.#hasMoreInLog = false;
    this.#events = 0;
    this.#bytes = 0;
  }

  /** Ends with an error if no company of the query is left. */
  retain(exists: (company: string) => boolean): void {
    const companies = [...this.#query.values()].flatMap((some) => [...some]);
    if (companies.length > 0 && !companies.some(exists))
      this.fail(new NotFound('The companies of this subscription are no longer configured'));
  }

  offer(event: StoredEvent): void {
    if (this.#isEnded || this.#query.get(event.type)?.has(event.company) !== true) return;
    this.#events += 1;
    this.#bytes += sizeOf(event);
    if (this.#isFull) {
      this.fallBehind();
      this.#watch();
    }
    if (!this.#isBehind) this.#waiting.push(event);
    this.#wakeUp();
  }

  /** The next event of the queue; undefined if the queue is empty. */
  take(): StoredEvent | undefined {
    const event = this.#waiting[this.#next];
    if (event === undefined) return undefined;
    this.#next += 1;
    if (this.#next === this.#waiting.length || this.#next > MAX_BACKLOG_EVENTS) {
      this.#waiting = this.#waiting.slice(this.#next);
      this.#next = 0;
    }
    return event;
  }

  /** The reader has processed an event, from the queue or the log, and asks for the next one: it is reading. */
  took(event: StoredEvent): void {
    this.#idleChecks = 0;
    this.#events = Math.max(this.#events - 1, 0);
    this.#bytes = Math.max(this.#bytes - sizeOf(event), 0);
  }

  /** Resolves when an event is queued, or the subscriber is behind or has ended. */
  async wait(): Promise<void> {
    if (this.#waiting.length > 0 || this.#isBehind || this.#isEnded) return;
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
    });
  }

  /** Ends the subscriber with an error; queued events are dropped. */
  fail(error: Error): void {
    this.#failure ??= error;
    this.end();
  }

  end(): void {
    this.#isEnded = true;
    clearInterval(this.#checks);
    this.#waiting = [];
    this.#next = 0;
    this.catchUp();
    this.#wakeUp();
  }

  get #isFull(): boolean {
    return this.#events > MAX_BACKLOG_EVENTS || this.#bytes > MAX_BACKLOG_BYTES;
  }

  /**
   * Many events may arrive in one iteration of the event loop, in which no reader can run: only time shows who does not
   * read.
   */
  #watch(): void {
    if (this.#checks !== undefined || this.#isEnded) return;
    this.#idleChecks = 0;
    this.#checks = setInterval(() => this.#check(), CHECK_MS).unref();
  }

  #check(): void {
    if (!this.#isFull && !this.#hasMoreInLog) {
      clearInterval(this.#checks);
      this.#checks = undefined;
      return;
    }
    // Processing an event may be slow, too: the selection may ask a source for the document's file.
    if (this.#reader?.isBlocked() === false) this.#idleChecks = 0;
    else this.#idleChecks += 1;
    if (this.#idleChecks <= (this.#isFull ? MAX_IDLE_CHECKS : MAX_IDLE_CHECKS_IN_PAST)) return;
    this.fail(new SlowSubscriber());
    this.#reader?.onSlow();
  }

  #wakeUp(): void {
    const wake = this.#wake;
    this.#wake = undefined;
    wake?.();
  }
}

function sizeOf({ document }: StoredEvent): number {
  return (document?.length ?? 0) + 200;
}
