import type { Clock } from '../../async/clock.ts';
import { onAbort } from '../../async/on-abort.ts';
import { abortedBeforeSending } from '../call-failure.ts';
import type { Attempt } from '../send.ts';
import type { Transport } from '../transport.ts';

/**
 * Turns a transport into an attempt. Ends it `callTimeoutMs` after it was started, whether it is connecting, waiting for a
 * head or reading a slow body, or when the caller's signal aborts, except for a write that was sent.
 */
export function withDeadline(
  transport: Transport,
  { callTimeoutMs, clock }: { readonly callTimeoutMs: number; readonly clock: Clock },
): Attempt {
  return (request) =>
    new Promise((resolve, reject) => {
      const { signal } = request;
      if (signal.aborted) {
        reject(abortedBeforeSending(signal));
        return;
      }
      const timer = clock.schedule(() => exchange.cancel('timeout'), callTimeoutMs);
      const stopListening = onAbort(signal, () => {
        if (request.outlivesCaller !== true || !exchange.isSent) exchange.cancel('aborted', signal.reason);
      });
      const stop = (): void => {
        timer[Symbol.dispose]();
        stopListening();
      };
      // Last, because an invalid request fails before this returns.
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
