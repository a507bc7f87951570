import { afterEach, describe, expect, test, vi } from 'vitest';
import { startWorld, type TestWorld } from '../end-to-end/world.ts';
import { expectOneError } from './ask-raw.ts';
import { holdV6, LIST } from './held-list.ts';
import { openRaw, type RawConnection, requestText } from './raw-http.ts';

const TOKEN = 'authorization: Bearer sandbox-token-not-a-secret';
const JSON_BODY = 'content-type: application/json';
const LIST_REQUEST = requestText('POST /graphql', [TOKEN, JSON_BODY], JSON.stringify({ query: LIST }));
const HEALTH = requestText('GET /health/live');
const HEALTH_WITH_BODY = requestText('GET /health/live', ['content-length: 100']);

afterEach(() => {
  vi.useRealTimers();
});

function startSmall(maxConnections: number): Promise<TestWorld> {
  return startWorld({ config: { limits: { maxConnections } } });
}

/** A connection that the server has accepted, because it has answered on it. */
async function openUsed(world: TestWorld, request = HEALTH): Promise<RawConnection> {
  const connection = await openRaw(world.url);
  await connection.send(request);
  expect((await connection.answer()).status).toBe(200);
  return connection;
}

async function refused(connection: RawConnection): Promise<string> {
  return /gateway_refusals_total\{reason="maxConnections"\} (\d+)/.exec(await metricsOf(connection))?.[1] ?? '0';
}

async function metricsOf(connection: RawConnection): Promise<string> {
  await connection.send(requestText('GET /metrics'));
  return (await connection.answer()).body;
}

describe('a connection beyond maxConnections', () => {
  test('displaces the longest idle connection, which counts as a refusal', async () => {
    await using world = await startSmall(3);
    using first = await openUsed(world);
    using second = await openUsed(world);
    using third = await openUsed(world);
    await first.send(HEALTH);
    await first.answer();

    using fourth = await openUsed(world);

    await second.closed;
    expect([first, third, fourth].map(({ socket }) => socket.destroyed)).toEqual([false, false, false]);
    expect(await refused(fourth)).toBe('1');
    expect(await metricsOf(fourth)).toContain('gateway_connections 3\n');
  });

  test('displaces a request whose body does not arrive before an idle connection of a known caller', async () => {
    await using world = await startSmall(2);
    using known = await openUsed(world, requestText('POST /graphql', [TOKEN, JSON_BODY], '{"query":"{ __typename }"}'));
    using trickling = await openUsed(world, HEALTH_WITH_BODY);

    using third = await openUsed(world);

    await trickling.closed;
    expect(known.socket.destroyed).toBe(false);
    expect(third.socket.destroyed).toBe(false);
  });

  test('never displaces a running operation', async () => {
    await using world = await startWorld({
      config: { limits: { maxConnections: 5 }, backends: { timeoutMs: 20_000 } },
    });
    using gate = holdV6(world);
    using mine = await openRaw(world.url);
    using alsoMine = await openRaw(world.url);
    await Promise.all([mine.send(LIST_REQUEST), alsoMine.send(LIST_REQUEST)]);
    const others = LIST_REQUEST.replace('sandbox-token', 'reader-token');
    using theirs = await openRaw(world.url);
    using alsoTheirs = await openRaw(world.url);
    await Promise.all([theirs.send(others), alsoTheirs.send(others)]);
    await gate.waiting(1);
    const working = [mine, alsoMine, theirs, alsoTheirs];
    // The server reads them in the order in which they were sent: all are in progress once it has seen the last one.
    await expect.poll(() => working.map(({ socket }) => socket.bytesWritten > 0)).toEqual([true, true, true, true]);

    // Operations of known callers leave a fifth of the connections to others.
    using fifth = await openRaw(world.url);
    using _sixth = await openRaw(world.url);
    await fifth.closed;
    gate.open();

    for (const connection of working) expect((await connection.answer()).status).toBe(200);
  });
});

