import type { Backend } from '../../backends/backend.ts';
import { BackendTimeout } from '../../errors/catalogue.ts';

/**
 * The time that an account has for its part of a page: twice its time-out, counted only while it is being asked, so that
 * it does not pay for slower neighbours.
 */
export class AccountBudget {
  readonly #backend: Backend;
  readonly #operation: AbortSignal;
  #leftMs: number;
  #exceeded: BackendTimeout | undefined;

  constructor(backend: Backend, operation: AbortSignal) {
    this.#backend = backend;
    this.#operation = operation;
    this.#leftMs = 2 * backend.callTimeoutMs;
  }

  /** Set once work was cut short as the time was over. */
  get exceeded(): BackendTimeout | undefined {
    return this.#exceeded;
  }

  /** Runs a part of the account's work, with a signal that is aborted when its time, or the operation, is over. */
  async spend<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    this.#operation.throwIfAborted();
    const { source, company, callTimeoutMs } = this.#backend;
    const controller = new AbortController();
    const startedAt = performance.now();
    const timer = setTimeout(
      () => {
        const message = `${source} took longer than ${2 * callTimeoutMs} ms for its part of the page`;
        this.#exceeded = new BackendTimeout(message, { accountId: { source, company } });
        controller.abort(this.#exceeded);
      },
      Math.max(this.#leftMs, 0),
    );
    const stop = () => controller.abort(this.#operation.reason);
    this.#operation.addEventListener('abort', stop, { once: true });
    try {
      return await work(controller.signal);
    } finally {
      clearTimeout(timer);
      this.#operation.removeEventListener('abort', stop);
      this.#leftMs -= performance.now() - startedAt;
    }
  }
}
