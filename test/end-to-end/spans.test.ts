import { describe, expect, test } from 'vitest';
import { noRedis, startRedis } from '../cache/redis-server.ts';
import { callsAt, newTrace, undocumented, useTracedWorld } from './traced-world.ts';
import { status } from './ways-to-fail.ts';
import { startWorld } from './world.ts';

const LIST = '{ invoices(filter: { companies: ["acme"] }, first: 5) { nodes { source number netAmount } } }';

const used = useTracedWorld();

describe('the trace of a query', () => {
  test('has the request below the span of its client, then the operation, then each REST call', async () => {
    const { traceId, clientSpan, find, calls } = await used.trace(`query Some ${LIST}`);
    const [request, operation] = [find('POST /graphql'), find('query')];
    expect(request).toMatchObject({
      ...{ parentSpanId: clientSpan, kind: 2, isError: false },
      attributes: {
        'http.request.method': 'POST',
        'http.route': '/graphql',
        'url.path': '/graphql',
        'http.response.status_code': 200,
        'gateway.request.id': `id-${traceId}`,
        'gateway.caller': 'acme',
      },
    });
    expect(operation).toMatchObject({
      ...{ parentSpanId: request.spanId, kind: 1, isError: false },
      attributes: {
        'graphql.operation.type': 'query',
        'graphql.operation.name': 'Some',
        'gateway.document.hash': expect.stringMatching(/^[0-9a-f]{64}$/),
        'gateway.rest_calls': calls.length,
      },
    });
    const made = callsAt(used.world);
    expect(calls.map(({ name }) => name).toSorted()).toEqual(
      made.map(({ source, operation: name }) => `${source} ${name}`).toSorted(),
    );
    expect(new Set(calls.map(({ attributes }) => attributes['gateway.source']))).toEqual(
      new Set(['LIGHTYEAR', 'IVESK', 'V6']),
    );
    for (const call of calls) {
      expect(call).toMatchObject({ parentSpanId: operation.spanId, kind: 3, isError: false });
      expect(call.attributes).toEqual({
        'gateway.source': expect.any(String),
        'gateway.company': 'acme',
        'gateway.operation': call.name.split(' ')[1],
        'http.request.method': 'GET',
        'http.response.status_code': 200,
        'server.address': '127.0.0.1',
      });
      expect(call.ms).toBeGreaterThan(0);
    }
  });

  test('continues in the sources: each REST call carries the traceparent of its own span', async () => {
    const { traceId, calls } = await used.trace(
      '{ invoices(filter: { sources: [V6], issuedFrom: "2024-01-01", issuedTo: "2024-02-01" }, first: 1) { nodes { number } } }',
    );
    expect(calls).toHaveLength(1);
    expect(callsAt(used.world).map(({ headers }) => headers['traceparent'])).toEqual(
      calls.map(({ spanId }) => `00-${traceId}-${spanId}-01`),
    );
  });

  test('has the reads that the cache answered as a number', async () => {
    await used.world.ask(LIST, {}, { as: 'acme' });
    const { find, calls } = await used.trace(LIST);
    expect(calls).toEqual([]);
    expect(find('query').attributes['gateway.cache.memory_hits']).toBeGreaterThan(2);
  });

  test('has each attempt at a call, and the waits in between', async () => {
    used.world.sandbox.v6.fail('listInvoices', status(503), { times: 1 });
    used.world.sandbox.v6.fail('listInvoices', { kind: 'reset' }, { times: 1 });
    const { find, calls } = await used.trace(
      '{ invoices(filter: { sources: [V6], issuedFrom: "2024-01-02", issuedTo: "2024-02-01" }) { accounts { ok } } }',
    );
    expect(
      calls.map(({ isError, attributes }) => [
        isError,
        attributes['http.response.status_code'],
        attributes['error.type'],
        attributes['http.request.resend_count'],
      ]),
    ).toEqual([
      [true, 503, '503', undefined],
      [true, undefined, 'connection', 1],
    ]);
    expect(find('wait retry')).toMatchObject({
      parentSpanId: find('query').spanId,
      attributes: { 'gateway.source': 'V6', 'gateway.company': 'acme', 'gateway.operation': 'listInvoices' },
    });
    expect(find('wait retry').ms).toBeGreaterThanOrEqual(45);
  });

  test('has the wait of a call for a place of its account', async () => {
    const { find } = await used.trace(
      '{ invoices(filter: { sources: [LIGHTYEAR], issuedFrom: "2024-01-03", issuedTo: "2026-12-01" }, first: 9) { nodes { lineItems { description } } } }',
    );
    expect(find('wait maxConcurrent')).toMatchObject({
      parentSpanId: find('query').spanId,
      attributes: { 'gateway.source': 'LIGHTYEAR' },
    });
  });

  test('has the calls that the circuit breaker refuses', async () => {
    used.world.sandbox.v6.fail('listInvoices', status(500), { times: 5 });
    const ask = (day: number) =>
      used.trace(
        `{ invoices(filter: { sources: [V6], issuedFrom: "2024-02-0${day}", issuedTo: "2024-03-01" }) { accounts { ok } } }`,
        { as: 'borealis' },
      );
    for (const day of [1, 2, 3, 4, 5]) await ask(day);
    const { find, calls } = await ask(6);
    expect(calls).toEqual([]);
    expect(find('wait breaker')).toMatchObject({
      ...{ parentSpanId: find('query').spanId, isError: true },
      attributes: { 'gateway.source': 'V6', 'gateway.company': 'borealis', 'error.type': 'breaker-open' },
    });
    expect(find('wait breaker').attributes['gateway.retry_after_ms']).toBeGreaterThan(1_000);
  });

  test('has the operations on the store', async () => {
    const { find, spans } = await used.trace('{ documentEvents(first: 1) { id } }');
    const store = spans.filter(({ attributes }) => attributes['db.system.name'] === 'sqlite');
    expect(store.length).toBeGreaterThan(0);
    expect(store[0]).toMatchObject({ parentSpanId: find('query').spanId, kind: 3 });
    expect(store[0]?.attributes['db.operation.name']).toBe(store[0]?.name);
  });

  test('shows a failed operation by its code', async () => {
    const { find } = await used.trace('query Wrong { invoice(id: "nope") { number } }');
    expect(find('query')).toMatchObject({ isError: true, attributes: { 'error.type': 'BAD_USER_INPUT' } });
    expect(find('POST /graphql').isError).toBe(false);
  });

  test('has the id that the access line of the request has', async () => {
    const { traceId } = await used.trace('{ companies { id } }');
    const line = used.world.log.entries().find(({ requestId }) => requestId === `id-${traceId}`);
    expect(line).toMatchObject({ msg: 'request', traceId });
  });
});

