import type { Semaphore } from '../../async/semaphore.ts';
import type { AccountId } from '../../errors/catalogue.ts';
import type { Attempt } from './retry.ts';
import { takePlace } from './take-place.ts';

/** Lets as many attempts run at once as the semaphore has places. A call that waits to be repeated holds none. */
export function limitConcurrency(next: Attempt, semaphore: Semaphore, accountId: AccountId): Attempt {
  const release = (): void => semaphore.release();
  const run: Attempt = (request, attempt) => {
    const answer = next(request, attempt);
    answer.then(release, release);
    return answer;
  };
  return (request, attempt) => {
    const waiting = takePlace(semaphore, request.signal, accountId);
    return waiting === undefined ? run(request, attempt) : waiting.then(() => run(request, attempt));
  };
}
