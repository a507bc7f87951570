import type { ServerResponse } from 'node:http';
import { BackendTimeout, BackendUnavailable, type GatewayError } from '../../errors/catalogue.ts';

/** Ends what an operation has under way when its time is over, its caller hangs up, or the gateway stops. */
export interface OperationSignal extends Disposable {
  readonly signal: AbortSignal;
  /** Ends it from within. */
  readonly abort: (reason: GatewayError) => void;
}

/** The operations under way, so that a stop can wait for them, and end those that take too long for it. */
export class OperationSignals {
  readonly #operationTimeoutMs: number;
  readonly #running = new Set<AbortController>();

  constructor(operationTimeoutMs: number) {
    this.#operationTimeoutMs = operationTimeoutMs;
  }

  start(response: ServerResponse): OperationSignal {
    const controller = new AbortController();
    return this.#track(response, controller, this.#deadline(controller));
  }

  /** For an operation that is one of many on its connection; `gone` is aborted when its caller wants it no more. */
  startFor(gone: AbortSignal): OperationSignal {
    const controller = new AbortController();
    const timer = this.#deadline(controller);
    this.#running.add(controller);
    const hangUp = () => controller.abort(new BackendUnavailable('The caller hung up'));
    gone.addEventListener('abort', hangUp, { once: true });
    if (gone.aborted) hangUp();
    return {
      signal: controller.signal,
      abort: (reason) => controller.abort(reason),
      [Symbol.dispose]: () => {
        clearTimeout(timer);
        gone.removeEventListener('abort', hangUp);
        this.#running.delete(controller);
      },
    };
  }

  /**
   * For an operation that passes a file on: the file may take as long as its bytes move, which whoever sends it sees to,
   * and all other calls have time-outs of their own.
   */
  startWithoutDeadline(response: ServerResponse): OperationSignal {
    return this.#track(response, new AbortController(), undefined);
  }

  #deadline(controller: AbortController): NodeJS.Timeout {
    return setTimeout(() => {
      controller.abort(
        new BackendTimeout(`The operation took longer than ${this.#operationTimeoutMs} ms, which is the limit here`),
      );
    }, this.#operationTimeoutMs);
  }

  #track(response: ServerResponse, controller: AbortController, timer: NodeJS.Timeout | undefined): OperationSignal {
    this.#running.add(controller);
    const hangUp = () => {
      if (!response.writableFinished) controller.abort(new BackendUnavailable('The caller hung up'));
    };
    response.once('close', hangUp);
    // The caller can be gone already: finding out who it is may have taken a while.
    if (response.closed) hangUp();
    return {
      signal: controller.signal,
      abort: (reason) => controller.abort(reason),
      [Symbol.dispose]: () => {
        clearTimeout(timer);
        response.off('close', hangUp);
        this.#running.delete(controller);
      },
    };
  }

  abortAll(reason: GatewayError): void {
    for (const controller of this.#running) controller.abort(reason);
  }
}
