import type { Clock } from '../../async/clock.ts';
import { onAbort } from '../../async/on-abort.ts';
import { abortedBeforeSending } from '../call-failure.ts';

const FIRST_BACKOFF_MS = 100;

/** The pause after an attempt, counted from 1. It is random by half, so that calls that failed together spread out. */
export function backoffMs(attempt: number, random: () => number): number {
  return FIRST_BACKOFF_MS * 2 ** (attempt - 1) * (0.5 + random());
}

/** Resolves after `ms`. Rejects with a CallFailure as soon as the signal aborts. */
export function pause(ms: number, signal: AbortSignal, clock: Clock): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(abortedBeforeSending(signal));
      return;
    }
    const timer = clock.schedule(() => {
      stopListening();
      resolve();
    }, ms);
    const stopListening = onAbort(signal, () => {
      stopListening();
      timer[Symbol.dispose]();
      reject(abortedBeforeSending(signal));
    });
  });
}
