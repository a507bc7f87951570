import { CallFailure } from './call-failure.ts';
import { onAbort } from './on-abort.ts';
import type { Attempt } from './retry.ts';

/**
 * Lets `maxConcurrent` attempts run at once; the rest wait in order. One whose signal aborts leaves the queue. A call
 * that waits to be repeated holds no place.
 */
export const limitConcurrency = (next: Attempt, maxConcurrent: number): Attempt => {
  let running = 0;
  // A set keeps the order and gives up a member anywhere in it.
  const waiting = new Set<() => void>();

  const release = (): void => {
    // The place goes to the next in the queue without becoming free, so that nobody can slip in between.
    const [start] = waiting;
    if (start === undefined) {
      running -= 1;
      return;
    }
    waiting.delete(start);
    start();
  };

  const run: Attempt = (request, attempt) => {
    const answer = next(request, attempt);
    answer.then(release, release);
    return answer;
  };

  const waitForTurn: Attempt = (request, attempt) =>
    new Promise((resolve, reject) => {
      const { signal } = request;
      if (signal.aborted) {
        reject(new CallFailure('aborted', { sent: false, cause: signal.reason }));
        return;
      }
      const start = (): void => {
        stopListening();
        run(request, attempt).then(resolve, reject);
      };
      const stopListening = onAbort(signal, () => {
        waiting.delete(start);
        stopListening();
        reject(new CallFailure('aborted', { sent: false, cause: signal.reason }));
      });
      waiting.add(start);
    });

  return (request, attempt) => {
    if (running >= maxConcurrent) return waitForTurn(request, attempt);
    running += 1;
    return run(request, attempt);
  };
};
