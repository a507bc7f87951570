import { once } from 'node:events';
import { Socket } from 'node:net';
import { describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { openRaw, rawRequest, requestText } from '../raw-http.ts';
import { connect, openSocket } from './socket-client.ts';
import { type LiveWorld, startLive } from './start-live.ts';

const UPGRADE = ['connection: Upgrade', 'upgrade: websocket', 'sec-websocket-version: 13'];
const KEY = 'sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==';

describe('a request for an upgrade', () => {
  test('on another path is answered like any other request', async () => {
    await using world = await startLive();
    const { status, body } = await rawRequest(world.url, requestText('GET /elsewhere', [...UPGRADE, KEY]));
    expect(status).toBe(404);
    expect(JSON.parse(body).errors[0].extensions).toEqual({ code: 'NOT_FOUND' });
  });

  test('to another protocol is ignored, and the request is answered', async () => {
    await using world = await startLive();
    const headers = ['connection: Upgrade, HTTP2-Settings', 'upgrade: h2c', 'http2-settings: AAMAAABkAAQAoAAAAAIAAAAA'];
    const { status, body } = await rawRequest(world.url, requestText('POST /graphql', headers, '{}'));
    expect({ status, body }).toEqual({ status: 200, body: '{"method":"POST"}\n' });
  });

  test('that is not a WebSocket handshake is refused, and the connection closed', async () => {
    await using world = await startLive();
    using connection = await openRaw(world.url);
    await connection.send(requestText('GET /graphql', UPGRADE));
    expect((await connection.answer()).status).toBe(400);
    await connection.closed;
  });

  test('does not overtake the answer to a request before it', async () => {
    await using world = await startLive();
    using connection = await openRaw(world.url);
    const asks = requestText('GET /graphql', [...UPGRADE, KEY, 'sec-websocket-protocol: graphql-transport-ws']);
    await connection.send(requestText('GET /held') + asks);
    await world.gate.waiting(1);
    world.gate.open();
    expect((await connection.answer()).body).toBe('{}\n');
    expect((await connection.answer()).body).toBe('{"method":"GET"}\n');
  });

  test('that is broken off leaves no connection behind', async () => {
    await using world = await startLive();
    using connection = await openRaw(world.url);
    void connection.send(
      requestText('GET /graphql', [...UPGRADE, KEY, 'sec-websocket-protocol: graphql-transport-ws']),
    );
    connection.socket.resetAndDestroy();
    await connection.closed;
    expect(world.log.entries()).toEqual([]);
  });
});

describe('a WebSocket handshake', () => {
  const asksFor = requestText('GET /graphql', [...UPGRADE, KEY, 'sec-websocket-protocol: graphql-transport-ws']);

  async function startWaiting() {
    const turn = Promise.withResolvers<void>();
    const asked = Promise.withResolvers<void>();
    const waitForTurn = () => {
      asked.resolve();
      return turn.promise;
    };
    const world = await startLive({ pacer: { turn: waitForTurn } });
    const connection = await openRaw(world.url);
    await connection.send(asksFor);
    await asked.promise;
    return { world, connection, go: turn.resolve };
  }

  test('waits for its turn', async () => {
    const { world, connection, go } = await startWaiting();
    await using _ = world;
    expect(world.connections()).toBe(0);
    go();
    expect((await connection.answer()).status).toBe(101);
    expect(world.connections()).toBe(1);
  });

  test('keeps what the client sends before its turn', async () => {
    const { world, connection, go } = await startWaiting();
    await using _ = world;
    let received = '';
    connection.socket.on('data', (data: Buffer) => {
      received += data.toString('latin1');
    });
    const [served] = world.inFlight.connections;
    if (!(served instanceof Socket)) throw new TypeError('the server has no connection');
    const before = served.bytesRead;
    // A ping. Its mask is all zeros, so that its payload stays as it is.
    await connection.send(Buffer.from('\x89\x81\0\0\0\0p', 'latin1'));
    while (served.bytesRead === before) await new Promise(setImmediate);
    await new Promise(setImmediate);
    go();
    const pong = '\x8a\x01p';
    while (!received.endsWith(pong)) await once(connection.socket, 'data');
    expect(received).toMatch(/^HTTP\/1.1 101 /);
  });

  test('whose client leaves before its turn leaves no connection behind', async () => {
    const { world, connection, go } = await startWaiting();
    await using _ = world;
    connection.socket.resetAndDestroy();
    while (world.inFlight.connections.size > 0) await new Promise(setImmediate);
    go();
    await new Promise(setImmediate);
    expect(world.connections()).toBe(0);
    expect(world.log.entries()).toEqual([]);
  });

  test('that gets its turn after shutdown has begun is closed at once', async () => {
    const { world, connection, go } = await startWaiting();
    await using _ = world;
    const stopped = world.stop();
    await new Promise(setImmediate);
    await new Promise(setImmediate);
    go();
    await new Promise(setImmediate);
    expect(world.connections()).toBe(0);
    await connection.closed;
    await stopped;
  });
});

describe('the WebSocket protocol', () => {
  test('is only graphql-transport-ws: 4406 if none is offered, no handshake if another one is', async () => {
    await using world = await startLive();
    using none = await openSocket(world, { protocol: [] });
    expect((await none.closed).code).toBe(4406);
    const older = new WebSocket(new URL('graphql', world.url.href.replace('http', 'ws')), 'graphql-ws');
    const [error] = (await once(older, 'error')) as [Error];
    expect(error.message).toContain('no subprotocol');
  });

  test('is chosen among others', async () => {
    await using world = await startLive();
    using client = await openSocket(world, { protocol: ['graphql-ws', 'graphql-transport-ws'] });
    expect(client.socket.protocol).toBe('graphql-transport-ws');
  });

  test.each([
    ['is not JSON', 'hello', 4400],
    ['is not a message of the protocol', '{"type":"start"}', 4400],
    ['only a server sends', '{"type":"next","id":"1","payload":{}}', 4400],
    ['initializes again', '{"type":"connection_init"}', 4429],
  ])('closes the connection for a message that %s', async (_, message, code) => {
    await using world = await startLive();
    using client = await connect(world);
    client.send(message);
    expect((await client.closed).code).toBe(code);
    expect(world.log.entries()).toEqual([]);
  });

  test('has one operation of an id at a time, however long the id', async () => {
    await using world = await startLive();
    using client = await connect(world);
    const id = 'ž'.repeat(256);
    client.subscribe(id, 'subscription { events { text } }');
    client.subscribe(id, 'subscription { events { text } }');
    const { code, reason } = await client.closed;
    expect(code).toBe(4409);
    expect(reason).toMatch(/^Subscriber for ž+$/);
    await world.subscribers(0);
  });

  test('answers pings', async () => {
    await using world = await startLive();
    using client = await openSocket(world);
    client.send({ type: 'ping' }, { type: 'ping', payload: { n: 1 } });
    expect(await client.next()).toEqual({ type: 'pong' });
    expect(await client.next()).toEqual({ type: 'pong', payload: { n: 1 } });
  });
});

describe('a reused operation id', () => {
  const subscribe = (id: string) => ({ id, type: 'subscribe', payload: { query: 'subscription { events { text } }' } });
  const complete = (id: string) => ({ id, type: 'complete' });

  /** From now on, every event arrives once, under this id. */
  async function expectOne(world: LiveWorld, client: Awaited<ReturnType<typeof connect>>): Promise<void> {
    await client.settled();
    await world.subscribers(1);
    await world.publish('one', 'two');
    for (const text of ['one', 'two'])
      expect(await client.next()).toEqual({ type: 'next', id: '1', payload: { data: { events: { text } } } });
    client.send(complete('1'));
    await client.settled();
    expect(world.relay.state().subscribers).toBe(0);
  }

  test('in the same packet names the new operation only', async () => {
    await using world = await startLive();
    using client = await connect(world);
    client.send(subscribe('1'), complete('1'), subscribe('1'), complete('1'), subscribe('1'));
    await expectOne(world, client);
  });

  test('while the first one still runs names the new operation only', async () => {
    await using world = await startLive();
    using client = await connect(world);
    client.subscribe('1', '{ stubborn }');
    await world.gate.waiting(1);
    client.send(complete('1'), subscribe('1'));
    await world.subscribers(1);
    world.gate.open();
    await expectOne(world, client);
    expect(world.log.entries()).toEqual([]);
  });
});
