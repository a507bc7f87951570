import type { Clock } from '../async/clock.ts';
import type { Attempt, RestAnswer, RestRequest } from './send.ts';

/** The result of one attempt. */
export interface AttemptReport {
  readonly request: RestRequest;
  readonly attempt: number;
  /** Without the time in the queue. */
  readonly ms: number;
  readonly result: { readonly answer: RestAnswer } | { readonly error: unknown };
}

export type Observer = (report: AttemptReport) => void;

/** Times each attempt and reports its result to the observers. */
export function observeAttempts(
  next: Attempt,
  { clock, observers }: { readonly clock: Clock; readonly observers: readonly Observer[] },
): Attempt {
  return (request, attempt) => {
    const start = clock.now();
    const tell = (result: AttemptReport['result']): void => {
      const report: AttemptReport = { request, attempt, ms: clock.now() - start, result };
      for (const observe of observers) observe(report);
    };
    const pending = next(request, attempt);
    pending.then(
      (answer) => tell({ answer }),
      (error: unknown) => tell({ error }),
    );
    return pending;
  };
}
