import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { startWorld, type TestWorld, tokenOf } from '../end-to-end/world.ts';
import { rawRequest, requestText } from './raw-http.ts';

const ERP = 'https://erp.example';
const OTHER = 'https://other.example';
const EXPOSED = 'retry-after, x-request-id';
const CORS = { origins: [ERP, 'http://localhost:5173'], maxAgeSeconds: 600 };

let world: TestWorld;

beforeAll(async () => {
  world = await startWorld({ config: { server: { cors: CORS } } });
});

afterAll(() => world[Symbol.asyncDispose]());

/** The headers by which a browser decides, of every kind of answer to a page of this origin. */
async function decisions(origin: string): Promise<ReadonlyMap<string, readonly (string | undefined)[]>> {
  const known = `authorization: Bearer ${tokenOf('sandbox')}`;
  const json = 'content-type: application/json';
  const requests: readonly (readonly [string, string, readonly string[], string?])[] = [
    ['data', 'POST /graphql', [known, json], '{"query":"{ __typename }"}'],
    ['a large answer', 'POST /graphql', [known, json, 'accept-encoding: gzip'], `{"query":"${LARGE}"}`],
    ['a query with GET', 'GET /graphql?query={__typename}', [known]],
    ['a missing token', 'POST /graphql', [json], '{}'],
    ['a body that is not JSON', 'POST /graphql', [known, json], '{'],
    ['a wrong method', 'PUT /graphql', [known]],
    ['an event stream without a token', 'GET /graphql/stream?query={__typename}', ['accept: text/event-stream']],
    ['an unknown path', 'GET /nowhere', []],
    ['an unknown webhook', 'POST /webhooks/ivesk/nobody', [], '{}'],
    ['a WebSocket handshake without a key', 'GET /graphql', ['connection: upgrade', 'upgrade: websocket']],
    ['a preflight', 'OPTIONS /graphql', ['access-control-request-method: POST']],
    ['a preflight for streams', 'OPTIONS /graphql/stream', ['access-control-request-method: POST']],
    ['a preflight for an unknown path', 'OPTIONS /nowhere', ['access-control-request-method: POST']],
  ];
  const answers = requests.map(async ([what, line, headers, body]) => {
    const answer = await rawRequest(world.url, requestText(line, [`origin: ${origin}`, ...headers], body));
    const { 'access-control-allow-origin': allowed, 'access-control-allow-credentials': credentials } = answer.headers;
    return [what, [allowed, String(/\borigin\b/.test(answer.headers['vary'] ?? '')), credentials]] as const;
  });
  return new Map(await Promise.all(answers));
}

const LARGE = '{ __schema { types { name description fields { name description } } } }';

describe('a page of an allowed origin', () => {
  test('may read every answer and every refusal, and caches keep answers apart by origin', async () => {
    const found = await decisions(ERP);
    expect(found.size).toBe(13);
    expect(new Map([...found].filter(([, one]) => one.join() !== `${ERP},true,`))).toEqual(new Map());
  });

  test('keeps a preflight for as long as the configuration says', async () => {
    const line = requestText('OPTIONS /graphql', [`origin: ${ERP}`, 'access-control-request-method: POST']);
    expect((await rawRequest(world.url, line)).headers).toMatchObject({
      'access-control-allow-origin': ERP,
      'access-control-expose-headers': EXPOSED,
      'access-control-max-age': '600',
      vary: 'origin, access-control-request-headers',
    });
  });

  test('gets a compressed answer that varies by both headers', async () => {
    const { headers } = await world.fetch(`/graphql?query=${encodeURIComponent(LARGE)}`, {
      headers: { origin: ERP, authorization: `Bearer ${tokenOf('sandbox')}`, 'accept-encoding': 'gzip' },
    });
    expect([headers.get('content-encoding'), headers.get('vary')]).toEqual(['gzip', 'origin, accept-encoding']);
  });
});

describe('a page of another origin', () => {
  test.each([OTHER, 'null', 'https://erp.example.evil.example', 'https://erp.example:444', 'HTTPS://ERP.EXAMPLE'])(
    'may not read any answer: %s',
    async (origin) => {
      const found = await decisions(origin);
      expect(new Map([...found].filter(([, one]) => one.join() !== ',true,'))).toEqual(new Map());
    },
  );

  test('does not know the origin of a request that cannot be parsed', async () => {
    const { status, headers } = await rawRequest(world.url, `GET /graphql HTTP/1.1\r\norigin: ${ERP}\r\nbad\r\n\r\n`);
    expect([status, headers['access-control-allow-origin'], headers['vary']]).toEqual([400, undefined, 'origin']);
  });
});

describe('a WebSocket', () => {
  /** The subprotocol of an opened socket, or the error of a refused one. */
  function open(origin: string | undefined): Promise<string> {
    const socket = new WebSocket(new URL('graphql', world.url), 'graphql-transport-ws', { ...(origin && { origin }) });
    return new Promise((resolve) => {
      socket.on('open', () => {
        resolve(socket.protocol);
        socket.terminate();
      });
      socket.on('error', ({ message }) => resolve(message));
    });
  }

  test('opens for pages of allowed origins, of the gateway itself, and for programs without an origin', async () => {
    for (const origin of [ERP, world.url.origin, undefined]) expect(await open(origin)).toBe('graphql-transport-ws');
  });

  test('is refused with 403 for other pages, which no browser would do', async () => {
    expect(await open(OTHER)).toContain('403');
    const upgrade = ['connection: upgrade', 'upgrade: websocket', `origin: ${OTHER}`];
    const { body } = await rawRequest(world.url, requestText('GET /graphql', upgrade));
    expect(body).toContain('server.cors.origins');
  });
});

test('a reload changes the origins', async () => {
  await using other = await startWorld();
  const allowed = async () =>
    (await other.fetch('/graphql', { headers: { origin: ERP } })).headers.get('access-control-allow-origin');
  expect(await allowed()).toBe('*');
  expect(await other.reload({ server: { cors: { origins: [OTHER] } } })).toBe('applied');
  expect(await allowed()).toBeNull();
});
