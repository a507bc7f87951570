import { describe, expect, test } from 'vitest';
import { openRaw, rawRequest, requestText } from '../server/raw-http.ts';
import { openLiveClient } from './live-client.ts';
import { useSturdyWorld } from './sturdy-world.ts';
import { tokenOf } from './world.ts';

const used = useSturdyWorld();

const TOKEN = `authorization: Bearer ${tokenOf('sandbox')}`;
const JSON_BODY = 'content-type: application/json';
const ID = 'id-of-the-client.1';
/** The example of the W3C's recommendation. */
const TRACEPARENT = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
const UUID = /^[0-9a-f]{8}-[0-9a-f-]{27}$/;
const UPGRADE = ['connection: upgrade', 'upgrade: websocket', 'sec-websocket-version: 13'];
const KEY = ['sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==', 'sec-websocket-protocol: graphql-transport-ws'];

/** The headers of all REST calls since they were forgotten. Calls for a token serve several requests. */
function callHeaders() {
  return Object.values(used.world.sandbox.sources).flatMap(({ calls }) =>
    [...calls].filter(({ operation }) => operation !== 'issueToken').map(({ headers }) => headers),
  );
}

describe('the id of a request', () => {
  test.each<[string, number, string]>([
    [
      'an operation',
      200,
      requestText('POST /graphql', [TOKEN, JSON_BODY, `x-request-id: ${ID}`], '{"query":"{ companies { id } }"}'),
    ],
    ['a wrong document', 400, requestText('POST /graphql', [TOKEN, JSON_BODY, `x-request-id: ${ID}`], '{"query":"{"}')],
    [
      'a refused login',
      401,
      requestText('POST /graphql', [JSON_BODY, `x-request-id: ${ID}`], '{"query":"{ companies { id } }"}'),
    ],
    ['a wrong method', 405, requestText('PATCH /graphql', [`x-request-id: ${ID}`])],
    ['an unknown path', 404, requestText('GET /nope', [`x-request-id: ${ID}`])],
    ['a preflight', 204, requestText('OPTIONS /graphql', [`x-request-id: ${ID}`])],
    ['a refused stream', 400, requestText('GET /graphql/stream', [TOKEN, `x-request-id: ${ID}`])],
    ['a refused delivery', 403, requestText('POST /webhooks/ivesk/acme', [`x-request-id: ${ID}`], 'x')],
    ['a health check', 200, requestText('GET /health/live', [`x-request-id: ${ID}`])],
  ])('is in the answer to %s', async (_what, status, request) => {
    const answer = await rawRequest(used.world.url, request);
    expect([answer.status, answer.headers['x-request-id']]).toEqual([status, ID]);
  });

  test('is in the head of an event stream, and in the answer to a WebSocket handshake', async () => {
    const stream = await used.world.fetch('graphql/stream?query={companies{id}}', {
      headers: { authorization: `Bearer ${tokenOf('sandbox')}`, accept: 'text/event-stream', 'x-request-id': ID },
    });
    expect(stream.headers.get('x-request-id')).toBe(ID);
    await stream.text();

    using connection = await openRaw(used.world.url);
    let head = '';
    const opened = new Promise<void>((resolve) => {
      connection.socket.on('data', (chunk) => {
        head += chunk.toString('latin1');
        if (head.includes('\r\n\r\n')) resolve();
      });
    });
    await connection.send(requestText('GET /graphql', [...UPGRADE, ...KEY, `x-request-id: ${ID}`]));
    await opened;
    expect(head).toMatch(/^HTTP\/1\.1 101 /);
    expect(head).toContain(`x-request-id: ${ID}\r\n`);
  });

  test.each([
    ['bytes that are not HTTP', 'hello\r\n\r\n', 400],
    ['headers that are too large', requestText('POST /graphql', [`x: ${'x'.repeat(20_000)}`]), 431],
    ['a wrong handshake', requestText('GET /graphql', UPGRADE), 400],
  ])('is new for %s', async (_what, bytes, status) => {
    const answer = await rawRequest(used.world.url, bytes);
    expect([answer.status, answer.headers['x-request-id']]).toEqual([status, expect.stringMatching(UUID)]);
  });

  test.each([
    ['no id', []],
    ['an empty one', ['x-request-id: ']],
    ['one of 129 characters', [`x-request-id: ${'x'.repeat(129)}`]],
    ['one with a quote', ['x-request-id: a"b']],
    ['one with a space', ['x-request-id: a b']],
    ['one outside of ASCII', ['x-request-id: ą']],
    ['two of them', ['x-request-id: a', 'x-request-id: b']],
  ])('is new for a request with %s', async (_what, headers) => {
    const ids = await Promise.all(
      [1, 2].map(
        async () =>
          (await rawRequest(used.world.url, requestText('GET /health/live', headers))).headers['x-request-id'],
      ),
    );
    expect(ids).toEqual([expect.stringMatching(UUID), expect.stringMatching(UUID)]);
    expect(new Set(ids).size).toBe(2);
  });
});

