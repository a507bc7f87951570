import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openTracing, type Tracing } from '../../src/telemetry/tracing/open-tracing.ts';
import { noRedis, startRedis } from '../cache/redis-server.ts';
import { Page } from '../readme/page.ts';
import { type OtlpReceiver, type ReceivedSpan, startOtlpReceiver } from '../telemetry/otlp-receiver.ts';
import { openLiveClient, subscribersOf } from './live-client.ts';
import { status } from './ways-to-fail.ts';
import { post } from './webhook-endpoint.ts';
import { type CallerName, startWorld, type TestWorld, tokenOf } from './world.ts';

const LIST = '{ invoices(filter: { companies: ["acme"] }, first: 5) { nodes { source number netAmount } } }';

let receiver: OtlpReceiver;
let tracing: Tracing;
let world: TestWorld;

beforeAll(async () => {
  receiver = await startOtlpReceiver();
  const env = { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url, OTEL_BSP_SCHEDULE_DELAY: '1' };
  tracing = await openTracing(env, { logger: { warn: () => {} }, version: '1.2.3' });
  world = await startWorld({
    config: { backends: { timeoutMs: 2_000, retries: 1, maxConcurrent: 1 } },
    overrides: { tracer: tracing.tracer },
    sandbox: { ivesk: { digitizeMs: 0, exportMs: Number.POSITIVE_INFINITY } },
  });
  await world.sandbox.connect(world.url);
});
beforeEach(() => world.forgetCalls());
afterAll(async () => {
  await world[Symbol.asyncDispose]();
  await tracing[Symbol.asyncDispose]();
  await receiver[Symbol.asyncDispose]();
});

/** The place of a client in a trace of its own. */
function newTrace(flags = '01') {
  const [traceId, spanId] = [randomBytes(16).toString('hex'), randomBytes(8).toString('hex')];
  return { traceId, spanId, headers: { traceparent: `00-${traceId}-${spanId}-${flags}` } };
}

interface Asking {
  readonly variables?: object;
  readonly as?: CallerName;
  readonly of?: TestWorld;
}

/** Asks in a new trace. Returns its spans. */
async function trace(query: string, { variables = {}, as = 'acme', of = world }: Asking = {}) {
  const { traceId, spanId, headers } = newTrace();
  await of.ask(query, variables, { headers: { ...headers, 'x-request-id': `id-${traceId}` }, as });
  const spans = await receiver.trace(traceId);
  return { traceId, clientSpan: spanId, spans, ...ends(spans) };
}

function ends(spans: readonly ReceivedSpan[]) {
  const find = (name: string): ReceivedSpan => {
    const found = spans.find((span) => span.name === name);
    if (found === undefined) throw new Error(`There is no ${name} among ${spans.map((span) => span.name).join(', ')}`);
    return found;
  };
  const calls = spans.filter(({ attributes }) => attributes['server.address'] !== undefined);
  return { find, calls };
}

function sandboxCalls() {
  return Object.entries(world.sandbox.sources).flatMap(([source, { calls }]) =>
    [...calls].filter(({ operation }) => operation !== 'issueToken').map((call) => ({ source, ...call })),
  );
}

