import { GatewayError } from '../errors/catalogue.ts';
import type { EventQuery, StoredEvent } from '../store/event-log.ts';

/** How much may wait for one subscriber that takes nothing: events, and bytes of their documents. */
export const MAX_BACKLOG_EVENTS = 1_000;
export const MAX_BACKLOG_BYTES = 4 * 2 ** 20;
/** Whether somebody reads is looked at so often, and each look counts once: this process may have been busy itself. */
const LOOK_MS = 25;
/** So many looks in a row at which nothing was taken: with too much waiting, and with more to come out of the log. */
const MAX_LOOKS = 10;
const MAX_LOOKS_IN_PAST = 400;

/** Whoever reads what a subscriber is given. */
export interface Reader {
  /** The caller's name. */
  readonly owner: string;
  /** True while something that was given waits for it to read: then it is the reader who takes long. */
  readonly isBlocked: () => boolean;
  /** Called when it does not keep up: it will not come to be told. */
  readonly onSlow: () => void;
}

/** Too much waits for a subscriber: it is ended, and can go on after the last event that it got. */
export class SlowSubscriber extends GatewayError {
  override readonly code = 'BACKEND_UNAVAILABLE';

  constructor() {
    super('Too many events wait for this subscriber: subscribe again with `after`, the id of the last event received');
  }
}

/**
 * The events that wait for one subscriber. The events themselves are shared by all; what is here is who is still to get
 * which. Where too much waits it forgets what: the subscriber is behind then, and is given it out of the log. One that
 * takes nothing meanwhile does not read, and is ended.
 */
export class Subscriber {
  readonly #query: EventQuery;
  readonly #reader: Reader | undefined;
  #waiting: StoredEvent[] = [];
  /** Those before it were taken. */
  #next = 0;
  /** Of what waits, here or since it is behind. */
  #events = 0;
  #bytes = 0;
  #isBehind = false;
  #hasMoreInLog = false;
  #looking: NodeJS.Timeout | undefined;
  /** Looks at which nothing had been taken since the one before. */
  #looks = 0;
  #isEnded = false;
  #failure: Error | undefined;
  #wake: (() => void) | undefined;

  constructor(query: EventQuery, reader?: Reader) {
    this.#query = query;
    this.#reader = reader;
  }

  /** Events that wait, as far as it is known. */
  get backlog(): number {
    return this.#events;
  }

  /** What comes next is in the log alone. */
  get isBehind(): boolean {
    return this.#isBehind;
  }

  /** False once nobody is to get anything any more. Throws where it was failed. */
  get isOpen(): boolean {
    if (this.#failure !== undefined) throw this.#failure;
    return !this.#isEnded;
  }

  /** From now on nothing is kept here: the log is read. */
  fallBehind(): void {
    this.#isBehind = true;
    this.#waiting = [];
    this.#next = 0;
  }

  /** A page of the log is there for it, and another one behind that. */
  expectMore(): void {
    this.#hasMoreInLog = true;
    this.#watch();
  }

  /** What comes from now on is kept; what came before is still to be read in the log, once. */
  catchUp(): void {
    this.#isBehind = false;
    this.#hasMoreInLog = false;
    this.#events = 0;
    this.#bytes = 0;
  }

  offer(event: StoredEvent): void {
    const { companies, types } = this.#query;
    if (this.#isEnded || !companies.has(event.company) || !types.has(event.type)) return;
    this.#events += 1;
    this.#bytes += sizeOf(event);
    if (this.#isFull) {
      this.fallBehind();
      this.#watch();
    }
    if (!this.#isBehind) this.#waiting.push(event);
    this.#wakeUp();
  }

  /** What waits here; undefined where that is nothing. */
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

  /** It has done with an event, wherever that came from, and asks for the next one: it reads. */
  took(event: StoredEvent): void {
    this.#looks = 0;
    this.#events = Math.max(this.#events - 1, 0);
    this.#bytes = Math.max(this.#bytes - sizeOf(event), 0);
  }

  /** Resolves when there is something to take, it is behind, or it has ended. */
  async wait(): Promise<void> {
    if (this.#waiting.length > 0 || this.#isBehind || this.#isEnded) return;
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
    });
  }

  /** What waits is not given any more. */
  fail(error: Error): void {
    this.#failure ??= error;
    this.end();
  }

  end(): void {
    this.#isEnded = true;
    clearInterval(this.#looking);
    this.#waiting = [];
    this.#next = 0;
    this.catchUp();
    this.#wakeUp();
  }

  get #isFull(): boolean {
    return this.#events > MAX_BACKLOG_EVENTS || this.#bytes > MAX_BACKLOG_BYTES;
  }

  /** Many events may come in one turn, in which nobody can take any: only time tells who does not read. */
  #watch(): void {
    if (this.#looking !== undefined || this.#isEnded) return;
    this.#looks = 0;
    this.#looking = setInterval(() => this.#look(), LOOK_MS).unref();
  }

  #look(): void {
    if (!this.#isFull && !this.#hasMoreInLog) {
      clearInterval(this.#looking);
      this.#looking = undefined;
      return;
    }
    // What is done with an event may take its time as well: a document's file is asked for at its source.
    if (this.#reader?.isBlocked() === false) this.#looks = 0;
    else this.#looks += 1;
    if (this.#looks <= (this.#isFull ? MAX_LOOKS : MAX_LOOKS_IN_PAST)) return;
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