describe('the REST calls of a request', () => {
  test('carry its id and its traceparent', async () => {
    used.world.forgetCalls();
    await used.world.ask(
      '{ invoices(first: 9) { nodes { number } } }',
      {},
      {
        headers: { 'x-request-id': ID, traceparent: TRACEPARENT },
      },
    );
    const headers = callHeaders();
    expect(headers.length).toBeGreaterThan(5);
    expect(new Set(headers.map((one) => [one['x-request-id'], one['traceparent']].join()))).toEqual(
      new Set([`${ID},${TRACEPARENT}`]),
    );
  });

  test.each([
    TRACEPARENT.toUpperCase(),
    TRACEPARENT.replace('00-', 'ff-'),
    `00-${'0'.repeat(32)}-00f067aa0ba902b7-01`,
    `00-4bf92f3577b34da6a3ce929d0e0e4736-${'0'.repeat(16)}-01`,
    `${TRACEPARENT}-x`,
  ])('do not carry a traceparent that is not valid: %s', async (traceparent) => {
    used.world.forgetCalls();
    await used.world.ask(
      '{ invoices(filter: { sources: [V6] }, first: 1) { nodes { number } } }',
      {},
      { headers: { traceparent } },
    );
    expect(callHeaders().map((one) => one['traceparent'])).toEqual(callHeaders().map(() => undefined));
  });

  test('carry the id of the write that they send', async () => {
    used.world.forgetCalls();
    const { errors } = await used.world.ask(
      'mutation { subscribeWebhook(input: { company: "acme", event: ON_DIGITIZED }) { target } }',
      {},
      { headers: { 'x-request-id': 'write-1' } },
    );
    expect(errors).toEqual([]);
    expect(callHeaders().map((one) => one['x-request-id'])).toEqual(['write-1']);
  });

  test('carry an id for each operation of a WebSocket', async () => {
    await using client = openLiveClient(used.world, 'sandbox');
    const idsOf = async () => {
      used.world.forgetCalls();
      // Ids of documents are read each time from the cache, so that each query asks for another range of days.
      const from = `2024-01-${String(1 + count).padStart(2, '0')}`;
      count += 1;
      const query = `{ invoices(filter: { sources: [V6], issuedFrom: "${from}", issuedTo: "2024-03-01" }, first: 1) { nodes { number } } }`;
      await client.subscribe(query).next();
      return new Set(callHeaders().map((one) => one['x-request-id']));
    };
    let count = 0;
    const [first, second] = [await idsOf(), await idsOf()];
    expect([first.size, second.size]).toEqual([1, 1]);
    expect([...first, ...second]).toEqual([expect.stringMatching(UUID), expect.stringMatching(UUID)]);
    expect(first).not.toEqual(second);
  });
});

test('the log lines of REST calls carry the id of their request', async () => {
  const { world } = used;
  const before = world.log.entries().length;
  await world.ask(
    '{ invoices(filter: { sources: [V6], issuedFrom: "2023-02-01", issuedTo: "2023-02-02" }, first: 2) { nodes { number } } }',
    {},
    {
      headers: { 'x-request-id': 'logged-1' },
      as: 'auditor',
    },
  );
  const lines = world.log.entries().slice(before);
  expect(lines.filter(({ msg }) => msg === 'source answered').map(({ requestId }) => requestId)).toContain('logged-1');
});

test('the log lines of a write and of a refused delivery carry the id of their request', async () => {
  const { world } = used;
  const idsOf = (message: string) =>
    world.log.entries().flatMap(({ msg, requestId }) => (msg === message ? [requestId] : []));
  await world.ask(
    'mutation { subscribeWebhook(input: { company: "acme", event: ON_EXPORTED }) { target } }',
    {},
    { headers: { 'x-request-id': 'write-2' } },
  );
  expect(idsOf('a write has ended')).toContain('write-2');
  await world.fetch('webhooks/ivesk/borealis', { method: 'PUT', headers: { 'x-request-id': 'delivery-1' } });
  expect(idsOf('a webhook delivery was refused')).toContain('delivery-1');
});
