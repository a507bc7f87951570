import { connect } from 'node:net';
import { describe, expect, test } from 'vitest';
import { startWorld } from '../end-to-end/world.ts';
import { holdV6, LIST, type Listed, PATIENT } from './held-list.ts';
import { startLive } from './live/start-live.ts';
import { newHandles } from './new-handles.ts';
import { openRaw, requestText } from './raw-http.ts';

const HEADERS = ['authorization: Bearer sandbox-token-not-a-secret', 'content-type: application/json'];

/** A request for a list that a gate at V6 delays. */
const LIST_REQUEST = requestText('POST /graphql', HEADERS, JSON.stringify({ query: LIST }));
const SMALL_REQUEST = requestText('POST /graphql', HEADERS, '{"query":"{ companies { id } }"}');

describe('a gateway that shuts down', () => {
  test('lets an operation finish before it closes everything', async () => {
    await using world = await startWorld();
    using gate = holdV6(world);
    const answer = world.ask<Listed>(LIST);
    await gate.waiting(1);

    const stopped = world.gateway[Symbol.asyncDispose]();
    await refuses(world.url);
    gate.open();

    expect((await answer).data?.invoices.accounts).toEqual([{ ok: true, error: null }]);
    await stopped;
    await refuses(world.url);
    expect(world.log.entries().filter(({ level }) => level === 'error')).toEqual([]);
  });

  test('answers new requests on an open connection with 503 and Retry-After', async () => {
    await using world = await startWorld();
    using gate = holdV6(world);
    using connection = await openRaw(world.url);
    await connection.send(LIST_REQUEST);
    await gate.waiting(1);

    const stopped = world.gateway[Symbol.asyncDispose]();
    await connection.send(SMALL_REQUEST);
    gate.open();

    expect((await connection.answer()).status).toBe(200);
    const { status, headers, body } = await connection.answer();
    expect(status).toBe(503);
    expect(headers).toMatchObject({ 'retry-after': '1', connection: 'close', 'access-control-allow-origin': '*' });
    expect(JSON.parse(body)).toEqual({
      errors: [
        {
          message: expect.stringContaining('shutting down'),
          extensions: { code: 'BACKEND_UNAVAILABLE', retryable: true },
        },
      ],
    });
    await Promise.all([stopped, connection.closed]);
  });

  test('answers requests that have arrived on new connections', async () => {
    await using world = await startLive();
    const connections = await Promise.all(Array.from({ length: 500 }, () => openRaw(world.url)));
    while (world.inFlight.connections.size < connections.length) await new Promise(setImmediate);
    for (const { socket } of connections) socket.write(requestText('GET /graphql'));

    await world.stop();

    const answers = await Promise.all(connections.map((connection) => connection.answer()));
    expect(answers.map(({ status }) => status).filter((status) => status !== 503)).toEqual([]);
  });

  test('lets the preflight of a web page pass, so that the page sees the refusal', async () => {
    await using world = await startWorld();
    using gate = holdV6(world);
    using connection = await openRaw(world.url);
    await connection.send(LIST_REQUEST);
    await gate.waiting(1);

    const stopped = world.gateway[Symbol.asyncDispose]();
    await connection.send(requestText('OPTIONS /graphql', ['access-control-request-method: POST']));
    gate.open();

    await connection.answer();
    const { status, headers } = await connection.answer();
    expect(status).toBe(204);
    expect(headers).toMatchObject({ connection: 'close', 'access-control-allow-origin': '*' });
    await Promise.all([stopped, connection.closed]);
  });

  test('is not ready for a load balancer with an open connection', async () => {
    await using world = await startWorld();
    using gate = holdV6(world);
    using connection = await openRaw(world.url);
    await connection.send(LIST_REQUEST);
    await gate.waiting(1);

    const stopped = world.gateway[Symbol.asyncDispose]();
    await connection.send(requestText('GET /health/ready'));
    gate.open();

    await connection.answer();
    expect((await connection.answer()).status).toBe(503);
    await Promise.all([stopped, connection.closed]);
  });

  test('cancels operations that take too long with BACKEND_UNAVAILABLE, and their REST calls', async () => {
    await using world = await startWorld({ config: PATIENT, overrides: { stopTimeoutMs: 50 } });
    using gate = holdV6(world);
    const answer = world.ask<Listed>(LIST);
    await gate.waiting(1);

    await world.gateway[Symbol.asyncDispose]();

    const { status, data, errors } = await answer;
    expect(status).toBe(200);
    expect(data).toEqual({ invoices: null });
    expect(errors).toEqual([
      expect.objectContaining({
        message: 'The gateway is shutting down',
        extensions: expect.objectContaining({ code: 'BACKEND_UNAVAILABLE', retryable: true }),
      }),
    ]);
    await world.sandbox.v6.calls.settled();
    expect(world.sandbox.v6.calls.map(({ aborted }) => aborted)).toEqual([true]);
  });

  test('ends at once if no operation runs, even with open connections', async () => {
    await using world = await startWorld({ overrides: { stopTimeoutMs: 60_000 } });
    using silent = await openRaw(world.url);
    using kept = await openRaw(world.url);
    await kept.send(SMALL_REQUEST);
    await kept.answer();

    await world.gateway[Symbol.asyncDispose]();

    await Promise.all([silent.closed, kept.closed]);
    await refuses(world.url);
  });

  test('does not wait for a body that does not arrive', async () => {
    await using world = await startWorld({ overrides: { stopTimeoutMs: 50 } });
    using connection = await openRaw(world.url);
    await connection.send(requestText('POST /graphql', [...HEADERS, 'content-length: 100']));
    // Answered by the same server afterwards, which proves that the first one is running.
    await world.ask('{ companies { id } }');

    await world.gateway[Symbol.asyncDispose]();

    await connection.closed;
  });

  test('shuts down once, however often it is disposed of', async () => {
    await using world = await startWorld();
    const { gateway } = world;
    await Promise.all([gateway[Symbol.asyncDispose](), gateway[Symbol.asyncDispose]()]);
    await gateway[Symbol.asyncDispose]();
    await refuses(world.url);
  });

  test('leaves neither sockets nor servers behind', async () => {
    const handles = newHandles();
    await using world = await startWorld();
    await world.ask('{ invoices { nodes { id number } } }');
    expect(handles()).not.toEqual([]);

    await world[Symbol.asyncDispose]();

    // The test's own client drops its connections when it learns that they are closed.
    await expect.poll(handles).toEqual([]);
  });
});

/** Resolves when no server listens at the address. */
async function refuses(url: URL): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const socket = connect(Number(url.port), url.hostname);
  socket.once('connect', () => reject(new Error('somebody listens')));
  socket.once('error', () => resolve());
  await promise.finally(() => socket.destroy());
}
