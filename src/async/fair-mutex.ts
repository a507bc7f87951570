import { FairQueue } from './fair-queue.ts';

/** Lets in one after the other, in rotation over the owners: for work of which only one piece should be in memory. */
export class FairMutex {
  readonly #waiting = new FairQueue<{ readonly go: () => void }>();
  #isTaken = false;

  /** Resolves when it is this one's time, which lasts until the result is disposed of. */
  async enter(owner: string): Promise<Disposable> {
    if (this.#isTaken) await new Promise<void>((go) => this.#waiting.push(owner, { go }));
    this.#isTaken = true;
    return { [Symbol.dispose]: () => this.#leave() };
  }

  #leave(): void {
    const next = this.#waiting.shift();
    // Stays taken for the next one: another one could come in before that one has begun.
    if (next !== undefined) next.go();
    else this.#isTaken = false;
  }
}
