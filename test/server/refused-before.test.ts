import { describe, expect, test } from 'vitest';
import { expectOneError, JSON_BODY } from './ask-raw.ts';
import { asking, bodyOf, FILE, field, MAP, MULTIPART, multipartRequest, PREFLIGHT, SENDER } from './multipart-parts.ts';
import { rawRequest, requestText } from './raw-http.ts';
import { startUploadServer } from './upload-server.ts';
import { useUploadServer } from './use-upload-server.ts';

const used = useUploadServer();

const MUTATION = JSON.stringify({ query: 'mutation { keep { name } }' });
const FORM = bodyOf([asking('mutation { keep { name } }', {}), field('map', {})]);
const TWO = 'query A { hello } mutation B($file: Upload) { keep(file: $file) { name } }';

/** Send a mutation with more headers. */
const WAYS = {
  JSON: (headers: readonly string[]) =>
    rawRequest(used.server.url, requestText('POST /graphql', [SENDER, JSON_BODY, ...headers], MUTATION)),
  multipart: (headers: readonly string[]) =>
    rawRequest(used.server.url, multipartRequest(FORM, [SENDER, PREFLIGHT, MULTIPART, ...headers])),
};

describe.each(Object.entries(WAYS))('a mutation in %s', (_name, ask) => {
  test.each([
    ['only events', ['accept: text/event-stream']],
    ['only pages', ['accept: text/html, text/*']],
    ['nothing', ['accept: */*;q=0']],
    ['neither type', ['accept: application/json;q=0, application/graphql-response+json;q=0.0']],
    ['another charset', ['accept: application/json; charset=latin1']],
    ['a malformed list', ['accept: ;;,nonsense']],
    ['nothing in two headers', ['accept: text/plain', 'accept: image/*']],
  ])('is 406 and not carried out if its client accepts %s', async (_what, headers) => {
    const before = used.server.ran.length;
    const answer = await ask(headers);

    expect(answer.status).toBe(406);
    expectOneError(answer, 'BAD_USER_INPUT', /accept header/);
    expect(answer.headers['access-control-allow-origin']).toBe('*');
    expect(used.server.ran.length).toBe(before);
  });

  test.each([
    ['the second header', ['accept: text/plain', 'accept: application/json']],
    ['anything at all', ['accept: text/html, */*;q=0.001']],
    ['an empty header', ['accept:']],
    ['the GraphQL type alone', ['accept: application/graphql-response+json']],
  ])('is carried out if its client accepts %s', async (_what, headers) => {
    const before = used.server.ran.length;
    expect((await ask(headers)).status).toBe(200);
    expect(used.server.ran.length).toBe(before + 1);
  });
});

test.each<[string, number, string, readonly string[], string]>([
  ['with GET', 405, `GET /graphql?query=${encodeURIComponent('mutation { keep { name } }')}`, [], ''],
  ['with PUT', 405, 'PUT /graphql', [JSON_BODY], MUTATION],
  ['that is compressed', 415, 'POST /graphql', [JSON_BODY, 'content-encoding: gzip'], MUTATION],
  ['with the content-type text/plain', 415, 'POST /graphql', ['content-type: text/plain'], MUTATION],
  ['in UTF-16', 415, 'POST /graphql', ['content-type: application/json; charset=utf-16'], MUTATION],
  [
    'with an operationName that its document does not have',
    400,
    'POST /graphql',
    [JSON_BODY],
    MUTATION.replace('}"}', '}","operationName":"X"}'),
  ],
  [
    'with an operationName that is a list',
    400,
    'POST /graphql',
    [JSON_BODY],
    MUTATION.replace('}"}', '}","operationName":[]}'),
  ],
  [
    'with extensions that are a list',
    400,
    'POST /graphql',
    [JSON_BODY],
    MUTATION.replace('}"}', '}","extensions":[]}'),
  ],
  ['with variables that are a text', 400, 'POST /graphql', [JSON_BODY], MUTATION.replace('}"}', '}","variables":"x"}')],
])('a mutation %s is %i and not carried out', async (_what, status, line, headers, body) => {
  const before = used.server.ran.length;
  const answer = await rawRequest(used.server.url, requestText(line, [SENDER, ...headers], body || undefined));

  expect(answer.status).toBe(status);
  expect(answer.headers['access-control-allow-origin']).toBe('*');
  if (status === 405) expect(answer.headers['allow']).toMatch(/POST/);
  expect(used.server.ran.length).toBe(before);
});

describe('a multipart body', () => {
  const whole = bodyOf([asking(TWO, { file: null }), MAP, FILE]);
  test('is 400 if its file is for a query of a document that has a mutation as well', async () => {
    const operations = field('operations', { query: TWO, operationName: 'A', variables: { file: null } });
    const answer = await used.server.post([operations, MAP, FILE]);
    expect(answer.status).toBe(400);
    expectOneError(answer, 'BAD_USER_INPUT', /A query cannot have a file/);
  });

  test('is 415 with another charset', async () => {
    const headers = [SENDER, PREFLIGHT, `${MULTIPART}; charset=iso-8859-1`];
    const answer = await rawRequest(used.server.url, multipartRequest(whole, headers));
    expect(answer.status).toBe(415);
    expectOneError(answer, 'BAD_USER_INPUT', /charset/);
  });
});

test('a mutation whose answer has no room is OUTCOME_UNKNOWN, and not a refusal that clients would repeat', async () => {
  await using server = await startUploadServer({
    limits: { maxQueryCharacters: 400_000, maxSendingBytes: 80_000_000 },
  });
  const select = (field: string) =>
    Array.from({ length: 100 }, (_, index) => `${'a'.repeat(2_000)}${index}: ${field}`).join(' ');
  const ask = (query: string) =>
    rawRequest(server.url, requestText('POST /graphql', [SENDER, JSON_BODY], JSON.stringify({ query })));
  using _held = server.inFlight.sending.hold('sender', 39_700_000);

  const refused = await ask(`{ ${select('hello')} }`);
  const carriedOut = await ask(`mutation { ${select('use')} }`);

  expect([refused.status, refused.headers['retry-after']]).toEqual([429, '1']);
  expect(server.ran).toHaveLength(100);
  expect(carriedOut.status).toBe(200);
  const errors = [expect.objectContaining({ extensions: { code: 'OUTCOME_UNKNOWN' } })];
  expect(JSON.parse(carriedOut.body)).toEqual({ data: null, errors });
});
