import type { Clock } from '../../async/clock.ts';
import { onAbort } from '../../async/on-abort.ts';
import { CallFailure } from '../call-failure.ts';
import type { Transport } from '../transport.ts';
import type { Attempt } from './retry.ts';

/**
 * Makes an attempt out of a transport, and ends it early: `timeoutMs` after it was given to the transport, whether it
 * is connecting, waiting for a head or reading a body that trickles in, or when the caller's signal aborts.
 */
export function withDeadline(
  transport: Transport,
  { timeoutMs, clock }: { readonly timeoutMs: number; readonly clock: Clock },
): Attempt {
  return (request) =>
    new Promise((resolve, reject) => {
      const { signal } = request;
      if (signal.aborted) {
        reject(new CallFailure('aborted', { sent: false, cause: signal.reason }));
        return;
      }
      const timer = clock.schedule(() => exchange.cancel('timeout'), timeoutMs);
      const stopListening = onAbort(signal, () => exchange.cancel('aborted', signal.reason));
      const stop = (): void => {
        timer[Symbol.dispose]();
        stopListening();
      };
      // Last, as an invalid request fails before this returns.
      const exchange = transport(request, {
        answered: (answer) => {
          stop();
          resolve(answer);
        },
        failed: (error) => {
          stop();
          reject(error);
        },
      });
    });
}
