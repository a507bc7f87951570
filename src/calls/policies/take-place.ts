import { onAbort } from '../../async/on-abort.ts';
import type { Semaphore } from '../../async/semaphore.ts';
import type { AccountId } from '../../errors/catalogue.ts';
import { RateLimited } from '../../errors/catalogue.ts';
import { currentBehalf } from '../../limits/on-behalf.ts';
import { CallFailure } from '../call-failure.ts';

/**
 * Waits for a place of the account, in the line of every caller that waits for the result: undefined if one was free.
 * Rejects with a CallFailure if the signal aborts, and with RateLimited if the caller's line is full. A place that was
 * waited for has to be released like any other.
 */
export function takePlace(semaphore: Semaphore, signal: AbortSignal, accountId: AccountId): Promise<void> | undefined {
  if (semaphore.tryTake()) return undefined;
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(new CallFailure('aborted', { sent: false, cause: signal.reason }));
      return;
    }
    const behalf = currentBehalf();
    const leave = (): void => {
      stopListening();
      stopJoining();
      for (const caller of behalf.callers) semaphore.leave(caller, start);
    };
    const start = (): void => {
      leave();
      resolve();
    };
    if (!semaphore.enqueue(behalf.caller, start)) {
      reject(queueIsFull(accountId));
      return;
    }
    for (const caller of behalf.callers) semaphore.enqueue(caller, start);
    const stopJoining = behalf.onJoin((caller) => void semaphore.enqueue(caller, start));
    const stopListening = onAbort(signal, () => {
      leave();
      reject(new CallFailure('aborted', { sent: false, cause: signal.reason }));
    });
  });
}

function queueIsFull(accountId: AccountId): RateLimited {
  return new RateLimited(
    'maxQueuedCalls',
    'Too many calls of this caller wait for the account, as many as `limits.maxQueuedCalls` allows: ask again when some of them have ended',
    { accountId },
  );
}
