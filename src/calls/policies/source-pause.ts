import type { Clock } from '../../async/clock.ts';
import { CallFailure } from '../call-failure.ts';
import type { Attempt, RestAnswer } from '../send.ts';
import { pause } from './pause.ts';
import { retryAfterMs } from './retry-after.ts';

/** A longer wait is treated as a mistake: a source must not be able to disable an account for days. */
const MAX_PAUSE_MS = 3_600_000;

export interface SourcePause {
  /** Waits until the pause is over, and reads the next pause from the answer. */
  readonly guard: (next: Attempt) => Attempt;
  /** Refuses a call that `guard` would refuse, before it is queued. */
  readonly failFast: (next: Attempt) => Attempt;
}

/**
 * After a 429 or 503 with Retry-After, the account sends no call until that time is over. A call waits if at most `maxWaitMs`
 * of the pause remain; otherwise it fails at once.
 */
export function createSourcePause({
  clock,
  maxWaitMs,
}: {
  readonly clock: Clock;
  readonly maxWaitMs: number;
}): SourcePause {
  let until = Number.NEGATIVE_INFINITY;

  const isTooLong = (): boolean => until - clock.now() > maxWaitMs;

  const learn = ({ status, headers }: RestAnswer): void => {
    if (status !== 429 && status !== 503) return;
    const now = clock.now();
    const asked = retryAfterMs(headers, now) ?? 0;
    until = Math.max(until, now + Math.min(asked, MAX_PAUSE_MS));
  };

  const sendLater = async (next: Attempt, ...[request, attempt]: Parameters<Attempt>): Promise<RestAnswer> => {
    // Another answer may have prolonged the pause.
    for (let left = until - clock.now(); left > 0; left = until - clock.now()) {
      if (isTooLong()) return refuse();
      await pause(left, request.signal, clock);
    }
    return next(request, attempt);
  };

  return {
    guard: (next) => {
      const learning: Attempt = (request, attempt) => {
        const answer = next(request, attempt);
        answer.then(learn, () => {});
        return answer;
      };
      return (request, attempt) =>
        until > clock.now() ? sendLater(learning, request, attempt) : learning(request, attempt);
    },
    failFast: (next) => (request, attempt) => (isTooLong() ? refuse() : next(request, attempt)),
  };
}

function refuse(): Promise<RestAnswer> {
  return Promise.reject(new CallFailure('paused', { sent: false }));
}