test('a caller may use two fifths of the connections at once, and gets an error beyond that', async () => {
  await using world = await startWorld({ config: { limits: { maxConnections: 5 }, backends: { timeoutMs: 20_000 } } });
  using gate = holdV6(world);
  using first = await openRaw(world.url);
  using second = await openRaw(world.url);
  await Promise.all([first.send(LIST_REQUEST), second.send(LIST_REQUEST)]);
  await gate.waiting(1);
  using third = await openRaw(world.url);
  await third.send(LIST_REQUEST);

  const answer = await third.answer();
  expect(answer.status).toBe(429);
  expect(answer.headers['retry-after']).toBe('1');
  expect(JSON.parse(answer.body)).toMatchObject({
    errors: [{ extensions: { code: 'RATE_LIMITED', retryable: true, limit: 'maxConnections' } }],
  });
  gate.open();
  await Promise.all([first.answer(), second.answer()]);
  using fourth = await openRaw(world.url);
  await fourth.send(LIST_REQUEST);
  expect((await fourth.answer()).status).toBe(200);
});

test('a body that no route reads is discarded for 5 s, then its connection is closed', async () => {
  await using world = await startWorld();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  using connection = await openUsed(world, HEALTH_WITH_BODY);
  await connection.send('x');
  // Answered after the response of the first one has finished, so that its time is running.
  using other = await openUsed(world);
  vi.advanceTimersByTime(4_999);
  await other.send(HEALTH);
  await other.answer();
  expect(connection.socket.destroyed).toBe(false);

  vi.advanceTimersByTime(1);

  await connection.closed;
});

test('a connection stays usable after a body that no route reads, if the body arrives in time', async () => {
  await using world = await startWorld();
  using connection = await openUsed(world, HEALTH_WITH_BODY);
  await connection.send('x'.repeat(100) + HEALTH);
  expect((await connection.answer()).status).toBe(200);
});

test('a connection that pipelines five requests is closed', async () => {
  await using world = await startWorld();
  using some = await openRaw(world.url);
  await some.send(HEALTH.repeat(4));
  for (let asked = 0; asked < 4; asked += 1) expect((await some.answer()).status).toBe(200);

  using many = await openRaw(world.url);
  await many.send(HEALTH.repeat(5));
  await many.closed;
});

test('a request with an unknown expectation is answered with 417 and counts as one of four that are pipelined', async () => {
  await using world = await startWorld();
  const request = requestText('GET /health/live', ['expect: gifts']);
  using some = await openRaw(world.url);
  await some.send(request.repeat(4));
  for (let asked = 0; asked < 4; asked += 1) {
    const answer = await some.answer();
    expect(answer.status).toBe(417);
    expectOneError(answer, 'BAD_USER_INPUT', /100-continue/);
  }

  using many = await openRaw(world.url);
  await many.send(request.repeat(5));
  await many.closed;
  using other = await openUsed(world);
  expect(await refused(other)).toBe('1');
});

test('a request that expects 100-continue is answered', async () => {
  await using world = await startWorld();
  using connection = await openRaw(world.url);
  await connection.send(requestText('GET /health/live', ['expect: 100-continue']));
  expect((await connection.answer()).status).toBe(100);
  expect((await connection.answer()).status).toBe(200);
});

test.each([
  ['GET /health/live', 200],
  ['GET /metrics', 200],
  ['GET /nowhere', 404],
  ['PUT /health/live', 405],
  ['POST /graphql', 401],
  ['OPTIONS /graphql', 204],
  ['GET /graphql/stream', 401],
  ['POST /webhooks/ivesk/acme', 403],
])('%s is answered with headers against caching, type guessing and referrers', async (line, status) => {
  await using world = await startWorld();
  using connection = await openRaw(world.url);
  await connection.send(requestText(line));
  const answer = await connection.answer();
  expect(answer.status).toBe(status);
  expect(answer.headers).toMatchObject({
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
  });
});

test('an operation is answered with headers against caching, type guessing and referrers', async () => {
  await using world = await startWorld();
  using connection = await openRaw(world.url);
  await connection.send(requestText('POST /graphql', [TOKEN, JSON_BODY], '{"query":"{ nope }"}'));
  const answer = await connection.answer();
  expectOneError(answer, 'BAD_USER_INPUT', /nope/);
  expect(answer.headers).toMatchObject({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
});

test('a connection is closed if a request waits behind an event stream', async () => {
  await using world = await startWorld();
  using connection = await openRaw(world.url);
  const stream = [
    'GET /graphql/stream?query=subscription%7BdocumentEvents%7Bid%7D%7D HTTP/1.1',
    'host: gateway',
    'accept: text/event-stream',
    'authorization: Bearer sandbox-token-not-a-secret',
  ].join('\r\n');
  await connection.send(`${stream}\r\n\r\n${LIST_REQUEST}`);
  await connection.closed;
});
