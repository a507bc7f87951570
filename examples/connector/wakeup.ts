/** Lets a loop wait for work. A wake-up that arrives before the loop waits is not lost. */
export class Wakeup {
  #isDue = false;
  #end: (() => void) | undefined;

  wake(): void {
    this.#isDue = true;
    this.#end?.();
  }

  /** Resolves when there is work, after this time, or when the signal aborts. */
  async wait(ms: number, signal: AbortSignal): Promise<void> {
    if (!this.#isDue && !signal.aborted) {
      const { promise, resolve } = Promise.withResolvers<void>();
      const timer = setTimeout(resolve, ms);
      const stop = () => resolve();
      this.#end = resolve;
      signal.addEventListener('abort', stop);
      await promise;
      signal.removeEventListener('abort', stop);
      clearTimeout(timer);
    }
    this.#isDue = false;
  }
}
