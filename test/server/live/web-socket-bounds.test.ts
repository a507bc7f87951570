import { describe, expect, test } from 'vitest';
import { openRaw, requestText } from '../raw-http.ts';
import { connect, openSocket, type SocketClient } from './socket-client.ts';
import { startLive } from './start-live.ts';

const HANDSHAKE = [
  'connection: Upgrade',
  'upgrade: websocket',
  'sec-websocket-version: 13',
  'sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==',
  'sec-websocket-protocol: graphql-transport-ws',
];
const EVENTS = 'subscription ($after: ID) { events(after: $after) { id text } }';
const HELLO = 'query ($name: String) { hello(name: $name) }';
/** Times 100 kB: more than the system takes for a client that does not read. */
const FIELDS = Array.from({ length: 180 }, (_, index) => `h${index}: hello(name: $name)`).join(' ');

function refusal(limit: string) {
  return [
    {
      message: expect.stringContaining(`\`limits.${limit}\``),
      extensions: { code: 'RATE_LIMITED', retryable: true, limit },
    },
  ];
}

async function nextOf(client: SocketClient, id: string) {
  for (;;) {
    const message = await client.next();
    if (message.id === id) return message;
  }
}

describe('a WebSocket client that is not authenticated', () => {
  test('is closed after 32 kB, whatever its messages are', async () => {
    await using world = await startLive();
    using one = await openSocket(world);
    one.send({ type: 'connection_init', payload: { authorization: 'x'.repeat(40_000) } });
    expect((await one.closed).code).toBe(1006);
    using other = await openSocket(world);
    other.send(...Array.from({ length: 2_000 }, () => '{"type":"ping"}'));
    expect((await other.closed).code).toBe(1006);
    expect(world.refused).toEqual(['maxReceivingBytes', 'maxReceivingBytes']);
  });

  test('is closed before the handshake if it sent 32 kB along with its request', async () => {
    await using world = await startLive();
    using connection = await openRaw(world.url);
    await connection.send(requestText('GET /graphql', HANDSHAKE) + 'x'.repeat(40_000));
    await connection.closed;
    expect(world.refused).toEqual(['maxReceivingBytes']);
    expect(world.connections()).toBe(0);
  });

  test('may send a long token', async () => {
    await using world = await startLive();
    using client = await openSocket(world);
    client.send({ type: 'connection_init', payload: { authorization: 'Bearer web-token', other: 'x'.repeat(30_000) } });
    expect(await client.next()).toEqual({ type: 'connection_ack' });
  });

  test('is closed for a new one if there are too many, while authenticated ones stay', async () => {
    await using world = await startLive({ maxUnauthenticated: 2 });
    using known = await connect(world);
    using first = await openSocket(world);
    using second = await openSocket(world);
    using third = await openSocket(world);
    expect((await first.closed).code).toBe(1006);
    expect(world.refused).toEqual(['maxConnections']);
    for (const client of [known, second, third]) await client.settled();
  });
});

describe('a WebSocket message', () => {
  test('that is a ping with up to 1 kB is answered with its payload, and a larger one closes the connection', async () => {
    await using world = await startLive();
    using client = await connect(world);
    const payload = { x: 'x'.repeat(1_000) };
    client.send({ type: 'ping', payload });
    expect(await client.next()).toEqual({ type: 'pong', payload });
    client.send({ type: 'ping', payload: { x: 'x'.repeat(1_100) } });
    expect(await client.closed).toEqual({ code: 4400, reason: 'The payload of a ping may have at most 1024 bytes' });
  });

  test.each(['subscribe', 'complete'])(
    'that is a %s with an id of over 256 characters closes the connection',
    async (type) => {
      await using world = await startLive();
      using client = await connect(world);
      client.send({ type, id: 'x'.repeat(257), payload: { query: '{ hello }' } });
      expect(await client.closed).toEqual({ code: 4400, reason: 'An id may have at most 256 characters' });
    },
  );

  test('that shares a packet with many others is handled in its turn', async () => {
    await using world = await startLive();
    using client = await connect(world);
    client.send(...Array.from({ length: 3_000 }, (_, n) => ({ type: 'ping', payload: { n } })));
    for (let n = 0; n < 3_000; n += 1) expect(await client.next()).toEqual({ type: 'pong', payload: { n } });
  });

  test('that arrives in too many pieces closes the connection', async () => {
    await using world = await startLive();
    using client = await connect(world);
    for (let n = 0; n < 5_000; n += 1) client.socket.send(' ', { fin: false });
    expect((await client.closed).code).toBe(1008);
  });

  test('that arrives slowly counts for its caller, and the connection that exceeds the limit is closed with 1013', async () => {
    await using world = await startLive({ limits: { maxReceivingBytes: 1_000_000, maxBodyBytes: 125_000 } });
    const clients = await Promise.all(Array.from({ length: 3 }, () => connect(world)));
    for (const { socket } of clients) socket.send('x'.repeat(100_000), { fin: false });
    const { code } = await Promise.race(clients.map(({ closed }) => closed));
    expect(code).toBe(1013);
    expect(world.refused).toEqual(['maxReceivingBytes']);
    for (const { socket } of clients) socket.terminate();
    using other = await connect(world, 'Bearer reader-token');
    other.subscribe('1', HELLO, { name: 'x'.repeat(120_000) });
    expect((await other.next()).type).toBe('next');
  });
});