test('a request whose client does not sample its trace has no spans, and its calls carry the traceparent as it came', async () => {
  const { traceId, headers } = newTrace('00');
  const query =
    '{ invoices(filter: { sources: [V6], issuedFrom: "2024-01-04", issuedTo: "2024-02-01" }, first: 1) { nodes { number } } }';
  await used.world.ask(query, {}, { headers, as: 'acme' });
  expect(callsAt(used.world).map((call) => call.headers['traceparent'])).toEqual([headers.traceparent]);
  // Spans are exported in the order in which they end.
  await used.trace('{ companies { id } }');
  expect(used.receiver.spans.filter((span) => span.traceId === traceId)).toEqual([]);
});

test('a stranger gets no spans, whatever its traceparent says', async () => {
  const { traceId, headers } = newTrace();
  const answer = await used.world.ask('{ companies { id } }', {}, { headers, token: 'wrong' });
  expect(answer.status).toBe(401);
  await used.trace('{ companies { id } }');
  expect(used.receiver.spans.filter((span) => span.traceId === traceId)).toEqual([]);
});

test.skipIf(noRedis)(
  'the trace of a query has the commands that the shared cache gets, without their keys',
  async () => {
    await using redis = await startRedis();
    await using sharing = await startWorld({
      config: { storage: { redisUrl: redis.url } },
      overrides: { tracer: used.tracer },
    });
    const { find, spans } = await used.trace(LIST, { of: sharing });
    expect(find('redis GET')).toMatchObject({
      ...{ parentSpanId: find('query').spanId, kind: 3 },
      attributes: { 'db.system.name': 'redis', 'db.operation.name': 'GET' },
    });
    expect(spans.map(({ name }) => name)).toContain('redis SET');
  },
);

test('docs/observability.md names the spans that are not named after an operation', () => {
  expect(undocumented(used.receiver.spans)).toEqual([]);
});
