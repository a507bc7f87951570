import { describe, expect, test } from 'vitest';
import { type LiveWorld, startLive } from './start-live.ts';
import { openStream, type StreamClient, type StreamEvent } from './stream-client.ts';

const EVENTS = 'subscription ($after: ID) { events(after: $after) { id text } }';

/** Texts that are known by their index. Together they exceed a send queue and a backlog. */
const COUNT = 160;
function textOf(index: number) {
  return `${index} ${'x'.repeat(100_000)}`;
}
const ALL = Array.from({ length: COUNT }, (_, index) => index);

function indexOf(event: StreamEvent | undefined): number {
  if (event === undefined) throw new Error('the stream has ended');
  const { data } = event.data as { data: { events: { text: string } } };
  return Number.parseInt(data.events.text, 10);
}

async function subscribe(world: LiveWorld): Promise<StreamClient> {
  const { subscribers } = world.relay.state();
  const stream = await openStream(world, { query: EVENTS });
  await world.subscribers(subscribers + 1);
  return stream;
}

/** Stores all texts, never more at once than an active reader can take. Returns the texts that arrived at this one. */
async function publishAll(world: LiveWorld, reader: StreamClient): Promise<readonly number[]> {
  const heard: number[] = [];
  for (let from = 0; from < COUNT; from += 20) {
    await world.publish(...ALL.slice(from, from + 20).map(textOf));
    for (let n = 0; n < 20; n += 1) heard.push(indexOf(await reader.next()));
  }
  return heard;
}

describe('an unread stream', () => {
  test('ends with an error when too many bytes are queued, while other subscribers get every event', async () => {
    await using world = await startLive();
    await using quick = await subscribe(world);
    await using slow = await subscribe(world);
    expect(await publishAll(world, quick)).toEqual(ALL);
    await world.subscribers(1);

    const rest = await slow.rest();
    const before = rest.slice(0, -2).map(indexOf);
    expect(before.length).toBeLessThan(COUNT);
    expect(before).toEqual(ALL.slice(0, before.length));
    expect(rest.slice(-2)).toEqual([
      {
        event: 'next',
        data: {
          errors: [
            {
              message: expect.stringContaining('`after`'),
              extensions: { code: 'BACKEND_UNAVAILABLE', retryable: true },
            },
          ],
        },
      },
      { event: 'complete', data: null },
    ]);
    expect(world.log.entries()).toEqual([]);
  });

  test('gets the queued events after a pause', async () => {
    await using world = await startLive();
    await using quick = await subscribe(world);
    await using slow = await subscribe(world);
    await world.publish(...ALL.map(String));
    for (const index of ALL) expect(indexOf(await quick.next())).toBe(index);
    for (const index of ALL) expect(indexOf(await slow.next())).toBe(index);
  });

  test('is closed when its client has stalled', async () => {
    await using world = await startLive({ pingMs: 50, limits: { stallTimeoutMs: 200 } });
    await using quick = await subscribe(world);
    await using _slow = await subscribe(world);
    await publishAll(world, quick);
    await expect.poll(world.connections).toBe(1);
    expect(world.refused).toEqual(['stallTimeoutMs']);
  });
});

describe('an idle stream', () => {
  test('gets comments, so that proxies keep it open', async () => {
    await using world = await startLive({ pingMs: 10 });
    await using stream = await subscribe(world);
    const next = stream.next();
    await expect.poll(stream.comments).toBeGreaterThan(3);
    await world.publish('one');
    expect(await next).toMatchObject({ event: 'next' });
  });
});
