import { describe, expect, test } from 'vitest';
import { useSturdyWorld } from '../end-to-end/sturdy-world.ts';
import { expectOneError, JSON_BODY, QUERY, TOKEN } from './ask-raw.ts';
import { openRaw, requestText } from './raw-http.ts';

const used = useSturdyWorld();

describe('a malformed request', () => {
  test.each([
    ['no HTTP', 'hello\r\n\r\n', 400],
    ['no host', `POST /graphql HTTP/1.1\r\n${TOKEN}\r\n\r\n`, 400],
    ['headers of 20 kB', requestText('POST /graphql', [TOKEN, JSON_BODY, `x: ${'x'.repeat(20_000)}`], QUERY), 431],
    ['two lengths', requestText('POST /graphql', [TOKEN, JSON_BODY, 'content-length: 5'], QUERY), 400],
    ['a length and chunks', requestText('POST /graphql', [TOKEN, JSON_BODY, 'transfer-encoding: chunked'], QUERY), 400],
    ['a negative length', requestText('POST /graphql', [TOKEN, JSON_BODY, 'content-length: -1']), 400],
    ['no chunk', `${requestText('POST /graphql', [TOKEN, JSON_BODY, 'transfer-encoding: chunked'])}zz\r\n`, 400],
    ['a NUL in a header', requestText('POST /graphql', [`${TOKEN}\0`, JSON_BODY], QUERY), 400],
    ['a header on two lines', requestText('POST /graphql', [TOKEN, 'x: a\r\n b', JSON_BODY], QUERY), 400],
  ])('is refused, and its connection closed: %s', async (_what, bytes, status) => {
    using connection = await openRaw(used.world.url);
    void connection.send(bytes);
    expect((await connection.answer()).status).toBe(status);
    await connection.closed;
  });
});

test.each([
  ['bytes that are not HTTP', 'hello\r\n\r\n'],
  ['a head that is too large', requestText('GET /', [`x: ${'x'.repeat(40_000)}`])],
])('a running operation is not answered with the refusal of %s behind it', async (_what, bytes) => {
  using connection = await openRaw(used.world.url);
  const query = '{ invoices(first: 3) { nodes { number } } }';
  await connection.send(requestText('POST /graphql', [TOKEN, JSON_BODY], JSON.stringify({ query })) + bytes);
  await expect(connection.answer()).rejects.toThrow('the connection ended with no whole answer: ');
});

test('a request without a host is refused in the form of all refusals, behind the answers before it', async () => {
  using connection = await openRaw(used.world.url);
  const first = requestText('POST /graphql', [TOKEN, JSON_BODY], QUERY);
  await connection.send(`${first}GET /health/live HTTP/1.1\r\n\r\n`);
  expect((await connection.answer()).status).toBe(200);
  const refused = await connection.answer();
  expect(refused.status).toBe(400);
  expectOneError(refused, 'BAD_USER_INPUT', /host/);
  expect(refused.headers).toMatchObject({ 'access-control-allow-origin': '*', connection: 'close' });
  await connection.closed;
});

test('a request of HTTP/1.0 needs no host', async () => {
  using connection = await openRaw(used.world.url);
  await connection.send('GET /health/live HTTP/1.0\r\n\r\n');
  expect((await connection.answer()).status).toBe(200);
});

test('pipelined requests are answered in order', async () => {
  using connection = await openRaw(used.world.url);
  const ask = (query: string) => requestText('POST /graphql', [TOKEN, JSON_BODY], JSON.stringify({ query }));
  void connection.send(
    ask('{ a: invoices(first: 3) { nodes { number } } }') + ask('{ b: __typename }') + ask('{ c: nope }'),
  );

  expect((await connection.answer()).body).toMatch(/^\{"data":\{"a"/);
  expect((await connection.answer()).body).toMatch(/^\{"data":\{"b"/);
  expect((await connection.answer()).body).toContain('nope');
});
