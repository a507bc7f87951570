import { CallFailure } from './call-failure.ts';
import type { Clock } from './clock.ts';
import type { Attempt } from './retry.ts';
import type { RestAnswer } from './send.ts';

const FAILURES_THAT_OPEN = 5;
const OPEN_MS = 10_000;

export type BreakerState = 'closed' | 'open' | 'half-open';

/**
 * The time between two changes of state. An attempt reports to the period in which it began: what is left over from an
 * earlier one, such as a time-out of a call made before the breaker opened, says nothing about the present.
 */
type Period =
  | { readonly state: 'closed'; failures: number }
  | { readonly state: 'open'; readonly until: number }
  | { readonly state: 'half-open'; readonly opened: Period };

export interface CircuitBreaker {
  /** Decides whether an attempt is made, and learns from how it ends. */
  readonly guard: (next: Attempt) => Attempt;
  /** Refuses what `guard` would refuse in the end, before it waits for its turn. Takes no trial. */
  readonly failFast: (next: Attempt) => Attempt;
  readonly state: () => BreakerState;
}

/**
 * Opens after five failures in a row: connection errors, time-outs and 5xx, each attempt counted. While it is open
 * nothing is sent. After ten seconds one attempt is let through, on trial: if it succeeds the breaker closes, if it
 * fails it is open for another ten.
 */
export const createCircuitBreaker = (options: {
  readonly clock: Clock;
  readonly onChange: (state: BreakerState) => void;
}): CircuitBreaker => {
  const { clock, onChange } = options;
  let period: Period = { state: 'closed', failures: 0 };

  const change = (to: Period): void => {
    period = to;
    onChange(to.state);
  };

  const open = (): void => change({ state: 'open', until: clock.now() + OPEN_MS });

  const isRefusing = (): boolean =>
    period.state === 'half-open' || (period.state === 'open' && clock.now() < period.until);

  const learn = (from: Period, outcome: Outcome): void => {
    if (from !== period || from.state === 'open') return;
    if (from.state === 'half-open') {
      // A trial that was given up has shown nothing: the next call is the trial.
      if (outcome === 'neither') change(from.opened);
      else if (outcome === 'success') change({ state: 'closed', failures: 0 });
      else open();
    } else if (outcome === 'success') {
      from.failures = 0;
    } else if (outcome === 'failure') {
      from.failures += 1;
      if (from.failures === FAILURES_THAT_OPEN) open();
    }
  };

  return {
    guard: (next) => (request, attempt) => {
      if (isRefusing()) return refuse();
      if (period.state === 'open') change({ state: 'half-open', opened: period });
      const from = period;
      const answer = next(request, attempt);
      answer.then(
        (value) => learn(from, answerToOutcome(value)),
        (error: unknown) => learn(from, errorToOutcome(error)),
      );
      return answer;
    },
    failFast: (next) => (request, attempt) => (isRefusing() ? refuse() : next(request, attempt)),
    state: () => period.state,
  };
};

type Outcome = 'success' | 'failure' | 'neither';

/** A 4xx, 429 included, comes from a source that is alive. */
const answerToOutcome = (answer: RestAnswer): Outcome => (answer.status >= 500 ? 'failure' : 'success');

const errorToOutcome = (error: unknown): Outcome => {
  if (!(error instanceof CallFailure)) return 'neither';
  if (error.kind === 'connection' || error.kind === 'timeout') return 'failure';
  return error.kind === 'bad-response' ? 'success' : 'neither';
};

const refuse = (): Promise<RestAnswer> => Promise.reject(new CallFailure('breaker-open', { sent: false }));
