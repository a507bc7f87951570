import { Notifier } from '../async/notifier.ts';

/** Tells that the store has changed. */
export class Changes {
  readonly #notifier = new Notifier();
  #count = 0;

  /** Take it before reading, and pass it to `after`: a change during the read is then not missed. */
  get count(): number {
    return this.#count;
  }

  add(): void {
    this.#count += 1;
    this.#notifier.notify();
  }

  /** Resolves when there were more than `count` changes, or when the signal aborts. */
  async after(count: number, signal: AbortSignal): Promise<void> {
    if (this.#count === count) await this.#notifier.wait(signal);
  }
}
