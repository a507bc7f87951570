import type { AccountId } from '../errors/catalogue.ts';
import { currentBehalf } from '../limits/on-behalf.ts';
import { type Attributes, traced } from '../telemetry/tracing/tracer.ts';
import { CallFailure } from './call-failure.ts';
import { outcomeOf } from './call-meter.ts';
import type { AttemptReport, ObserveOptions, Observer } from './observe-attempts.ts';
import type { Attempt, RestRequest } from './send.ts';

/** The reason for which a call is held back: its account's places, a pause that the source asked for, or an attempt that failed. */
export type WaitReason = 'maxConcurrent' | 'retry-after' | 'retry';

/** Makes a span of a call's wait, and returns the wait. */
export type TraceWait = <T>(wait: Promise<T>, reason: WaitReason, call: RestRequest) => Promise<T>;

/** Traces of an account's calls: the spans of the request that causes a call, and `extensions.trace` of its answer. */
export interface CallTraces {
  readonly startSpan: ObserveOptions['startSpan'];
  /** Ends the span of an attempt, and adds the attempt to the trace that the request asked for. */
  readonly attempt: Observer;
  readonly wait: TraceWait;
  /** Makes a span of each attempt that `next` refuses to send. */
  readonly refusals: (next: Attempt) => Attempt;
}

export function createCallTraces({ source, company }: AccountId, baseUrl: string): CallTraces {
  const { hostname } = new URL(baseUrl);
  // Without the path, which has ids of documents.
  const attributesOf = ({ operation }: RestRequest): Attributes => ({
    ...{ 'gateway.source': source, 'gateway.company': company, 'gateway.operation': operation },
  });
  return {
    startSpan: (request, attempt) =>
      currentBehalf().span?.start(`${source} ${request.operation}`, {
        kind: 'CLIENT',
        attributes: {
          ...attributesOf(request),
          ...{ 'http.request.method': request.method, 'server.address': hostname },
          'http.request.resend_count': attempt > 1 ? attempt - 1 : undefined,
        },
      }),
    attempt: (report) => {
      const { status, failure } = endOf(report);
      report.span?.end({ attributes: { 'http.response.status_code': status }, error: failure });
      addToTrace({ source, company }, report);
    },
    wait: (wait, reason, request) => {
      const { span } = currentBehalf();
      return span === undefined ? wait : traced(span, wait, `wait ${reason}`, { attributes: attributesOf(request) });
    },
    refusals: (next) => (request, attempt) => {
      const answer = next(request, attempt);
      const { span } = currentBehalf();
      if (span === undefined) return answer;
      answer.catch((error: unknown) => {
        if (!(error instanceof CallFailure) || !REFUSALS.has(error.kind)) return;
        const { kind, retryAfterMs } = error;
        const attributes = { ...attributesOf(request), 'gateway.retry_after_ms': retryAfterMs };
        span.start('wait breaker', { attributes })?.end({ error: kind });
      });
      return answer;
    },
  };
}

/** The failures of calls that a policy has not sent. */
const REFUSALS: ReadonlySet<string> = new Set(['breaker-open', 'paused', 'unavailable']);

function endOf({ result }: AttemptReport): { readonly status: number | undefined; readonly failure?: string } {
  if (!('answer' in result)) return { status: undefined, failure: outcomeOf(result) };
  const { status } = result.answer;
  return status >= 400 ? { status, failure: String(status) } : { status };
}

/** Adds an attempt to the trace of the request that causes it, if the request has one. */
function addToTrace(account: AccountId, { request: { operation }, attempt, ms, result }: AttemptReport): void {
  const trace = currentBehalf().request?.trace;
  if (trace === undefined) return;
  const error = 'error' in result ? result.error : undefined;
  trace.add({
    ...{ ...account, operation, attempt, ms: Math.round(ms * 10) / 10 },
    status: 'answer' in result ? result.answer.status : null,
    failure: error instanceof CallFailure ? error.message : null,
  });
}
