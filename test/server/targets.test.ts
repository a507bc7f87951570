import { describe, expect, test } from 'vitest';
import { useSturdyWorld } from '../end-to-end/sturdy-world.ts';
import { COMPANIES, expectOneError, JSON_BODY, QUERY, TOKEN } from './ask-raw.ts';
import { openSocket } from './live/socket-client.ts';
import { openRaw, rawRequest, requestText } from './raw-http.ts';

const used = useSturdyWorld();

describe('a target with the host', () => {
  test.each([
    ['POST http://localhost/graphql', QUERY],
    ['POST HTTP://other.example:8080/graphql?x=1', QUERY],
    ['GET https://localhost/graphql?query={companies{id}}', undefined],
  ])('is answered as the path alone: %s', async (line, body) => {
    const answer = await rawRequest(used.world.url, requestText(line, [TOKEN, JSON_BODY], body));
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.body)).toEqual(COMPANIES);
  });

  test.each([
    ['GET http://localhost/health/live', 200],
    ['GET http://localhost', 200],
    ['GET http://localhost?x', 200],
    ['GET http://localhost/nope', 404],
    ['GET ftp://localhost/health/live', 404],
    ['PUT http://localhost/health/live', 405],
    ['OPTIONS http://localhost/graphql', 204],
    ['POST http://localhost/webhooks/ivesk/acme', 403],
    ['PATCH http://localhost/graphql/stream', 405],
  ])('is answered on each route: %s with %i', async (line, status) => {
    expect((await rawRequest(used.world.url, requestText(line, [TOKEN]))).status).toBe(status);
  });

  test('opens a stream of events', async () => {
    using connection = await openRaw(used.world.url);
    const headers = [TOKEN, JSON_BODY, 'accept: text/event-stream', 'connection: close'];
    void connection.send(requestText('POST http://localhost/graphql/stream', headers, QUERY));
    const chunks: Buffer[] = [];
    connection.socket.on('data', (chunk: Buffer) => chunks.push(chunk));
    await connection.closed;
    expect(String(Buffer.concat(chunks))).toContain(JSON.stringify(COMPANIES));
  });

  test('opens a WebSocket', async () => {
    const upgrade = ['connection: upgrade', 'upgrade: websocket', 'sec-websocket-version: 13'];
    const key = ['sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==', 'sec-websocket-protocol: graphql-transport-ws'];
    const answer = await rawRequest(used.world.url, requestText('GET http://localhost/graphql', [...upgrade, ...key]));
    expect(answer.status).toBe(101);
  });
});

test('OPTIONS * names the methods', async () => {
  const answer = await rawRequest(used.world.url, requestText('OPTIONS *'));
  expect([answer.status, answer.headers['allow']]).toEqual([204, 'GET, POST, OPTIONS']);
});

test('a WebSocket with a query is opened, and one at another path is refused', async () => {
  using client = await openSocket(used.world, { path: 'graphql?a=%zz' });
  expect(client.socket.readyState).toBe(client.socket.OPEN);
  await expect(openSocket(used.world, { path: 'graphql/' })).rejects.toThrow('404');
});

describe('a web page', () => {
  const preflight = ['origin: https://erp.example', 'access-control-request-method: POST'];

  test.each<[string, number, () => string]>([
    ['an unknown path', 404, () => requestText('POST /nope', [JSON_BODY], QUERY)],
    ['a wrong method', 405, () => requestText('PATCH /graphql')],
    ['a wrong method of a page', 405, () => requestText('POST /health/live')],
    ['too much', 413, () => requestText('POST /graphql', [TOKEN, JSON_BODY], ' '.repeat(1_000_001))],
    ['a compressed body', 415, () => requestText('POST /graphql', [TOKEN, JSON_BODY, 'content-encoding: br'], 'x')],
    ['headers that are too large', 431, () => requestText('POST /graphql', [`x: ${'x'.repeat(20_000)}`])],
    ['bytes that are not HTTP', 400, () => 'hello\r\n\r\n'],
  ])('may read the refusal of %s', async (_what, status, request) => {
    const answer = await rawRequest(used.world.url, request());
    expect(answer.status).toBe(status);
    expect(answer.headers['access-control-allow-origin']).toBe('*');
    expect(answer.headers['access-control-expose-headers']).toBe('retry-after, x-request-id');
    expectOneError(
      answer,
      status === 404 ? 'NOT_FOUND' : 'BAD_USER_INPUT',
      /./,
      status === 413 ? 'maxBodyBytes' : undefined,
    );
  });

  test.each(['/graphql', '/graphql/stream', '/nope'])('passes the preflight for %s', async (path) => {
    const answer = await rawRequest(used.world.url, requestText(`OPTIONS ${path}`, preflight));
    expect([answer.status, answer.headers['access-control-allow-origin']]).toEqual([204, '*']);
  });
});

test('bytes that are not HTTP do not get into an answer that is being sent', async () => {
  using connection = await openRaw(used.world.url);
  const chunks: Buffer[] = [];
  connection.socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  const query = '{"query":"subscription { documentEvents { id } }"}';
  await connection.send(requestText('POST /graphql/stream', [TOKEN, JSON_BODY], query));
  await expect.poll(() => String(Buffer.concat(chunks))).toContain(':\n\n');
  await connection.send('hello\r\n\r\n');
  await connection.closed;
  expect(String(Buffer.concat(chunks))).not.toContain('400 Bad Request');
});
