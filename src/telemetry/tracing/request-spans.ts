import type { EndedRequest, RequestRecord } from '../request-record.ts';
import { routeOf } from '../route-of.ts';
import type { Attributes, Span } from './tracer.ts';

/** Starts the span of a request, in the trace of its client if it has one. Returns undefined if the trace is not sampled. */
export function requestSpan({ tracer, method, path, traceparent, startedAt }: RequestRecord): Span | undefined {
  return tracer.start(`${method} ${routeOf(path)}`, {
    kind: 'SERVER',
    parent: traceparent,
    msAgo: performance.now() - startedAt,
  });
}

/** Ends the span of a request when its answer has been sent, or its client is gone. */
export function endRequestSpan({ record, status, bytes }: EndedRequest): void {
  const { span, id, method, path, caller, code } = record;
  if (span === undefined) return;
  // As the conventions have it, a refusal is not a failure of the server.
  const isFailed = status === undefined ? code !== undefined : status >= 500;
  const http =
    method === 'WEBSOCKET'
      ? { 'network.protocol.name': 'websocket' }
      : {
          'http.request.method': method,
          'http.route': routeOf(path),
          'http.response.status_code': status,
          'http.response.size': bytes,
        };
  span.end({
    attributes: { ...http, 'url.path': path, 'gateway.request.id': id, 'gateway.caller': caller },
    error: isFailed ? (code ?? String(status)) : undefined,
  });
}

/** Runs the operation of a request in a span of its own, which gets at its end what is known of the operation. */
export function inOperationSpan<T>(
  record: RequestRecord | undefined,
  work: (span: Span | undefined) => Promise<T>,
): Promise<T> {
  const span = record?.span?.start('operation');
  if (record === undefined || span === undefined) return work(undefined);
  const running = work(span);
  const end = () =>
    span.end({
      name: record.operation?.type ?? 'operation',
      attributes: { ...operationAttributes(record), 'gateway.rest_calls': record.restCalls },
      error: record.code,
    });
  running.then(end, end);
  return running;
}

/**
 * Starts the span of an event that is sent to a subscriber. It is a trace of its own, as a subscription can last for weeks, with a
 * link to that of the subscription.
 */
export function relaySpan(record: RequestRecord): Span | undefined {
  return record.tracer.start('relay', { link: record.span, attributes: operationAttributes(record) });
}

/** Clients choose the names of operations. */
const MAX_NAME = 100;

function operationAttributes({ id, operation, caller }: RequestRecord): Attributes {
  return {
    'gateway.request.id': id,
    'gateway.caller': caller,
    'graphql.operation.type': operation?.type,
    'graphql.operation.name': operation?.name?.slice(0, MAX_NAME),
    'gateway.document.hash': operation?.hash,
  };
}
