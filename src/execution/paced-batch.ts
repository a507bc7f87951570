import type { MeteredRun } from './metered-run.ts';

/**
 * Items of a list that are delivered together, in one iteration of the event loop. They are not delivered if the run is
 * over.
 */
export class PacedBatch {
  readonly #run: MeteredRun;
  readonly #waiting: { readonly deliver: (value: unknown) => void; readonly value: unknown }[] = [];
  #hasHadTurn = false;

  constructor(run: MeteredRun) {
    this.#run = run;
    void run.pacer.wait(run.owner).then(() => this.#deliverAll());
  }

  deliver(value: unknown, deliver: (value: unknown) => void): void {
    if (this.#hasHadTurn) queueMicrotask(() => deliver(value));
    else this.#waiting.push({ deliver, value });
  }

  #deliverAll(): void {
    this.#hasHadTurn = true;
    if (this.#run.isOver) return;
    for (const { deliver, value } of this.#waiting) deliver(value);
  }
}

/**
 * An item of a batch. It creates a promise only for graphql-js: a promise takes more memory than the item, and there
 * can be many thousands of items.
 */
export class PacedItem implements PromiseLike<unknown> {
  readonly #batch: PacedBatch;
  readonly #value: unknown;

  constructor(batch: PacedBatch, value: unknown) {
    this.#batch = batch;
    this.#value = value;
  }

  onTurn(deliver: (value: unknown) => void): void {
    this.#batch.deliver(this.#value, deliver);
  }

  // biome-ignore lint/suspicious/noThenProperty: graphql-js waits for it as for a promise
  then<T, E>(
    fulfilled?: ((value: unknown) => T | PromiseLike<T>) | null,
    rejected?: ((reason: unknown) => E | PromiseLike<E>) | null,
  ): Promise<T | E> {
    return new Promise((resolve) => this.onTurn(resolve)).then(fulfilled, rejected);
  }
}
