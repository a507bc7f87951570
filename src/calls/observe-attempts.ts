import type { Clock } from '../async/clock.ts';
import type { Span } from '../telemetry/tracing/tracer.ts';
import type { Attempt, RestAnswer, RestRequest } from './send.ts';

/** The result of one attempt. */
export interface AttemptReport {
  readonly request: RestRequest;
  readonly attempt: number;
  /** Without the time in the queue. */
  readonly ms: number;
  /** Undefined if it is not traced. */
  readonly span: Span | undefined;
  readonly result: { readonly answer: RestAnswer } | { readonly error: unknown };
}

export type Observer = (report: AttemptReport) => void;

export interface ObserveOptions {
  readonly clock: Clock;
  readonly observers: readonly Observer[];
  /** Starts the span of an attempt. Returns undefined if the attempt is not traced. */
  readonly startSpan: (request: RestRequest, attempt: number) => Span | undefined;
}

/** Times each attempt and reports its result to the observers. The source gets the place of a traced attempt in its trace. */
export function observeAttempts(next: Attempt, { clock, observers, startSpan }: ObserveOptions): Attempt {
  return (request, attempt) => {
    const start = clock.now();
    const span = startSpan(request, attempt);
    const tell = (result: AttemptReport['result']): void => {
      const report: AttemptReport = { request, attempt, ms: clock.now() - start, span, result };
      for (const observe of observers) observe(report);
    };
    const pending = next(span === undefined ? request : within(span, request), attempt);
    pending.then(
      (answer) => tell({ answer }),
      (error: unknown) => tell({ error }),
    );
    return pending;
  };
}

function within({ traceparent }: Span, request: RestRequest): RestRequest {
  return { ...request, headers: { ...request.headers, traceparent } };
}
