import { FairQueue } from './fair-queue.ts';

export interface SemaphoreOptions {
  /** How many may run at once. */
  readonly places: number;
  /** How many of one owner may wait. */
  readonly maxQueued?: number;
  /** Counts what waits, together with other semaphores. */
  readonly waiting?: Tally;
}

/** A number that several semaphores keep together, for a metric. */
export class Tally {
  size = 0;
}

/** Called once, with a place. */
type Start = () => void;

/**
 * At most so many at once; the rest wait, and free places go round the owners. Callbacks instead of promises, so that
 * taking a free place costs nothing.
 */
export class Semaphore {
  readonly #places: number;
  readonly #maxQueued: number;
  readonly #waiting: Tally;
  readonly #queue = new FairQueue<Start>();
  #taken = 0;

  constructor({ places, maxQueued = Number.POSITIVE_INFINITY, waiting = new Tally() }: SemaphoreOptions) {
    this.#places = places;
    this.#maxQueued = maxQueued;
    this.#waiting = waiting;
  }

  get taken(): number {
    return this.#taken;
  }

  /** Takes a place if one is free. Each place is given back with `release`. */
  tryTake(): boolean {
    if (this.#taken >= this.#places) return false;
    this.#taken += 1;
    return true;
  }

  /** Waits in the owner's line. False if the line is full. */
  enqueue(owner: string, start: Start): boolean {
    if (this.#queue.sizeOf(owner) >= this.#maxQueued) return false;
    this.#waiting.size -= this.#queue.size;
    this.#queue.push(owner, start);
    this.#waiting.size += this.#queue.size;
    return true;
  }

  /** Leaves the owner's line. */
  leave(owner: string, start: Start): void {
    this.#waiting.size -= this.#queue.size;
    this.#queue.delete(owner, start);
    this.#waiting.size += this.#queue.size;
  }

  /** Gives a place back, or to the next in the queue: it does not become free between, so that no other slips in. */
  release(): void {
    const next = this.#queue.shift();
    if (next === undefined) {
      this.#taken -= 1;
      return;
    }
    this.#waiting.size -= 1;
    next();
  }
}
