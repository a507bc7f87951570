/** The time for parsing in one iteration of the event loop, in milliseconds. New connections are accepted in between. */
const TURN_MS = 4;

/** How long slices wait for new connections, at most. */
const POSTPONE_MS = 10;

/** How soon a slice is read: the first one of a connection, the first one after a pause, and those that follow. */
export type Urgency = 'NEW' | 'NEXT' | 'MORE';

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
  /**
   * By number, the newest connection last and taken first. Thousands that were opened before can send at the same moment,
   * while only one is accepted per iteration of the event loop.
   */
  readonly #new: Reader[] = [];
  /** In the order of insertion, which a set keeps. */
  readonly #next = new Set<Reader>();
  readonly #more = new Set<Reader>();
  readonly #now: () => number;
  /** When this iteration of the event loop began to parse; undefined before. */
  #begun: number | undefined;
  /** True if a connection was accepted in this iteration. */
  #isPostponed = false;
  /** When slices began to wait for connections; undefined if they do not wait. */
  #postponedSince: number | undefined;

  /** `now` is in milliseconds and never goes back. */
  constructor(now = () => performance.now()) {
    this.#now = now;
  }

  /** True if a slice can be read at once. */
  get hasTime(): boolean {
    const isFirst = this.#begun === undefined;
    const begun = this.#begin();
    return this.#size === 0 && !this.#isPostponed && (isFirst || this.#now() - begun < TURN_MS);
  }

  /** Reads a slice in a later iteration. */
  push(reader: Reader, urgency: Urgency): void {
    this.#begin();
    if (urgency === 'NEW') this.#new.splice(this.#placeOf(reader), 0, reader);
    else if (urgency === 'NEXT') this.#next.add(reader);
    else this.#more.add(reader);
  }

  /** Postpones slices to the next iteration, as a new connection was accepted in this one: more may wait, as with the Pacer. */
  postpone(): void {
    this.#isPostponed = true;
    this.#begin();
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
    return this.#new.length + this.#next.size + this.#more.size;
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
    const isPostponed = this.#isPostponed;
    this.#isPostponed = false;
    if (this.#size === 0) return;
    const begun = this.#begin();
    this.#postponedSince ??= begun;
    if (isPostponed && begun - this.#postponedSince < POSTPONE_MS) return;
    this.#postponedSince = undefined;
    first(this.#more)?.readSlice();
    first(this.#next)?.readSlice();
    while (this.#size > 0 && this.#now() - begun < TURN_MS)
      (this.#new.pop() ?? first(this.#next) ?? first(this.#more))?.readSlice();
  }
}

function first(readers: Set<Reader>): Reader | undefined {
  const [reader] = readers;
  if (reader !== undefined) readers.delete(reader);
  return reader;
}
