import type { Clock } from '../../async/clock.ts';
import { CallFailure } from '../call-failure.ts';
import type { TraceWait } from '../call-traces.ts';
import type { Attempt, RestAnswer, RestRequest, Send } from '../send.ts';
import { backoffMs, pause } from './pause.ts';
import { retryAfterMs } from './retry-after.ts';

export interface RetryPolicy {
  /** The number of attempts after the first one. */
  readonly retries: number;
  /** A call is not repeated if the source asks to wait longer than this. */
  readonly maxWaitMs: number;
  readonly clock: Clock;
  /** From 0 to 1, exclusive. */
  readonly random: () => number;
  readonly traceWait: TraceWait;
}

/**
 * Repeats a GET, or a request that may be repeated like one, after a connection error, 502, 503, 504, 429 or another status
 * that means "not done", with growing pauses. Does not repeat a call after a
 * time-out: the source is slow, and a second call would make it slower. Repeats a write only if the connection failed before
 * a byte of it was sent. Returns the last answer, whatever its status.
 */
export function withRetries(next: Attempt, policy: RetryPolicy): Send {
  const { retries, maxWaitMs, clock, random, traceWait } = policy;

  const pauseAfterAnswer = (answer: RestAnswer, request: RestRequest, attempt: number): number | undefined => {
    if (!mayBeRepeated(request) || !REPEATED_STATUSES.has(answer.status)) return undefined;
    const asked = retryAfterMs(answer.headers, clock.now()) ?? 0;
    return asked > maxWaitMs ? undefined : asked + backoffMs(attempt, random);
  };

  const pauseAfterError = (error: unknown, request: RestRequest, attempt: number): number | undefined => {
    if (!(error instanceof CallFailure) || error.kind !== 'connection') return undefined;
    return mayBeRepeated(request) || !error.sent ? backoffMs(attempt, random) : undefined;
  };

  return async (request) => {
    for (let attempt = 1; ; attempt += 1) {
      let pauseMs: number | undefined;
      try {
        const answer = await next(request, attempt);
        pauseMs = attempt > retries ? undefined : pauseAfterAnswer(answer, request, attempt);
        if (pauseMs === undefined) return answer;
      } catch (error) {
        pauseMs = attempt > retries ? undefined : pauseAfterError(error, request, attempt);
        if (pauseMs === undefined) throw error;
      }
      await traceWait(pause(pauseMs, request.signal, clock), 'retry', request);
    }
  };
}

const REPEATED_STATUSES: ReadonlySet<number> = new Set([408, 421, 425, 429, 502, 503, 504]);

function mayBeRepeated({ method, isRepeatable = false }: RestRequest): boolean {
  return method === 'GET' || isRepeatable;
}
