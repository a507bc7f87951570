import type { ServerResponse } from 'node:http';
import { BackendTimeout, BackendUnavailable, type GatewayError } from '../../errors/catalogue.ts';

/** Cancels an operation's work when its time-out elapses, its caller disconnects, or the gateway shuts down. */
export interface OperationSignal extends Disposable {
  readonly signal: AbortSignal;
  /** Cancels the operation from inside. */
  readonly abort: (reason: GatewayError) => void;
}

/** The running operations, so that a shutdown can cancel those that take too long. */
export class OperationSignals {
  #operationTimeoutMs: number;
  readonly #running = new Set<AbortController>();

  constructor(operationTimeoutMs: number) {
    this.#operationTimeoutMs = operationTimeoutMs;
  }

  /** Operations that start from now on have this time. */
  load(operationTimeoutMs: number): void {
    this.#operationTimeoutMs = operationTimeoutMs;
  }

  start(response: ServerResponse): OperationSignal {
    const controller = new AbortController();
    return this.#track(response, controller, this.#deadline(controller));
  }

  /** Starts one of many operations on a connection. `gone` aborts when its caller no longer wants the result. */
  startFor(gone: AbortSignal): OperationSignal {
    const controller = new AbortController();
    const timer = this.#deadline(controller);
    this.#running.add(controller);
    const hangUp = () => controller.abort(new BackendUnavailable('The caller disconnected'));
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
   * Starts an operation that forwards a file. The upload may take as long as bytes move, which its sender watches;
   * every other call has a time-out of its own.
   */
  startWithoutDeadline(response: ServerResponse): OperationSignal {
    return this.#track(response, new AbortController(), undefined);
  }

  #deadline(controller: AbortController): NodeJS.Timeout {
    const timeoutMs = this.#operationTimeoutMs;
    return setTimeout(() => {
      controller.abort(
        new BackendTimeout(
          `The operation took longer than ${timeoutMs} ms, which is \`limits.operationTimeoutMs\`: ask for less at once`,
        ),
      );
    }, timeoutMs);
  }

  #track(response: ServerResponse, controller: AbortController, timer: NodeJS.Timeout | undefined): OperationSignal {
    this.#running.add(controller);
    const hangUp = () => {
      if (!response.writableFinished) controller.abort(new BackendUnavailable('The caller disconnected'));
    };
    response.once('close', hangUp);
    // Authentication may have taken a while: the caller may have disconnected already.
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
