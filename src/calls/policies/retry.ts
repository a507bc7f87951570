import type { Clock } from '../../async/clock.ts';
import { CallFailure } from '../call-failure.ts';
import type { RestAnswer, RestRequest, Send } from '../send.ts';
import { pause } from './pause.ts';
import { retryAfterMs } from './retry-after.ts';

/** One try of a call. `attempt` counts from 1. Rejects with a CallFailure, or with an error of ours. */
export type Attempt = (request: RestRequest, attempt: number) => Promise<RestAnswer>;

export interface RetryPolicy {
  /** How often a call is repeated; 0 = never. */
  readonly retries: number;
  /** A source that asks for more patience than this gets no second try. */
  readonly maxWaitMs: number;
  readonly clock: Clock;
  /** From 0 to 1, exclusive. */
  readonly random: () => number;
}

const FIRST_BACKOFF_MS = 100;

/**
 * Repeats a GET after a connection error, 502, 503, 504 or 429, with growing pauses. Nothing is repeated after a
 * time-out: the source is slow, and a second call makes it slower. A write is sent once; it is repeated only where the
 * connection failed before a byte of it went out. The last answer is returned as it is, whatever its status.
 */
export function withRetries(next: Attempt, policy: RetryPolicy): Send {
  const { retries, maxWaitMs, clock, random } = policy;

  /** Half of the pause is left to chance, so that calls that failed together do not come back together. */
  const backoffMs = (attempt: number): number => FIRST_BACKOFF_MS * 2 ** (attempt - 1) * (0.5 + random());

  const pauseAfterAnswer = (answer: RestAnswer, request: RestRequest, attempt: number): number | undefined => {
    if (request.method !== 'GET' || !REPEATED_STATUSES.has(answer.status)) return undefined;
    const asked = retryAfterMs(answer.headers, clock.now()) ?? 0;
    return asked > maxWaitMs ? undefined : asked + backoffMs(attempt);
  };

  const pauseAfterError = (error: unknown, request: RestRequest, attempt: number): number | undefined => {
    if (!(error instanceof CallFailure) || error.kind !== 'connection') return undefined;
    return request.method === 'GET' || !error.sent ? backoffMs(attempt) : undefined;
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
      await pause(pauseMs, request.signal, clock);
    }
  };
}

const REPEATED_STATUSES: ReadonlySet<number> = new Set([429, 502, 503, 504]);
