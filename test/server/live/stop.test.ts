import { describe, expect, test } from 'vitest';
import { newHandles } from '../new-handles.ts';
import { openRaw, requestText } from '../raw-http.ts';
import { connect, openSocket } from './socket-client.ts';
import { startLive } from './start-live.ts';
import { openStream } from './stream-client.ts';

const EVENTS = 'subscription { events { text } }';

describe('a shutdown', () => {
  test('closes subscribers with 1001, and ends streams with the remedy', async () => {
    await using world = await startLive({ stopTimeoutMs: 60_000 });
    using socket = await connect(world);
    socket.subscribe('s', EVENTS);
    await using stream = await openStream(world, { query: EVENTS });
    await world.subscribers(2);

    await world.stop();

    expect(await socket.closed).toEqual({ code: 1001, reason: expect.stringContaining('shutting down') });
    expect(await stream.rest()).toEqual([
      {
        event: 'next',
        data: {
          errors: [
            {
              message: expect.stringContaining('shutting down'),
              extensions: { code: 'BACKEND_UNAVAILABLE', retryable: true },
            },
          ],
        },
      },
      { event: 'complete', data: null },
    ]);
    expect(world.relay.state().subscribers).toBe(0);
    expect(world.log.entries()).toEqual([]);
  });

  test('lets queries on sockets and streams finish first, while subscribers still get events', async () => {
    await using world = await startLive();
    using socket = await connect(world);
    socket.subscribe('s', EVENTS);
    socket.subscribe('q', '{ held }');
    await using stream = await openStream(world, { query: '{ held }' });
    await world.gate.waiting(2);

    const stopped = world.stop();
    await world.publish('one');
    expect(await socket.next()).toMatchObject({ id: 's', payload: { data: { events: { text: 'one' } } } });
    world.gate.open();

    expect(await socket.next()).toEqual({ type: 'next', id: 'q', payload: { data: { held: 'let go' } } });
    expect(await socket.next()).toEqual({ type: 'complete', id: 'q' });
    expect(await stream.rest()).toEqual([
      { event: 'next', data: { data: { held: 'let go' } } },
      { event: 'complete', data: null },
    ]);
    await stopped;
    expect((await socket.closed).code).toBe(1001);
  });

  test('refuses new operations on an open connection', async () => {
    await using world = await startLive();
    using socket = await connect(world);
    socket.subscribe('q', '{ held }');
    await world.gate.waiting(1);

    const stopped = world.stop();
    socket.subscribe('m', 'mutation { write(text: "done") }');
    expect(await socket.next()).toMatchObject({
      ...{ type: 'error', id: 'm' },
      payload: [{ extensions: { code: 'BACKEND_UNAVAILABLE', retryable: true } }],
    });
    world.gate.open();
    await stopped;
    expect(world.ran).toEqual(['held']);
  });

  test('answers an upgrade on an open connection with 503', async () => {
    await using world = await startLive();
    using connection = await openRaw(world.url);
    await connection.send(requestText('GET /held'));
    await world.gate.waiting(1);
    using socket = await connect(world);
    socket.subscribe('q', '{ held }');
    await world.gate.waiting(2);
    const stopped = world.stop();
    await connection.send(requestText('GET /graphql', UPGRADE));
    world.gate.release(1);
    expect((await connection.answer()).status).toBe(200);
    expect((await connection.answer()).status).toBe(503);
    world.gate.open();
    await stopped;
  });

  test('cancels operations that take too long, and reports that before it closes', async () => {
    await using world = await startLive({ stopTimeoutMs: 50 });
    using socket = await connect(world);
    socket.subscribe('q', '{ held }');
    await world.gate.waiting(1);
    await world.stop();
    expect(await socket.next()).toMatchObject({
      ...{ type: 'next', id: 'q' },
      payload: { data: null, errors: [{ path: ['held'], extensions: { code: 'BACKEND_UNAVAILABLE' } }] },
    });
    expect(await socket.next()).toEqual({ type: 'complete', id: 'q' });
    expect((await socket.closed).code).toBe(1001);
  });

  test('does not wait for clients that do not respond: silent, paused, or not authenticated', async () => {
    await using world = await startLive({ stopTimeoutMs: 60_000 });
    using paused = await connect(world);
    using unknown = await openSocket(world);
    paused.subscribe('s', EVENTS);
    await world.subscribers(1);
    paused.socket.pause();
    await world.stop();
    expect((await unknown.closed).code).toBe(1001);
    expect(world.relay.state().subscribers).toBe(0);
  });

  test('leaves neither sockets, servers nor timers behind', async () => {
    const handles = newHandles();
    const timersBefore = timers();
    const world = await startLive({ pingMs: 10 });
    using socket = await connect(world);
    socket.subscribe('s', EVENTS);
    await using stream = await openStream(world, { query: EVENTS });
    await world.subscribers(2);
    await world[Symbol.asyncDispose]();
    await Promise.all([socket.closed, stream.rest()]);
    await expect.poll(handles).toEqual([]);
    await expect.poll(timers).toBeLessThanOrEqual(timersBefore);
  });
});

const UPGRADE = [
  'connection: Upgrade',
  'upgrade: websocket',
  'sec-websocket-version: 13',
  'sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==',
];

function timers(): number {
  return process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
}
