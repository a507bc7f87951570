import type { Clock } from '../../async/clock.ts';
import { onAbort } from '../../async/on-abort.ts';
import type { Semaphore } from '../../async/semaphore.ts';
import { type AccountId, RateLimited } from '../../errors/catalogue.ts';
import { currentBehalf } from '../../limits/on-behalf.ts';
import { abortedBeforeSending } from '../call-failure.ts';
import type { TraceWait } from '../call-traces.ts';
import type { Attempt } from '../send.ts';

export interface ConcurrencyOptions {
  readonly accountId: AccountId;
  readonly clock: Clock;
  /** Called for each attempt that had to wait for its place. */
  readonly waited?: ((ms: number) => void) | undefined;
  readonly traceWait: TraceWait;
}

/** Limits concurrent attempts to the places of the semaphore. A call does not hold a place while it waits for a retry. */
export function limitConcurrency(next: Attempt, semaphore: Semaphore, options: ConcurrencyOptions): Attempt {
  const { accountId, clock, waited, traceWait } = options;
  const release = (): void => semaphore.release();
  const run: Attempt = (request, attempt) => {
    const answer = next(request, attempt);
    answer.then(release, release);
    return answer;
  };
  return (request, attempt) => {
    const waiting = takePlace(semaphore, request.signal, accountId);
    if (waiting === undefined) return run(request, attempt);
    const start = clock.now();
    return traceWait(waiting, 'maxConcurrent', request).then(() => {
      waited?.(clock.now() - start);
      return run(request, attempt);
    });
  };
}

/**
 * Takes a place of the semaphore, to be given back with `release`. Returns undefined if one is free, or else a promise that
 * resolves with a place; meanwhile the call is in the queue of every caller that waits for its result. Rejects with a
 * CallFailure if the signal aborts, and with RateLimited if the caller's queue is full.
 */
export function takePlace(semaphore: Semaphore, signal: AbortSignal, accountId: AccountId): Promise<void> | undefined {
  if (semaphore.tryTake()) return undefined;
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(abortedBeforeSending(signal));
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
      reject(abortedBeforeSending(signal));
    });
  });
}

function queueIsFull(accountId: AccountId): RateLimited {
  return new RateLimited(
    'maxQueuedCalls',
    'Too many calls of this caller are queued for the account (`limits.maxQueuedCalls`): try again when some of them have finished',
    { accountId },
  );
}
