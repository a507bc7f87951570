import type { Backend } from '../../backends/backend.ts';
import { BackendTimeout } from '../../errors/catalogue.ts';

/**
 * The time that an account has for its part of a page: twice its timeout. The time runs only during the account's own
 * calls, so that slower accounts do not use it up.
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

  /** Set once the time ran out and work was aborted. */
  get exceeded(): BackendTimeout | undefined {
    return this.#exceeded;
  }

  /** Runs a part of the account's work, with a signal that aborts when the time has elapsed or the operation ends. */
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
