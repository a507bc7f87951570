import type { Clock } from '../async/clock.ts';
import type { Attempt } from './policies/retry.ts';
import type { RestAnswer, RestRequest } from './send.ts';

/** How one attempt went. */
export interface AttemptReport {
  readonly request: RestRequest;
  readonly attempt: number;
  /** From the moment it had its turn. */
  readonly ms: number;
  readonly result: { readonly answer: RestAnswer } | { readonly error: unknown };
}

export type Observer = (report: AttemptReport) => void;

/** Times each attempt and tells the observers how it went. */
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
