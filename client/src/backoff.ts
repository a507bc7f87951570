/** The longest pause between two attempts, before its random variation. */
export const MAX_PAUSE_MS = 15_000;

/** The delay before the next attempt, in milliseconds; `breaks` is the number of failed attempts in a row, from 0. */
export type PauseMs = (breaks: number) => number;

/** Half a second, doubled each time up to 15 s. Random, so that clients do not all return at once when a gateway comes back. */
export function defaultPauseMs(breaks: number): number {
  return Math.min(500 * 2 ** breaks, MAX_PAUSE_MS) * (0.5 + Math.random());
}

/** Resolves after the delay, or earlier if the signal aborts. */
export function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) return resolve();
    const end = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal?.addEventListener('abort', end);
  });
}
