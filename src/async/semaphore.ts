import { FairQueue } from './fair-queue.ts';

export interface SemaphoreOptions {
  readonly places: number;
  /** The number of entries that one owner may have in the queue. */
  readonly maxQueued?: number;
  /** Counts the queue entries of several semaphores together. */
  readonly waiting?: Tally;
}

/** A number that several semaphores keep together, for a metric. */
export class Tally {
  size = 0;
}

/** Called once, with a place. */
type Start = () => void;

/**
 * A counting semaphore whose free places go round the owners. Its basic methods take callbacks instead of returning
 * promises, so that taking a free place costs nothing.
 */
export class Semaphore {
  #places: number;
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

  /** Changes the number of places. Places that are taken beyond it stay taken until they are given back. */
  resize(places: number): void {
    this.#places = places;
    while (this.#taken < places) {
      const next = this.#queue.shift();
      if (next === undefined) return;
      this.#taken += 1;
      this.#waiting.size -= 1;
      next();
    }
  }

  /** Takes a place if one is free. Give it back with `release`. */
  tryTake(): boolean {
    if (this.#taken >= this.#places) return false;
    this.#taken += 1;
    return true;
  }

  /** Waits in the owner's queue. Returns false if the queue is full. */
  enqueue(owner: string, start: Start): boolean {
    if (this.#queue.sizeOf(owner) >= this.#maxQueued) return false;
    this.#waiting.size -= this.#queue.size;
    this.#queue.push(owner, start);
    this.#waiting.size += this.#queue.size;
    return true;
  }

  /** Leaves the owner's queue. */
  leave(owner: string, start: Start): void {
    this.#waiting.size -= this.#queue.size;
    this.#queue.delete(owner, start);
    this.#waiting.size += this.#queue.size;
  }

  /** Returns a place. If the queue is not empty, its next entry gets the place, so that `tryTake` cannot take it in between. */
  release(): void {
    const next = this.#taken > this.#places ? undefined : this.#queue.shift();
    if (next === undefined) {
      this.#taken -= 1;
      return;
    }
    this.#waiting.size -= 1;
    next();
  }

  /** Resolves with a place, which is held until it is disposed of. Rejects if the owner's queue is full. */
  async take(owner: string): Promise<Disposable> {
    if (!this.tryTake()) {
      await new Promise<void>((start, reject) => {
        if (!this.enqueue(owner, start)) reject(new RangeError('The queue of this owner is full'));
      });
    }
    return { [Symbol.dispose]: () => this.release() };
  }
}
