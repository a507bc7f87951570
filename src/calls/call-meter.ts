import { CallFailure } from './call-failure.ts';
import type { AttemptReport, Observer } from './observe-attempts.ts';

/** The state of an account's circuit breaker. */
export interface BreakerCounts {
  /** True if it refuses the calls of all callers. */
  readonly isOpen: boolean;
  /** The callers whose own calls it refuses. */
  readonly callers: number;
}

/** Takes the measurements of an account's calls, until the account is closed. */
export interface CallMeter extends Disposable {
  readonly attempt: Observer;
  /** Called for each attempt that did not get a place of its account at once, when it has one. */
  readonly waited: (ms: number) => void;
  /** `read` is called when the metrics are collected. */
  readonly watchBreaker: (read: () => BreakerCounts) => void;
}

/** One of few words for the result of an attempt: a class of statuses, 429 by itself, or the kind of a failure. */
export function outcomeOf(result: AttemptReport['result']): string {
  if ('error' in result) return result.error instanceof CallFailure ? result.error.kind : 'invalid-request';
  const { status } = result.answer;
  if (status === 429) return '429';
  return status >= 100 && status < 600 ? `${Math.floor(status / 100)}xx` : 'invalid-status';
}