describe('a caller with WebSockets', () => {
  test('has at most `limits.maxSubscriptions` subscriptions over all its connections, whatever others have', async () => {
    await using world = await startLive({ limits: { maxSubscriptions: 3 } });
    using one = await connect(world);
    using two = await connect(world);
    for (const id of ['1', '2', '3']) one.subscribe(id, EVENTS);
    await world.subscribers(3);
    two.subscribe('4', EVENTS);
    expect(await two.next()).toEqual({ type: 'error', id: '4', payload: refusal('maxSubscriptions') });
    two.subscribe('5', '{ hello }');
    expect((await two.next()).type).toBe('next');
    using other = await connect(world, 'Bearer reader-token');
    other.subscribe('1', EVENTS);
    await world.subscribers(4);
    one.send({ type: 'complete', id: '1' });
    await world.subscribers(3);
    two.subscribe('6', EVENTS);
    await world.subscribers(4);
  });

  test('has at most `limits.maxSubscriptions` connections', async () => {
    await using world = await startLive({ limits: { maxSubscriptions: 1 } });
    using _ = await connect(world);
    using two = await openSocket(world);
    two.send({ type: 'connection_init', payload: { authorization: 'Bearer web-token' } });
    expect((await two.closed).code).toBe(1013);
    expect(world.refused).toEqual(['maxSubscriptions']);
    using other = await connect(world, 'Bearer reader-token');
    await other.settled();
  });

  test('has a portion of `limits.maxRetainedBytes` until its operations end', async () => {
    await using world = await startLive({ limits: { maxRetainedBytes: 4_000_000 } });
    using client = await connect(world);
    client.subscribe('1', 'query ($name: String) { hello(name: $name) held }', { name: 'x'.repeat(400_000) });
    await world.gate.waiting(1);
    client.subscribe('2', HELLO, { name: 'x'.repeat(200_000) });
    expect(await nextOf(client, '2')).toEqual({ type: 'error', id: '2', payload: refusal('maxRetainedBytes') });
    client.send({ type: 'complete', id: '1' });
    await client.settled();
    client.subscribe('3', HELLO, { name: 'x'.repeat(200_000) });
    expect((await nextOf(client, '3')).type).toBe('next');
  });

  test('gets an error for variables that are nested too deeply', async () => {
    await using world = await startLive();
    using client = await connect(world);
    const deep = '['.repeat(50_000) + ']'.repeat(50_000);
    client.send(`{"type":"subscribe","id":"1","payload":{"query":"{ hello }","variables":{"x":${deep}}}}`);
    expect(await client.next()).toMatchObject({ type: 'error', payload: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
    expect(world.log.entries()).toEqual([]);
  });
});

describe('a WebSocket client that does not read', () => {
  test('is not read either: its messages wait on its side, and are answered once it reads', async () => {
    await using world = await startLive();
    using client = await connect(world);
    client.socket.pause();
    const count = 8_000;
    const ping = JSON.stringify({ type: 'ping', payload: { x: 'x'.repeat(1_000) } });
    client.send(...Array.from({ length: count }, () => ping));
    client.socket.resume();
    for (let n = 0; n < count; n += 1) expect((await client.next()).type).toBe('pong');
  });

  test('is closed when it has not read for `limits.stallTimeoutMs`', async () => {
    await using world = await startLive({ pingMs: 1_000, limits: { stallTimeoutMs: 300, maxRootFields: 200 } });
    using client = await connect(world);
    client.socket.pause();
    client.subscribe('1', `query ($name: String) { ${FIELDS} }`, { name: 'x'.repeat(100_000) });
    await expect.poll(world.connections, { timeout: 10_000 }).toBe(0);
    expect(world.refused).toEqual(['stallTimeoutMs']);
  });

  test('is closed with 1013 when too many bytes are queued for its caller', async () => {
    await using world = await startLive({
      limits: { maxSendingBytes: 4_000_000, maxAnswerBytes: 1_000_000, maxRootFields: 200 },
    });
    using client = await connect(world);
    client.socket.pause();
    for (const id of ['1', '2'])
      client.subscribe(id, `query ($name: String) { ${FIELDS} }`, { name: 'x'.repeat(50_000) });
    await expect.poll(() => world.refused, { timeout: 10_000 }).toContain('maxSendingBytes');
    client.socket.resume();
    expect((await client.closed).code).toBe(1013);
  });
});
