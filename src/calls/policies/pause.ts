import type { Clock } from '../../async/clock.ts';
import { onAbort } from '../../async/on-abort.ts';
import { CallFailure } from '../call-failure.ts';

/** Resolves after `ms`. Rejects with a CallFailure as soon as the signal aborts. */
export function pause(ms: number, signal: AbortSignal, clock: Clock): Promise<void> {
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(new CallFailure('aborted', { sent: false, cause: signal.reason }));
    if (signal.aborted) {
      abort();
      return;
    }
    const timer = clock.schedule(() => {
      stopListening();
      resolve();
    }, ms);
    const stopListening = onAbort(signal, () => {
      stopListening();
      timer[Symbol.dispose]();
      abort();
    });
  });
}
