import { describe, expect, test } from 'vitest';
import { useSturdyWorld } from '../end-to-end/sturdy-world.ts';
import { COMPANIES, expectOneError, JSON_BODY, post, QUERY, TOKEN } from './ask-raw.ts';
import { openRaw, rawRequest, requestText } from './raw-http.ts';

const used = useSturdyWorld();

describe('POST', () => {
  test.each<[string, readonly string[]]>([
    ['plain', [TOKEN, JSON_BODY]],
    ['with a scheme in lower case', ['Authorization: bearer sandbox-token-not-a-secret', JSON_BODY]],
    ['with a scheme in capitals', ['AUTHORIZATION: BEARER  sandbox-token-not-a-secret', JSON_BODY]],
    ['in UTF-8 by name', [TOKEN, 'content-type: Application/JSON; charset=UTF-8']],
    ['in UTF-8 in quotes', [TOKEN, 'content-type: application/json;charset="utf8"; profile=x']],
    ['with an empty parameter', [TOKEN, 'content-type: application/json;']],
    ['not compressed, by name', [TOKEN, JSON_BODY, 'content-encoding: Identity']],
    ['not compressed, by name twice', [TOKEN, JSON_BODY, 'content-encoding: identity, identity']],
    ['for any answer', [TOKEN, JSON_BODY, 'accept: */*']],
    ['for a browser’s answer', [TOKEN, JSON_BODY, 'accept: text/html, application/json;q=0.9']],
    ['with a second content-type, of which the first counts', [TOKEN, JSON_BODY, 'content-type: text/plain']],
    ['with a second token, of which the first counts', [TOKEN, 'authorization: Bearer wrong', JSON_BODY]],
    ['with a cookie', [TOKEN, JSON_BODY, 'cookie: a=b']],
    ['for HTTP/2, if there was one', [TOKEN, JSON_BODY, 'connection: upgrade, http2-settings', 'upgrade: h2c']],
  ])('is answered: %s', async (_what, headers) => {
    const answer = await post(used.world, headers, QUERY);

    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toBe('application/json; charset=utf-8');
    expect(JSON.parse(answer.body)).toEqual(COMPANIES);
  });

  test('is answered if the body begins with a byte order mark', async () => {
    expect(JSON.parse((await post(used.world, [TOKEN, JSON_BODY], `\uFEFF${QUERY}`)).body)).toEqual(COMPANIES);
  });

  test('is answered if the body arrives in chunks that split a character', async () => {
    const [start, end] = [Buffer.from('{"query":"{ node(id: \\"\u{1f600}'), Buffer.from('\\") { id } }"}')];
    using connection = await openRaw(used.world.url);
    await connection.send(`${requestText('POST /graphql', [TOKEN, JSON_BODY, 'transfer-encoding: chunked'])}`);
    for (const chunk of [start.subarray(0, -2), start.subarray(-2), end])
      await connection.send(
        Buffer.concat([Buffer.from(`${chunk.length.toString(16)}\r\n`), chunk, Buffer.from('\r\n')]),
      );
    await connection.send('0\r\n\r\n');

    expect((await connection.answer()).body).toContain('\u{1f600}');
  });

  test.each<[string, readonly string[], string | undefined, RegExp]>([
    [
      'a form without its header',
      [TOKEN, 'content-type: multipart/form-data; boundary=x'],
      '--x--',
      /needs one of these/,
    ],
    ['no body', [TOKEN, JSON_BODY], undefined, /The body is not JSON/],
    ['an empty body', [TOKEN, JSON_BODY], '', /The body is not JSON/],
    ['half a body', [TOKEN, JSON_BODY], '{"query":', /The body is not JSON/],
    ['two bodies', [TOKEN, JSON_BODY], QUERY + QUERY, /The body is not JSON/],
    ['a batch', [TOKEN, JSON_BODY], `[${QUERY},${QUERY}]`, /^The body is a list: send one operation per request$/],
    ['an empty batch', [TOKEN, JSON_BODY], '[]', /^The body is a list: send one operation per request$/],
    ['null', [TOKEN, JSON_BODY], 'null', /^The body has to be a JSON object with a `query`$/],
    ['a number', [TOKEN, JSON_BODY], '5', /^The body has to be a JSON object with a `query`$/],
    ['a text', [TOKEN, JSON_BODY], '"{ companies { id } }"', /^The body has to be a JSON object with a `query`$/],
    ['nothing in it', [TOKEN, JSON_BODY], '{}', /^The request has no `query`/],
    [
      'no query',
      [TOKEN, JSON_BODY],
      '{"variables":{}}',
      /^The request has no `query`: send the operation as a string in `query`$/,
    ],
    [
      'a query that is null',
      [TOKEN, JSON_BODY],
      '{"query":null}',
      /^The request has no `query`: send the operation as a string in `query`$/,
    ],
    [
      'an empty query',
      [TOKEN, JSON_BODY],
      '{"query":""}',
      /^The request has no `query`: send the operation as a string in `query`$/,
    ],
    ['a query that is a number', [TOKEN, JSON_BODY], '{"query":5}', /must be a string/],
    ['a query that is an object', [TOKEN, JSON_BODY], '{"query":{"a":1}}', /must be a string/],
    ['a query that is a list', [TOKEN, JSON_BODY], '{"query":["{ a }"]}', /must be a string/],
    ['variables in a string', [TOKEN, JSON_BODY], '{"query":"{a}","variables":"{}"}', /`variables` must be/],
    ['variables in a list', [TOKEN, JSON_BODY], '{"query":"{a}","variables":[]}', /`variables` must be/],
    ['a name that is a number', [TOKEN, JSON_BODY], '{"query":"{a}","operationName":3}', /`operationName` must be/],
    [
      'an unknown operation name',
      [TOKEN, JSON_BODY],
      `{"query":"{ companies { id } }","operationName":"X"}`,
      /does not have an operation "X"/,
    ],
    ['extensions in a string', [TOKEN, JSON_BODY], '{"query":"{a}","extensions":"x"}', /`extensions` must be/],
  ])('is 400 and BAD_USER_INPUT with %s', async (_what, headers, body, message) => {
    const answer = await post(used.world, headers, body);

    expect(answer.status).toBe(400);
    expectOneError(answer, 'BAD_USER_INPUT', message);
  });

  test.each<[string, readonly string[], string, RegExp]>([
    ['no content-type', [TOKEN], QUERY, /must be JSON, with `content-type: application\/json`/],
    ['text', [TOKEN, 'content-type: text/plain'], QUERY, /must be JSON/],
    ['a form', [TOKEN, 'content-type: application/x-www-form-urlencoded'], 'query={companies{id}}', /must be JSON/],
    ['GraphQL by itself', [TOKEN, 'content-type: application/graphql'], '{ companies { id } }', /must be JSON/],
    ['another JSON', [TOKEN, 'content-type: application/graphql+json'], QUERY, /must be JSON/],
    ['parts of another type', [TOKEN, 'content-type: multipart/mixed; boundary=x'], '--x--', /must be JSON/],
    ['another charset', [TOKEN, 'content-type: application/json; charset=iso-8859-1'], QUERY, /UTF-8/],
    ['a charset of two bytes', [TOKEN, 'content-type: application/json;charset="utf-16"'], QUERY, /UTF-8/],
    ['a compressed body', [TOKEN, JSON_BODY, 'content-encoding: gzip'], 'x', /Compressed bodies are not supported/],
    ['a body of two compressions', [TOKEN, JSON_BODY, 'content-encoding: identity, br'], 'x', /Compressed bodies/],
    [
      'a charset with spaces around its sign',
      [TOKEN, 'content-type: application/json; charset = latin1'],
      QUERY,
      /UTF-8/,
    ],
    ['two charsets', [TOKEN, 'content-type: application/json; charset=utf-8; charset=utf-16'], QUERY, /UTF-8/],
    ['a coding that does not exist', [TOKEN, JSON_BODY, 'content-encoding: x'], 'x', /Compressed bodies/],
  ])('is 415 with the bodies that are read, for %s', async (_what, headers, body, message) => {
    const answer = await post(used.world, headers, body);

    expect(answer.status).toBe(415);
    expectOneError(answer, 'BAD_USER_INPUT', message);
    const isCoding = headers.some((header) => header.startsWith('content-encoding'));
    expect(answer.headers['accept-encoding']).toBe(isCoding ? 'identity' : undefined);
    if (/must be JSON/.test(message.source))
      expect(answer.headers['accept-post']).toBe('application/json, multipart/form-data');
  });

  test('is 400 if the body is not UTF-8', async () => {
    const bytes = Buffer.concat([
      Buffer.from('{"query":"{ companies { id } }","variables":{"name":"'),
      // "Žvėris" in windows-1257.
      Buffer.from([0xde, 0x76, 0xeb, 0x72, 0x69, 0x73]),
      Buffer.from('"}}'),
    ]);
    const head = `POST /graphql HTTP/1.1\r\nhost: x\r\n${TOKEN}\r\n${JSON_BODY}\r\ncontent-length: ${bytes.length}\r\n\r\n`;
    const answer = await rawRequest(used.world.url, Buffer.concat([Buffer.from(head), bytes]));

    expect(answer.status).toBe(400);
    expectOneError(answer, 'BAD_USER_INPUT', /not UTF-8/);
  });

  test('asks for the query’s text if a client only sends its hash', async () => {
    const body = '{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"abc"}}}';
    const answer = await post(used.world, [TOKEN, JSON_BODY], body);
    // Clients look for exactly this text.
    expectOneError(answer, 'BAD_USER_INPUT', /^PersistedQueryNotSupported$/);
  });

  test('is 406 if the client accepts none of the media types', async () => {
    const answer = await post(used.world, [TOKEN, JSON_BODY, 'accept: text/plain'], QUERY);
    expect(answer.status).toBe(406);
    expectOneError(answer, 'BAD_USER_INPUT', /accept header/);
  });
});

describe('application/graphql-response+json', () => {
  const headers = [TOKEN, JSON_BODY, 'accept: application/graphql-response+json, application/json;q=0.5'];

  test.each([
    ['data', QUERY, 200],
    ['a field that failed', '{"query":"{ node(id: \\"x\\") { id } }"}', 200],
    ['an invalid query', '{"query":"{ nope }"}', 400],
    ['a query with a syntax error', '{"query":"{"}', 400],
    [
      'an invalid variable',
      '{"query":"query ($x: Int!) { companies { id } invoices(first: $x) { nodes { id } } }"}',
      400,
    ],
  ])('is the media type of %s', async (_what, body, status) => {
    const answer = await post(used.world, headers, body);

    expect(answer.headers['content-type']).toBe('application/graphql-response+json; charset=utf-8');
    expect(answer.status).toBe(status);
  });
});
