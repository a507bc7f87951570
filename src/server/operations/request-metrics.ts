import { Counter, Histogram, type Registry } from 'prom-client';
import type { EndedRequest, ReportRequest, RequestRecord } from '../../telemetry/request-record.ts';
import { routeOf } from '../../telemetry/route-of.ts';
import { DURATION_BUCKETS } from './duration-buckets.ts';

/** Clients choose the method of a request. */
const METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'OPTIONS', 'PUT', 'DELETE', 'PATCH']);

/** Registers the metrics of requests and of operations. No label has a word that a client chooses. */
export function registerRequests(registry: Registry): ReportRequest {
  const registers = [registry];
  const requests = new Histogram({
    name: 'http_server_request_duration_seconds',
    help: 'Duration of HTTP requests, without those of subscriptions',
    labelNames: ['http_request_method', 'http_route', 'http_response_status_code'],
    buckets: DURATION_BUCKETS,
    registers,
  });
  const operations = new Histogram({
    name: 'gateway_operation_duration_seconds',
    help: 'Duration of queries and mutations by the code of their first error, over every transport',
    labelNames: ['type', 'code'],
    buckets: DURATION_BUCKETS,
    registers,
  });
  const subscriptions = new Counter({
    name: 'gateway_subscriptions_total',
    help: 'Subscriptions that have ended, by the code of their first error',
    labelNames: ['code'],
    registers,
  });

  return ({ record, ms, status }: EndedRequest) => {
    const { method, path, operation, code = 'OK' } = record;
    if (operation?.type === 'subscription') {
      subscriptions.inc({ code });
      return;
    }
    if (isOperation(record)) operations.observe({ type: operation?.type ?? 'unknown', code }, ms / 1_000);
    if (method === 'WEBSOCKET') return;
    const labels = {
      http_request_method: METHODS.has(method) ? method : '_OTHER',
      http_route: routeOf(path),
      http_response_status_code: status ?? '',
    };
    requests.observe(labels, ms / 1_000);
  };
}

/** True also for a known caller's document that was refused. */
function isOperation({ operation, caller, path }: RequestRecord): boolean {
  return operation !== undefined || (caller !== undefined && path.startsWith('/graphql'));
}
