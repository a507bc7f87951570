import type { AccountId } from '../errors/catalogue.ts';
import { currentBehalf } from '../limits/on-behalf.ts';
import { CallFailure } from './call-failure.ts';
import type { Observer } from './observe-attempts.ts';

/** Adds each attempt to the trace of the request that causes it, if the request has one. */
export function traceAttempts({ source, company }: AccountId): Observer {
  return ({ request: { operation }, attempt, ms, result }) => {
    const trace = currentBehalf().request?.trace;
    if (trace === undefined) return;
    const answer = 'answer' in result ? result.answer : undefined;
    const error = 'error' in result ? result.error : undefined;
    trace.add({
      ...{ source, company, operation, attempt, ms: Math.round(ms * 10) / 10 },
      status: answer?.status ?? null,
      failure: error instanceof CallFailure ? error.message : null,
    });
  };
}
