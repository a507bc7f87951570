import { CallFailure } from './call-failure.ts';
import type { Clock } from './clock.ts';
import { onAbort } from './on-abort.ts';

/** Resolves after `ms`. Rejects with a CallFailure as soon as the signal aborts. */
export const pause = (ms: number, signal: AbortSignal, clock: Clock): Promise<void> =>
  new Promise((resolve, reject) => {
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
