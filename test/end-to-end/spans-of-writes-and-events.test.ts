import { expect, test } from 'vitest';
import { openLiveClient, subscribersOf } from './live-client.ts';
import { ends, newTrace, undocumented, useTracedWorld } from './traced-world.ts';
import { post } from './webhook-endpoint.ts';
import { tokenOf } from './world.ts';

const used = useTracedWorld();

test('the trace of a write has its REST call and its entries in the journal', async () => {
  const { find, calls, spans } = await used.trace(
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
  await used.world.fetch('graphql', {
    ...{ method: 'POST', body: form },
    headers: { ...headers, authorization, 'apollo-require-preflight': 'true' },
  });
  const { find, calls } = ends(await used.receiver.trace(traceId));
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
  await using client = openLiveClient(used.world);
  const events = client.subscribe('subscription Follow { documentEvents { id company { name } } }');
  const first = events.next();
  await subscribersOf(used.world, 1);
  used.world.sandbox.sns.publish('acme', 'DIGITIZED');
  expect((await first).value?.errors).toBeUndefined();
  const webhook = await used.receiver.span(({ attributes }) => attributes['gateway.webhook.outcome'] === 'stored');
  expect(webhook).toMatchObject({
    name: 'webhook',
    attributes: { 'gateway.source': 'IVESK', 'gateway.company': 'acme' },
  });
  const spans = await used.receiver.trace(webhook.traceId);
  const { find } = ends(spans);
  expect(find('POST /webhooks/')).toMatchObject({ kind: 2, attributes: { 'gateway.caller': 'webhook acme' } });
  expect(spans.filter(({ parentSpanId }) => parentSpanId === webhook.spanId).map(({ kind }) => kind)).toContain(3);

  const relay = await used.receiver.span(({ name }) => name === 'relay');
  expect(relay.parentSpanId).toBeUndefined();
  expect(relay.attributes).toMatchObject({
    'graphql.operation.type': 'subscription',
    'graphql.operation.name': 'Follow',
    'gateway.caller': 'acme',
  });
  await client[Symbol.asyncDispose]();
  const subscription = await used.receiver.span(({ name }) => name === 'WEBSOCKET /graphql');
  expect(relay.links).toEqual([subscription.traceId]);
});

test('a delivery that is refused has its reason', async () => {
  const { traceId, headers } = newTrace();
  const answer = await post(used.world, 'x', { headers });
  expect(answer.status).toBe(400);
  const { find } = ends(await used.receiver.trace(traceId));
  expect(find('webhook').attributes['error.type']).toBe('malformed');
});

test('traces say which service they are from', () => {
  expect(used.receiver.resource).toMatchObject({ 'service.name': 'invoice-gateway', 'service.version': '1.2.3' });
});

test('no span has a token, a secret, a variable, an id of a document or a query', async () => {
  const { data } = await used.world.ask<{
    invoices: { nodes: readonly { id: string; sourceId: string; number: string }[] };
  }>('{ invoices(filter: { companies: ["acme"] }, first: 3) { nodes { id sourceId number } } }', {}, { as: 'acme' });
  const documents = data?.invoices.nodes ?? [];
  expect(documents).toHaveLength(3);
  for (const { id } of documents)
    await used.trace('query ById($id: ID!) { invoice(id: $id) { netAmount lineItems { description } } }', {
      variables: { id },
    });
  const { acme } = used.world.sandbox.world;
  const sent = used.receiver.bodies.join('\n');
  const secrets = [tokenOf('acme'), acme?.ivesk.webhookSecret, acme?.v6.apiKey];
  const contents = documents.flatMap(({ id, sourceId, number }) => [id, sourceId, number]);
  for (const text of [...secrets, ...contents, 'netAmount', 'ById($id']) {
    expect(text).toEqual(expect.any(String));
    expect(sent).not.toContain(text);
  }
});

test('docs/observability.md names the spans that are not named after an operation', () => {
  expect(undocumented(used.receiver.spans)).toEqual([]);
});
