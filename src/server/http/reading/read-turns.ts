import { Arrivals } from '../../../limits/arrivals.ts';

/** The time for parsing in one iteration of the event loop, in milliseconds. New connections are accepted in between. */
const TURN_MS = 4;

/** A shutdown waits this long for connections that have sent bytes. */
const SETTLE_MS = 1_000;

/**
 * How soon a slice is read: a health check on a new connection, the first slice of any other connection, the first one after
 * a pause, and those that follow.
 */
export type Urgency = 'HEALTH' | 'NEW' | 'NEXT' | 'MORE';

/** A connection that has sent bytes. */
export interface Reader {
  /** Grows with each connection. */
  readonly number: number;
  readSlice(): void;
}

/**
 * Spreads the parsing of what connections have sent over turns of the event loop. Those that have sent least come first;
 * in each iteration of the event loop, there is one slice of each of the others.
 */
export class ReadTurns {
  /** In the order of arrival. */
  readonly #health = new Set<Reader>();
  /**
   * By number, the newest connection last and taken first. Thousands that were opened before can send at the same moment,
   * while only one is accepted per iteration of the event loop.
   */
  readonly #new: Reader[] = [];
  /** In the order of insertion, which a set keeps. */
  readonly #next = new Set<Reader>();
  readonly #more = new Set<Reader>();
  readonly #arrivals: Arrivals;
  readonly #now: () => number;
  /** When this iteration of the event loop began to parse; undefined before. */
  #begun: number | undefined;

  /** `now` is in milliseconds and never goes back. */
  constructor(now = () => performance.now()) {
    this.#now = now;
    this.#arrivals = new Arrivals(now);
  }

  /** True if a slice can be read at once. */
  get hasTime(): boolean {
    const isFirst = this.#begun === undefined;
    const begun = this.#begin();
    return this.#size === 0 && !this.#arrivals.hasArrived && (isFirst || this.#now() - begun < TURN_MS);
  }

  /** Reads a slice in a later iteration. */
  push(reader: Reader, urgency: Urgency): void {
    this.#begin();
    if (urgency === 'HEALTH') this.#health.add(reader);
    else if (urgency === 'NEW') this.#new.splice(this.#placeOf(reader), 0, reader);
    else if (urgency === 'NEXT') this.#next.add(reader);
    else this.#more.add(reader);
  }

  /** Postpones slices, because a connection was accepted and more may wait, as with the Pacer. */
  postpone(): void {
    this.#arrivals.add();
    this.#begin();
  }

  /** Resolves when the bytes that have arrived are read, at the latest after SETTLE_MS. */
  async settled(): Promise<void> {
    const deadline = this.#now() + SETTLE_MS;
    do await new Promise(setImmediate);
    while ((this.#size > 0 || this.#arrivals.hasArrived) && this.#now() < deadline);
  }

  #placeOf({ number }: Reader): number {
    let [from, to] = [0, this.#new.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      if ((this.#new[middle]?.number ?? 0) < number) from = middle + 1;
      else to = middle;
    }
    return from;
  }

  get #size(): number {
    return this.#health.size + this.#new.length + this.#next.size + this.#more.size;
  }

  #begin(): number {
    if (this.#begun === undefined) {
      this.#begun = this.#now();
      setImmediate(() => this.#turn());
    }
    return this.#begun;
  }

  #turn(): void {
    this.#begun = undefined;
    const { hasArrived } = this.#arrivals;
    const shouldWait = this.#arrivals.endIteration();
    if (this.#size === 0 && !hasArrived) return;
    const begun = this.#begin();
    // As many as connections are accepted, so that a flood of health checks does not delay connections either.
    first(this.#health)?.readSlice();
    if (shouldWait) return;
    first(this.#more)?.readSlice();
    first(this.#next)?.readSlice();
    this.#readOn(begun);
  }

  #readOn(begun: number): void {
    if (this.#size === 0 || this.#now() - begun >= TURN_MS) return;
    (first(this.#health) ?? this.#new.pop() ?? first(this.#next) ?? first(this.#more))?.readSlice();
    afterwards(() => this.#readOn(begun));
  }
}

/** Runs after the work that a slice has started, such as answering its request, so that its time counts as well. */
function afterwards(action: () => void): void {
  queueMicrotask(() => process.nextTick(action));
}

function first(readers: Set<Reader>): Reader | undefined {
  const [reader] = readers;
  if (reader !== undefined) readers.delete(reader);
  return reader;
}
