import { Registry } from 'prom-client';
import { expect, test } from 'vitest';
import { registerRequests } from '../../../src/server/operations/request-metrics.ts';
import { newRequestIds } from '../../../src/telemetry/request-id.ts';
import { RequestRecord } from '../../../src/telemetry/request-record.ts';
import { metricValue, samplesIn } from './metrics-text.ts';

test('the metrics of requests have as many series after 10,000 names of operations, paths and methods as after one', async () => {
  const registry = new Registry();
  const report = registerRequests(registry);
  const send = (number: number) => {
    const record = new RequestRecord(newRequestIds(), { method: `X${number}`, path: `/nope/${number}` });
    record.identify(`jwt:${number}`);
    record.operation = { type: 'query', name: `Name${number}`, hash: `${number}` };
    report({ record, ms: number, status: 404 });
    const stream = new RequestRecord(newRequestIds(), { method: 'GET', path: `/graphiql/${number}` });
    stream.operation = { type: 'subscription', name: `Name${number}`, hash: `${number}` };
    report({ record: stream, ms: number, status: 200 });
  };
  send(0);
  const before = samplesIn(await registry.metrics()).length;
  for (let number = 1; number < 10_000; number += 1) send(number);
  const text = await registry.metrics();
  expect(samplesIn(text)).toHaveLength(before);
  expect(metricValue(text, 'gateway_operation_duration_seconds_count', { type: 'query', code: 'OK' })).toBe(10_000);
  expect(metricValue(text, 'gateway_subscriptions_total')).toBe(10_000);
});
