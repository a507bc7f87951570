import { onAbort } from './on-abort.ts';

/** Wakes all that wait when it rings. To miss no ring, check the state and wait in the same step of the event loop. */
export class Notifier {
  readonly #sleepers = new Set<() => void>();

  ring(): void {
    for (const wake of [...this.#sleepers]) wake();
  }

  /** Resolves at the next ring, or when the signal aborts. */
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
