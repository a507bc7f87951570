import { describe, expect, test } from 'vitest';
import { connect, type SocketClient } from './socket-client.ts';
import { type LiveWorld, startLive } from './start-live.ts';

const EVENTS = 'subscription ($after: ID) { events(after: $after) { id text } }';

/** Texts that are known by their index. Together they exceed a send queue and a backlog. */
const COUNT = 160;
function textOf(index: number) {
  return `${index} ${'x'.repeat(100_000)}`;
}
const ALL = Array.from({ length: COUNT }, (_, index) => index);

/** Collects the indexes of texts until the socket is closed or `count` have arrived. */
async function hear({ next }: SocketClient, count = Number.POSITIVE_INFINITY): Promise<readonly number[]> {
  const heard: number[] = [];
  while (heard.length < count) {
    const message = await next().catch(() => undefined);
    if (message === undefined) break;
    const { data } = message.payload as { data: { events: { text: string } } };
    heard.push(Number.parseInt(data.events.text, 10));
  }
  return heard;
}

/**
 * Stores all texts, never more at once than an active reader can take. Returns their ids and the texts that arrived at
 * this reader.
 */
async function publishAll(world: LiveWorld, reader: SocketClient) {
  const ids: string[] = [];
  const heard: number[] = [];
  for (let from = 0; from < COUNT; from += 20) {
    ids.push(...(await world.publish(...ALL.slice(from, from + 20).map(textOf))));
    heard.push(...(await hear(reader, 20)));
  }
  return { ids, heard };
}

async function subscribe(world: LiveWorld): Promise<SocketClient> {
  const client = await connect(world);
  const { subscribers } = world.relay.state();
  client.subscribe('s', EVENTS);
  await world.subscribers(subscribers + 1);
  return client;
}

describe('a subscriber over WebSocket that falls behind', () => {
  test('is closed with 1013 when too many bytes are queued, while others get every event', async () => {
    await using world = await startLive();
    using quick = await subscribe(world);
    using slow = await subscribe(world);
    slow.socket.pause();
    expect((await publishAll(world, quick)).heard).toEqual(ALL);
    await world.subscribers(1);

    slow.socket.resume();
    expect(await slow.closed).toEqual({ code: 1013, reason: expect.stringContaining('`after`') });
    const before = await hear(slow);
    expect(before.length).toBeLessThan(COUNT);
    expect(before).toEqual(ALL.slice(0, before.length));
    expect(world.log.entries()).toEqual([]);
  });

  test('resumes after the last event that it received', async () => {
    await using world = await startLive();
    using quick = await subscribe(world);
    using slow = await subscribe(world);
    slow.socket.pause();
    const { ids } = await publishAll(world, quick);
    await world.subscribers(1);
    slow.socket.resume();
    await slow.closed;
    const before = await hear(slow);

    using again = await connect(world);
    again.subscribe('s', EVENTS, { after: ids[before.length - 1] });
    expect([...before, ...(await hear(again, COUNT - before.length))]).toEqual(ALL);
  });

  test('gets the queued events after a pause', async () => {
    await using world = await startLive();
    using quick = await subscribe(world);
    using slow = await subscribe(world);
    slow.socket.pause();
    await world.publish(...ALL.map(String));
    await hear(quick, COUNT);
    slow.socket.resume();
    expect(await hear(slow, COUNT)).toEqual(ALL);
  });

  test('is closed as well if it started with past events, and holds few of those meanwhile', async () => {
    await using world = await startLive();
    const [first] = await world.publish('first', ...ALL.map(textOf));
    using slow = await connect(world);
    slow.subscribe('s', EVENTS, { after: first });
    await world.subscribers(1);
    slow.socket.pause();
    // Far more than the limit, while it has not reached the end of the log.
    for (let round = 0; round < 10; round += 1) await world.publish(...ALL.map(String));
    await world.subscribers(0);
    slow.socket.resume();
    expect(await slow.closed).toEqual({ code: 1013, reason: expect.stringContaining('`after`') });
  });

  test('loses its other operations along with the connection', async () => {
    await using world = await startLive();
    using quick = await subscribe(world);
    using slow = await subscribe(world);
    slow.subscribe('other', 'subscription { events { id } }');
    slow.subscribe('held', '{ held }');
    await world.gate.waiting(1);
    await world.subscribers(3);
    slow.socket.pause();
    await publishAll(world, quick);
    await world.subscribers(1);
    expect(world.gate.held).toBe(0);
  });
});
