import { describe, expect, test } from 'vitest';
import { connect, type SocketClient } from './socket-client.ts';
import { type LiveWorld, startLive } from './start-live.ts';

const EVENTS = 'subscription ($after: ID) { events(after: $after) { id text } }';

async function subscribe(world: LiveWorld): Promise<SocketClient> {
  const client = await connect(world);
  const { subscribers } = world.relay.state();
  client.subscribe('s', EVENTS);
  await world.subscribers(subscribers + 1);
  return client;
}

describe('a connection over WebSocket', () => {
  test('gets an answer of many megabytes completely, and events beside it', async () => {
    await using world = await startLive();
    using client = await connect(world);
    const fields = Array.from({ length: 60 }, (_, index) => `h${index}: hello(name: $name)`).join(' ');
    const name = 'x'.repeat(100_000);
    client.subscribe('s', EVENTS);
    await world.subscribers(1);
    for (const id of ['1', '2', '3']) client.subscribe(id, `query ($name: String) { ${fields} }`, { name });
    await world.publish('one', 'two', 'three');
    const heard: string[] = [];
    while (heard.length < 9) {
      const { id, type } = await client.next();
      heard.push(`${id} ${type}`);
    }
    expect(heard.sort()).toEqual([
      ...['1 complete', '1 next', '2 complete', '2 next', '3 complete', '3 next'],
      ...['s next', 's next', 's next'],
    ]);
  });

  test('is closed with 1009 for a message that is larger than `limits.maxBodyBytes`', async () => {
    await using world = await startLive();
    using client = await connect(world);
    client.send('x'.repeat(10_000_000));
    expect((await client.closed).code).toBe(1009);
    expect(world.log.entries()).toEqual([]);
  });

  test('has up to 100 operations: one more gets an `error` message, and runs after another has ended', async () => {
    await using world = await startLive();
    using client = await connect(world);
    for (let id = 1; id <= 101; id += 1) client.subscribe(`${id}`, EVENTS);
    expect(await client.next()).toEqual({
      ...{ type: 'error', id: '101' },
      payload: [{ message: expect.stringContaining('100 operations'), extensions: { code: 'BAD_USER_INPUT' } }],
    });
    await world.subscribers(100);
    client.send({ type: 'complete', id: '1' });
    client.subscribe('101', '{ hello }');
    expect((await client.next()).type).toBe('next');
  });

  test('is closed if it does not answer pings, and stays open if it does', async () => {
    await using world = await startLive({ pingMs: 50 });
    using silent = await connect(world);
    using alive = await connect(world);
    silent.subscribe('s', EVENTS);
    await world.subscribers(1);
    silent.socket.pause();
    await world.subscribers(0);
    alive.subscribe('1', '{ hello }');
    expect((await alive.next()).type).toBe('next');
  });

  test('gets time to read if it has much to read', async () => {
    await using world = await startLive({ pingMs: 50 });
    using busy = await connect(world);
    using silent = await subscribe(world);
    busy.socket.pause();
    const fields = Array.from({ length: 100 }, (_, index) => `h${index}: hello(name: $name)`).join(' ');
    busy.subscribe('1', `query ($name: String) { ${fields} }`, { name: 'x'.repeat(100_000) });
    silent.socket.pause();
    await world.subscribers(0);
    busy.socket.resume();
    expect((await busy.next()).type).toBe('next');
  });
});
