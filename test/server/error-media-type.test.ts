import { describe, expect, test } from 'vitest';
import { useSturdyWorld } from '../end-to-end/sturdy-world.ts';
import { get, JSON_BODY, post, QUERY, TOKEN } from './ask-raw.ts';
import { openRaw, rawRequest, requestText } from './raw-http.ts';

const GRAPHQL = 'application/graphql-response+json';
const JSON_TYPE = 'application/json; charset=utf-8';
const GRAPHQL_TYPE = `${GRAPHQL}; charset=utf-8`;

const used = useSturdyWorld();

describe('an error before the query is parsed', () => {
  test.each<[string, string | undefined, string]>([
    ['no header', undefined, JSON_TYPE],
    ['an empty header', '', JSON_TYPE],
    ['anything', '*/*', JSON_TYPE],
    ['any application', 'application/*', JSON_TYPE],
    ['JSON', 'application/json', JSON_TYPE],
    ['JSON first', `application/json, ${GRAPHQL}`, JSON_TYPE],
    ['JSON preferred', `${GRAPHQL};q=0.8, application/json;q=0.9`, JSON_TYPE],
    ['the GraphQL type', GRAPHQL, GRAPHQL_TYPE],
    ['the GraphQL type in capitals', 'Application/GraphQL-Response+JSON', GRAPHQL_TYPE],
    ['the GraphQL type with a charset', `${GRAPHQL}; charset=utf-8, application/json; charset=utf-8`, GRAPHQL_TYPE],
    ['what Apollo Client 4 sends', `${GRAPHQL},application/json;q=0.9`, GRAPHQL_TYPE],
    ['the GraphQL type by name, and anything', `*/*, ${GRAPHQL}`, GRAPHQL_TYPE],
    ['anything, though the GraphQL type less', `*/*, ${GRAPHQL};q=0.5`, JSON_TYPE],
    ['all but JSON', 'application/json;q=0, */*', GRAPHQL_TYPE],
    ['all but JSON, at the end', '*/*, application/json;q=0.0', GRAPHQL_TYPE],
    ['the header of a browser', 'text/html, application/xhtml+xml, */*;q=0.8', JSON_TYPE],
  ])('has the media type that Apollo Server chooses for the same header: %s', async (_what, accept, type) => {
    const accepts = accept === undefined ? [] : [`accept: ${accept}`];
    const [found, byApollo] = [
      await post(used.world, [...accepts, JSON_BODY], QUERY),
      await post(used.world, [TOKEN, ...accepts, JSON_BODY], '{"query":"{"}'),
    ];

    expect([found.status, found.headers['content-type']]).toEqual([401, type]);
    expect([byApollo.status, byApollo.headers['content-type']]).toEqual([400, type]);
  });

  test.each([
    ['text', 'text/plain'],
    ['an image', 'image/png, image/*'],
    ['events', 'text/event-stream'],
    ['a malformed header', 'nonsense;;,;q=,'],
  ])('is JSON for a client that only accepts %s', async (_what, accept) => {
    const { status, headers } = await post(used.world, [`accept: ${accept}`, JSON_BODY], QUERY);
    expect([status, headers['content-type']]).toEqual([401, JSON_TYPE]);
  });

  const accepts = `accept: ${GRAPHQL}`;

  test.each<[string, number, string | object, () => ReturnType<typeof post>]>([
    ['no token', 401, 'UNAUTHENTICATED', () => get(used.world, '/graphql?query={companies{id}}', [accepts])],
    ['no JSON', 400, 'BAD_USER_INPUT', () => post(used.world, [TOKEN, accepts, JSON_BODY], '{')],
    [
      'another type',
      415,
      'BAD_USER_INPUT',
      () => post(used.world, [TOKEN, accepts, 'content-type: text/plain'], QUERY),
    ],
    [
      'too much',
      413,
      { code: 'BAD_USER_INPUT', limit: 'maxBodyBytes' },
      () => post(used.world, [TOKEN, accepts, JSON_BODY], ' '.repeat(1_000_001)),
    ],
    [
      'too deep a query',
      400,
      { code: 'BAD_USER_INPUT', limit: 'maxDepth' },
      () => post(used.world, [TOKEN, accepts, JSON_BODY], JSON.stringify({ query: '{a'.repeat(3_000) })),
    ],
    [
      'a form without its header',
      400,
      'BAD_USER_INPUT',
      () => post(used.world, [TOKEN, accepts, 'content-type: multipart/form-data; boundary=x'], '--x--'),
    ],
    ['another path', 404, 'NOT_FOUND', () => rawRequest(used.world.url, requestText('POST /graph', [accepts], QUERY))],
  ])('is of the GraphQL type and has no data: %s', async (_what, status, codes, ask) => {
    const extensions = typeof codes === 'string' ? { code: codes } : codes;
    const answer = await ask();

    expect([answer.status, answer.headers['content-type']]).toEqual([status, GRAPHQL_TYPE]);
    expect(JSON.parse(answer.body)).toEqual({ errors: [{ message: expect.any(String), extensions }] });
  });

  test('is of the GraphQL type even while the body is still arriving', async () => {
    using connection = await openRaw(used.world.url);
    await connection.send(requestText('POST /graphql', [accepts, JSON_BODY, 'content-length: 1000']));

    const { status, headers } = await connection.answer();
    expect([status, headers['connection'], headers['content-type']]).toEqual([401, 'close', GRAPHQL_TYPE]);
  });
});
