import { describe, expect, test } from 'vitest';
import { metricValue, samplesIn } from '../server/operations/metrics-text.ts';
import { openLiveClient } from './live-client.ts';
import { status } from './ways-to-fail.ts';
import { startWorld, type TestWorld } from './world.ts';

async function metricsOf(world: TestWorld): Promise<string> {
  return await (await world.fetch('metrics')).text();
}

describe('the metrics', () => {
  test('count operations and requests by their outcome, over every transport', async () => {
    await using world = await startWorld();
    await world.ask('{ companies { id } }');
    await world.ask('{ backends { source } }', {}, { as: 'reader' });
    await world.ask('{', {});
    await world.ask('{ companies { id } }', {}, { token: 'wrong' });
    await using client = openLiveClient(world, 'acme');
    await client.subscribe('{ companies { id } }').next();

    const operations = async (labels: Record<string, string>) =>
      metricValue(await metricsOf(world), 'gateway_operation_duration_seconds_count', labels);
    await expect.poll(() => operations({ type: 'query', code: 'OK' })).toBe(2);
    expect(await operations({ type: 'query', code: 'FORBIDDEN' })).toBe(1);
    expect(await operations({ type: 'unknown', code: 'BAD_USER_INPUT' })).toBe(1);
    const requests = async (status: string) =>
      metricValue(await metricsOf(world), 'http_server_request_duration_seconds_count', {
        ...{ http_request_method: 'POST', http_route: '/graphql', http_response_status_code: status },
      });
    expect([await requests('200'), await requests('400'), await requests('401')]).toEqual([2, 1, 1]);
  });

  test('show which account fails: REST calls by operation, account and outcome, retries, and the circuit breaker', async () => {
    await using world = await startWorld({ config: { backends: { timeoutMs: 2_000, retries: 1 } } });
    const { sandbox } = world;
    sandbox.v6.fail('listInvoices', status(503));
    for (let time = 0; time < 3; time += 1)
      await world.ask('{ invoices(first: 5) { nodes { number netAmount } } }', {}, { as: 'acme' });

    const text = await metricsOf(world);
    const calls = { source: 'V6', operation: 'listInvoices', outcome: '5xx' };
    const failed = metricValue(text, 'http_client_request_duration_seconds_count', calls);
    expect(failed).toBe(sandbox.v6.calls.length);
    expect(metricValue(text, 'gateway_account_calls_total', { source: 'V6', company: 'acme', outcome: '5xx' })).toBe(
      failed,
    );
    expect(metricValue(text, 'gateway_account_calls_total', { company: 'borealis' })).toBe(0);
    expect(
      metricValue(text, 'gateway_call_retries_total', { source: 'V6', operation: 'listInvoices' }),
    ).toBeGreaterThan(0);
    expect(metricValue(text, 'gateway_breaker_callers', { source: 'V6', company: 'acme' })).toBe(1);
    expect(metricValue(text, 'gateway_breaker_callers', { source: 'IVESK', company: 'acme' })).toBe(0);
    expect(
      metricValue(text, 'http_client_request_duration_seconds_count', { operation: 'getInvoice', outcome: '2xx' }),
    ).toBe(3);
    expect(
      metricValue(text, 'gateway_account_call_seconds_total', { source: 'LIGHTYEAR', company: 'acme' }),
    ).toBeGreaterThan(0);
  });

  test('show how long calls wait for their account', async () => {
    await using world = await startWorld({ config: { backends: { timeoutMs: 2_000, retries: 0, maxConcurrent: 1 } } });
    await world.ask(
      '{ invoices(filter: { sources: [LIGHTYEAR] }, first: 5) { nodes { number netAmount } } }',
      {},
      { as: 'acme' },
    );
    expect(metricValue(await metricsOf(world), 'gateway_call_queue_seconds_count', { source: 'LIGHTYEAR' })).toBe(4);
  });

  test('show what answered the reads', async () => {
    await using world = await startWorld();
    const query = '{ invoices(filter: { sources: [LIGHTYEAR] }, first: 5) { nodes { number netAmount } } }';
    const reads = async (tier: string) =>
      metricValue(await metricsOf(world), 'gateway_cache_reads_total', { kind: 'invoice', tier });
    await world.ask(query, {}, { as: 'acme' });
    expect([await reads('source'), await reads('memory'), await reads('joined')]).toEqual([5, 0, 0]);
    await world.ask(query, {}, { as: 'acme' });
    expect([await reads('source'), await reads('memory'), await reads('joined')]).toEqual([5, 5, 0]);
  });

  test('show the store and the writes', async () => {
    await using world = await startWorld();
    await world.ask('mutation { subscribeWebhook(input: { event: ON_EXPORTED }) { target } }', {}, { as: 'acme' });
    const text = await metricsOf(world);
    const wrote = { source: 'IVESK', action: 'SUBSCRIBE_WEBHOOK', outcome: 'DONE' };
    expect(metricValue(text, 'gateway_writes_total', wrote)).toBe(1);
    const stored = { db_system_name: 'sqlite', db_operation_name: 'beginWrites', outcome: 'ok' };
    expect(metricValue(text, 'db_client_operation_duration_seconds_count', stored)).toBe(1);
    expect(samplesIn(text).filter(({ labels }) => labels['db_operation_name'] === '')).toEqual([]);
  });

  test('have as many series after any names of operations, ids, paths and methods as before', async () => {
    await using world = await startWorld();
    const send = async (number: number) => {
      await world.ask(`query Name${number} { __typename }`, {}, { headers: { 'x-request-id': `id-${number}` } });
      const method = number % 2 === 0 ? 'GET' : 'PROPFIND';
      await (await world.fetch(`nope-${number}`, { method })).text();
    };
    // Those of the process and of the store change by themselves.
    const count = async () =>
      samplesIn(await metricsOf(world)).filter(({ name }) => /^(?:http|gateway)_/.test(name)).length;
    await Promise.all([send(0), send(1), count()]);
    const before = await count();
    await Promise.all(Array.from({ length: 200 }, (_, number) => send(number)));
    expect(await count()).toBe(before);
    expect(await metricsOf(world)).not.toMatch(/Name\d|id-\d|nope|PROPFIND/);
  });
});
