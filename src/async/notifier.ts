import { onAbort } from './on-abort.ts';

/** Wakes those who wait at the time. Whoever looks first and then waits, without a pause in between, misses nothing. */
export class Notifier {
  readonly #sleepers = new Set<() => void>();

  ring(): void {
    for (const wake of [...this.#sleepers]) wake();
  }

  /** Resolves when it rings next, or when the signal is aborted. */
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
