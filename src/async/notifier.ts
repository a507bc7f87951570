import { onAbort } from './on-abort.ts';

/**
 * Wakes all waiters. To miss no notification, check the state and start to wait in the same iteration of the event
 * loop.
 */
export class Notifier {
  readonly #sleepers = new Set<() => void>();

  notify(): void {
    for (const wake of [...this.#sleepers]) wake();
  }

  /** Resolves at the next notification, or when the signal aborts. */
  wait(signal: AbortSignal): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    if (signal.aborted) return Promise.resolve();
    const wake = () => {
      stopListening();
      this.#sleepers.delete(wake);
      resolve();
    };
    const stopListening = onAbort(signal, wake);
    this.#sleepers.add(wake);
    return promise;
  }
}
