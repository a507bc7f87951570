import { FairQueue } from './fair-queue.ts';

/** Work begun in one turn of the event loop goes on being begun for this long. */
const TURN_MS = 4;

/**
 * Spreads the beginning of work over turns of the event loop. Many requests can come in one turn, and each runs until it
 * first waits for something: begun together they would keep all others from being served. While little comes, nothing waits.
 */
export class Pacer {
  readonly #queue = new FairQueue<() => void>();
  /** When this turn began to work; undefined if it has not. */
  #turnAt: number | undefined;

  /** Undefined if the owner's work may begin now; else it is the owner's turn when the promise resolves. */
  turn(owner: string): Promise<void> | undefined {
    if (this.#queue.size === 0 && this.#hasTime()) return undefined;
    return new Promise((resolve) => this.#queue.push(owner, resolve));
  }

  #hasTime(): boolean {
    const now = performance.now();
    if (this.#turnAt !== undefined) return now - this.#turnAt < TURN_MS;
    this.#turnAt = now;
    setImmediate(() => this.#nextTurn());
    return true;
  }

  /** One begins; the others wait for the turns after this one. */
  #nextTurn(): void {
    const begin = this.#queue.shift();
    if (begin === undefined) {
      this.#turnAt = undefined;
      return;
    }
    this.#turnAt = performance.now();
    setImmediate(() => this.#nextTurn());
    begin();
  }
}