describe('the trace of a query', () => {
  test('has the request below the span of its client, then the operation, then each REST call', async () => {
    const { traceId, clientSpan, find, calls } = await trace(`query Some ${LIST}`);
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
    const made = sandboxCalls();
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
    const { traceId, calls } = await trace(
      '{ invoices(filter: { sources: [V6], issuedFrom: "2024-01-01", issuedTo: "2024-02-01" }, first: 1) { nodes { number } } }',
    );
    expect(calls).toHaveLength(1);
    expect(sandboxCalls().map(({ headers }) => headers['traceparent'])).toEqual(
      calls.map(({ spanId }) => `00-${traceId}-${spanId}-01`),
    );
  });

  test('has the reads that the cache answered as a number', async () => {
    await world.ask(LIST, {}, { as: 'acme' });
    const { find, calls } = await trace(LIST);
    expect(calls).toEqual([]);
    expect(find('query').attributes['gateway.cache.memory_hits']).toBeGreaterThan(2);
  });

  test('has each attempt at a call, and the waits in between', async () => {
    world.sandbox.v6.fail('listInvoices', status(503), { times: 1 });
    world.sandbox.v6.fail('listInvoices', { kind: 'reset' }, { times: 1 });
    const { find, calls } = await trace(
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
    const { find } = await trace(
      '{ invoices(filter: { sources: [LIGHTYEAR], issuedFrom: "2024-01-03", issuedTo: "2026-12-01" }, first: 9) { nodes { lineItems { description } } } }',
    );
    expect(find('wait maxConcurrent')).toMatchObject({
      parentSpanId: find('query').spanId,
      attributes: { 'gateway.source': 'LIGHTYEAR' },
    });
  });

  test('has the calls that the circuit breaker refuses', async () => {
    world.sandbox.v6.fail('listInvoices', status(500), { times: 5 });
    const ask = (day: number) =>
      trace(
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
    const { find, spans } = await trace('{ documentEvents(first: 1) { id } }');
    const store = spans.filter(({ attributes }) => attributes['db.system.name'] === 'sqlite');
    expect(store.length).toBeGreaterThan(0);
    expect(store[0]).toMatchObject({ parentSpanId: find('query').spanId, kind: 3 });
    expect(store[0]?.attributes['db.operation.name']).toBe(store[0]?.name);
  });

  test('shows a failed operation by its code', async () => {
    const { find } = await trace('query Wrong { invoice(id: "nope") { number } }');
    expect(find('query')).toMatchObject({ isError: true, attributes: { 'error.type': 'BAD_USER_INPUT' } });
    expect(find('POST /graphql').isError).toBe(false);
  });

  test('has the id that the access line of the request has', async () => {
    const { traceId } = await trace('{ companies { id } }');
    const line = world.log.entries().find(({ requestId }) => requestId === `id-${traceId}`);
    expect(line).toMatchObject({ msg: 'request', traceId });
  });
});

test('a request whose client does not sample its trace has no spans, and its calls carry the traceparent as it came', async () => {
  const { traceId, headers } = newTrace('00');
  const query =
    '{ invoices(filter: { sources: [V6], issuedFrom: "2024-01-04", issuedTo: "2024-02-01" }, first: 1) { nodes { number } } }';
  await world.ask(query, {}, { headers, as: 'acme' });
  expect(sandboxCalls().map((call) => call.headers['traceparent'])).toEqual([headers.traceparent]);
  // Spans are exported in the order in which they end.
  await trace('{ companies { id } }');
  expect(receiver.spans.filter((span) => span.traceId === traceId)).toEqual([]);
});

test('a stranger gets no spans, whatever its traceparent says', async () => {
  const { traceId, headers } = newTrace();
  const answer = await world.ask('{ companies { id } }', {}, { headers, token: 'wrong' });
  expect(answer.status).toBe(401);
  await trace('{ companies { id } }');
  expect(receiver.spans.filter((span) => span.traceId === traceId)).toEqual([]);
});

test('the trace of a write has its REST call and its entries in the journal', async () => {
  const { find, calls, spans } = await trace(
    'mutation Follow { subscribeWebhook(input: { company: "acme", event: ON_DIGITIZED }) { target } }',
  );
  expect(find('mutation').attributes['graphql.operation.name']).toBe('Follow');
  expect(calls.map(({ name, attributes }) => [name, attributes['http.request.method']])).toEqual([
    [expect.stringMatching(/^IVESK /), 'POST'],
  ]);
  expect(spans.some(({ attributes }) => attributes['db.system.name'] === 'sqlite')).toBe(true);
});

test('the trace of an upload has the call for its location and the transfer to the storage, without the URL', async () => {
  const { traceId, headers } = newTrace();
  const query = 'mutation Send($input: UploadFileInput!) { uploadFile(input: $input) { upload { size } } }';
  const form = new FormData();
  form.set('operations', JSON.stringify({ query, variables: { input: { file: null } } }));
  form.set('map', JSON.stringify({ 0: ['variables.input.file'] }));
  form.set('0', new Blob(['%PDF-1.4 an invoice'], { type: 'application/pdf' }), 'invoice.pdf');
  const authorization = `Bearer ${tokenOf('acme')}`;
  await world.fetch('graphql', {
    ...{ method: 'POST', body: form },
    headers: { ...headers, authorization, 'apollo-require-preflight': 'true' },
  });
  const { find, calls } = ends(await receiver.trace(traceId));
  expect(calls.map(({ name }) => name)).toEqual([expect.stringMatching(/^IVESK /), 'IVESK putFile']);
  expect(find('IVESK putFile')).toMatchObject({ parentSpanId: find('mutation').spanId, kind: 3, isError: false });
  expect(find('IVESK putFile').attributes).toEqual({
    'gateway.source': 'IVESK',
    'gateway.company': 'acme',
    'gateway.operation': 'putFile',
    'http.request.method': 'PUT',
    'http.response.status_code': 200,
    'server.address': '127.0.0.1',
  });
});

test('a delivery of a webhook, and the event that a subscriber gets, have traces of their own', async () => {
  await using client = openLiveClient(world);
  const events = client.subscribe('subscription Follow { documentEvents { id company { name } } }');
  const first = events.next();
  await subscribersOf(world, 1);
  world.sandbox.sns.publish('acme', 'DIGITIZED');
  expect((await first).value?.errors).toBeUndefined();
  const webhook = await receiver.span(({ attributes }) => attributes['gateway.webhook.outcome'] === 'stored');
  expect(webhook).toMatchObject({
    name: 'webhook',
    attributes: { 'gateway.source': 'IVESK', 'gateway.company': 'acme' },
  });
  const spans = await receiver.trace(webhook.traceId);
  const { find } = ends(spans);
  expect(find('POST /webhooks/')).toMatchObject({ kind: 2, attributes: { 'gateway.caller': 'webhook acme' } });
  expect(spans.filter(({ parentSpanId }) => parentSpanId === webhook.spanId).map(({ kind }) => kind)).toContain(3);

  const relay = await receiver.span(({ name }) => name === 'relay');
  expect(relay.parentSpanId).toBeUndefined();
  expect(relay.attributes).toMatchObject({
    'graphql.operation.type': 'subscription',
    'graphql.operation.name': 'Follow',
    'gateway.caller': 'acme',
  });
  await client[Symbol.asyncDispose]();
  const subscription = await receiver.span(({ name }) => name === 'WEBSOCKET /graphql');
  expect(relay.links).toEqual([subscription.traceId]);
});

test('a delivery that is refused has its reason', async () => {
  const { traceId, headers } = newTrace();
  const answer = await post(world, 'x', { headers });
  expect(answer.status).toBe(400);
  const { find } = ends(await receiver.trace(traceId));
  expect(find('webhook').attributes['error.type']).toBe('malformed');
});

test.skipIf(noRedis)(
  'the trace of a query has the commands that the shared cache gets, without their keys',
  async () => {
    await using redis = await startRedis();
    await using sharing = await startWorld({
      config: { storage: { redisUrl: redis.url } },
      overrides: { tracer: tracing.tracer },
    });
    const { find, spans } = await trace(LIST, { of: sharing });
    expect(find('redis GET')).toMatchObject({
      ...{ parentSpanId: find('query').spanId, kind: 3 },
      attributes: { 'db.system.name': 'redis', 'db.operation.name': 'GET' },
    });
    expect(spans.map(({ name }) => name)).toContain('redis SET');
  },
);

test('traces say which service they are from', () => {
  expect(receiver.resource).toMatchObject({ 'service.name': 'invoice-gateway', 'service.version': '1.2.3' });
});

test('no span has a token, a secret, a variable, an id of a document or a query', async () => {
  const { data } = await world.ask<{
    invoices: { nodes: readonly { id: string; sourceId: string; number: string }[] };
  }>('{ invoices(filter: { companies: ["acme"] }, first: 3) { nodes { id sourceId number } } }', {}, { as: 'acme' });
  const documents = data?.invoices.nodes ?? [];
  expect(documents).toHaveLength(3);
  for (const { id } of documents)
    await trace('query ById($id: ID!) { invoice(id: $id) { netAmount lineItems { description } } }', {
      variables: { id },
    });
  const { acme } = world.sandbox.world;
  const sent = receiver.bodies.join('\n');
  const secrets = [tokenOf('acme'), acme?.ivesk.webhookSecret, acme?.v6.apiKey];
  const contents = documents.flatMap(({ id, sourceId, number }) => [id, sourceId, number]);
  for (const text of [...secrets, ...contents, 'netAmount', 'ById($id']) {
    expect(text).toEqual(expect.any(String));
    expect(sent).not.toContain(text);
  }
});

test('docs/observability.md names every kind of span that does not have the name of an operation', () => {
  const named = new Page('docs/observability.md')
    .rows('| span | part of | meaning |')
    .flatMap(([cell = '']) => [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name));
  const sent = new Set(
    receiver.spans
      .filter(
        ({ attributes }) => attributes['db.system.name'] !== 'sqlite' && attributes['server.address'] === undefined,
      )
      .map(({ name }) => name),
  );
  expect([...sent].filter((name) => !named.includes(name))).toEqual([]);
});

test('docs/observability.md names every attribute', () => {
  const sent = new Set(receiver.spans.flatMap(({ attributes }) => Object.keys(attributes)));
  const named = new Page('docs/observability.md')
    .rows('| attribute | of | meaning |')
    .flatMap((cells) => [...cells.join().matchAll(/`([a-z]+\.[a-z_.]+)`/g)].map(([, name = '']) => name));
  expect([...sent].filter((name) => !named.includes(name))).toEqual([]);
  // The shared cache did not answer, as no other gateway has filled it, and no trace was too long.
  const notSent = ['gateway.cache.shared_hits', 'gateway.spans_left_out'];
  expect(named.filter((name) => !sent.has(name))).toEqual(notSent);
});
