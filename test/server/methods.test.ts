import { describe, expect, test } from 'vitest';
import { useSturdyWorld } from '../end-to-end/sturdy-world.ts';
import { COMPANIES, expectOneError, get, JSON_BODY, QUERY, TOKEN } from './ask-raw.ts';
import { rawRequest, requestText } from './raw-http.ts';

const used = useSturdyWorld();

describe('GET', () => {
  test.each([
    ['as it is', '/graphql?query={companies{id}}'],
    ['encoded', '/graphql?query=%7B%20companies+%7B+id+%7D%7D'],
    [
      'with a name',
      `/graphql?query=${encodeURIComponent('query A { companies { id } } query B { nope: companies { id } }')}&operationName=A`,
    ],
    ['with an unused parameter', '/graphql?other=1&query={companies{id}}#fragment'],
  ])('answers a query: %s', async (_what, path) => {
    const answer = await get(used.world, path);
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.body)).toEqual(COMPANIES);
  });

  test('answers a query with variables', async () => {
    const search = new URLSearchParams({
      query: 'query ($x: [ID!]!) { _entities(representations: []) { __typename } nodes(ids: $x) { id } }',
      variables: '{"x":[]}',
    });
    expect(JSON.parse((await get(used.world, `/graphql?${search}`)).body)).toEqual({
      data: { _entities: [], nodes: [] },
    });
  });

  test('needs only the Authorization header, which no other site can make a browser send', async () => {
    expect((await get(used.world, '/graphql?query={companies{id}}', [TOKEN])).status).toBe(200);
    expect(
      (await get(used.world, '/graphql?query={companies{id}}', ['cookie: token=sandbox-token-not-a-secret'])).status,
    ).toBe(401);
  });

  test.each([
    ['no query', '/graphql', /has no `query`: send the operation/],
    ['an empty search', '/graphql?', /has no `query`: send the operation/],
    ['two queries', '/graphql?query={companies{id}}&query={nope}', /`query` more than once/],
    ['variables that are not JSON', '/graphql?query={companies{id}}&variables=%7B', /`variables` is not JSON/],
    ['variables in a list', '/graphql?query={companies{id}}&variables=[]', /`variables` must be a JSON object/],
    ['a percent sign alone', '/graphql?query=%', /percent-encoding/],
    ['a percent sign without digits', '/graphql?query=%zz', /percent-encoding/],
    ['half a character', '/graphql?query={companies{id}}%E0%A4%A', /percent-encoding/],
    ['a NUL', '/graphql?query={companies{id}}%00', /Syntax Error/],
  ])('is 400 and BAD_USER_INPUT with %s', async (_what, path, message) => {
    const answer = await get(used.world, path);
    expect(answer.status).toBe(400);
    expectOneError(answer, 'BAD_USER_INPUT', message);
  });

  test('is 400 with 3,000 levels, and names the limit', async () => {
    const answer = await get(used.world, `/graphql?query=${'{a'.repeat(3_000)}`);
    expect(answer.status).toBe(400);
    expectOneError(answer, 'BAD_USER_INPUT', /nested more than 124 levels/, 'maxDepth');
  });

  test('is 405 for a mutation, with the allowed method', async () => {
    const answer = await get(used.world, '/graphql?query=mutation{__typename}');
    expect(answer.status).toBe(405);
    expect(answer.headers['allow']).toBe('POST');
    expectOneError(answer, 'BAD_USER_INPUT', /Mutations are not allowed with GET/);
  });

  test('from a browser’s address bar redirects to Apollo Sandbox', async () => {
    const answer = await rawRequest(
      used.world.url,
      requestText('GET /graphql', ['accept: text/html,*/*;q=0.8', 'connection: close']),
    );
    expect(answer.status).toBe(303);
    expect(answer.headers['location']).toBe('/');
  });
});

describe('other methods', () => {
  test.each(['PUT', 'DELETE', 'PATCH', 'TRACE', 'QUERY'])('%s is 405 for the endpoint', async (method) => {
    const answer = await rawRequest(used.world.url, requestText(`${method} /graphql`, [TOKEN, JSON_BODY], QUERY));
    expect(answer.status).toBe(405);
    expect(answer.headers['allow']).toBe('GET, POST');
    expectOneError(answer, 'BAD_USER_INPUT', /Unsupported method/);
  });

  test('HEAD is 405 for the endpoint', async () => {
    expect(
      (await used.world.fetch('/graphql', { method: 'HEAD', headers: { authorization: TOKEN.slice(15) } })).status,
    ).toBe(405);
  });

  test.each(['/', '/health/live', '/health/ready'])('%s supports GET and HEAD only', async (path) => {
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS']) {
      const response = await used.world.fetch(path, { method });
      expect(response.status).toBe(405);
      expect(response.headers.get('allow')).toBe('GET, HEAD');
      expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
    }
    const [get, head] = await Promise.all([used.world.fetch(path), used.world.fetch(path, { method: 'HEAD' })]);
    expect([get.status, head.status]).toEqual([200, 200]);
    expect(head.headers.get('content-length')).toBe(String((await get.arrayBuffer()).byteLength));
    expect(await head.text()).toBe('');
  });
});

test.each([
  '/nope',
  '/graphql/',
  '//graphql',
  '/GraphQL',
  '/graphql/../graphql',
  '/%67raphql',
  '/favicon.ico',
  '/%',
  '/%00',
  '*',
])('%s is 404, and the answer names the endpoint', async (path) => {
  const answer = await get(used.world, path);
  expect(answer.status).toBe(404);
  expectOneError(answer, 'NOT_FOUND', /the endpoint is \/graphql/);
});
