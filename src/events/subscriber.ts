import { GatewayError } from '../errors/catalogue.ts';
import type { EventQuery, StoredEvent } from './event-log.ts';

/** How much may wait for one subscriber: events, and bytes of their documents. */
export const MAX_BACKLOG_EVENTS = 1_000;
export const MAX_BACKLOG_BYTES = 4 * 2 ** 20;

/** Too much waits for a subscriber: it is ended, and can go on after the last event that it got. */
export class SlowSubscriber extends GatewayError {
  override readonly code = 'BACKEND_UNAVAILABLE';

  constructor() {
    super('Too many events wait for this subscriber: subscribe again with `after`, the id of the last event received');
  }
}

/**
 * The events that wait for one subscriber. The events themselves are shared by all; what is here is who is still to get
 * which.
 */
export class Subscriber implements AsyncIterable<StoredEvent> {
  readonly #query: EventQuery;
  readonly #onSlow: (() => void) | undefined;
  #waiting: StoredEvent[] = [];
  /** Those before it were taken. */
  #next = 0;
  #bytes = 0;
  #isEnded = false;
  #failure: Error | undefined;
  #wake: (() => void) | undefined;

  constructor(query: EventQuery, onSlow?: () => void) {
    this.#query = query;
    this.#onSlow = onSlow;
  }

  get backlog(): number {
    return this.#waiting.length - this.#next;
  }

  /** True where the event is one that this subscriber is after. */
  offer(event: StoredEvent): boolean {
    const { companies, types } = this.#query;
    if (this.#isEnded || !companies.has(event.company) || !types.has(event.type)) return false;
    this.#waiting.push(event);
    this.#bytes += sizeOf(event);
    if (this.backlog > MAX_BACKLOG_EVENTS || this.#bytes > MAX_BACKLOG_BYTES) {
      this.fail(new SlowSubscriber());
      this.#onSlow?.();
      return false;
    }
    this.#wakeUp();
    return true;
  }

  /** What waits is not given any more. */
  fail(error: Error): void {
    this.#failure ??= error;
    this.end();
  }

  end(): void {
    this.#isEnded = true;
    this.#waiting = [];
    this.#next = 0;
    this.#bytes = 0;
    this.#wakeUp();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<StoredEvent, void, void> {
    while (true) {
      for (let event = this.#take(); event !== undefined; event = this.#take()) yield event;
      if (this.#failure !== undefined) throw this.#failure;
      if (this.#isEnded) return;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  #take(): StoredEvent | undefined {
    const event = this.#waiting[this.#next];
    if (event === undefined) return undefined;
    this.#next += 1;
    this.#bytes -= sizeOf(event);
    if (this.#next === this.#waiting.length || this.#next > MAX_BACKLOG_EVENTS) {
      this.#waiting = this.#waiting.slice(this.#next);
      this.#next = 0;
    }
    return event;
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
