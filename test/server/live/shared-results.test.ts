import { describe, expect, test, vi } from 'vitest';
import type { Caller } from '../../../src/auth/caller.ts';
import { SharedResults } from '../../../src/server/live/shared-results.ts';
import { connect, type SocketClient } from './socket-client.ts';
import { type LiveWorld, startLive } from './start-live.ts';

async function subscribe(
  world: LiveWorld,
  query: string,
  { token = 'web-token', variables }: { token?: string; variables?: object } = {},
): Promise<SocketClient> {
  const { subscribers } = world.relay.state();
  const client = await connect(world, `Bearer ${token}`);
  client.subscribe('s', query, variables);
  await world.subscribers(subscribers + 1);
  return client;
}

const TEXT = 'subscription ($after: ID) { events(after: $after) { text caller } }';
async function payloadOf({ next }: SocketClient) {
  return (await next()).payload;
}

describe('subscribers with the same operation', () => {
  test('have each event executed once for all of them', async () => {
    await using world = await startLive();
    const clients = await Promise.all(Array.from({ length: 20 }, () => connect(world)));
    for (const client of clients) client.subscribe('s', 'subscription { events { text } }');
    await world.subscribers(20);
    await world.publish('one', 'two');
    for (const client of clients) {
      expect(await payloadOf(client)).toEqual({ data: { events: { text: 'one' } } });
      expect(await payloadOf(client)).toEqual({ data: { events: { text: 'two' } } });
    }
    expect(world.ran).toEqual(['text', 'text']);
  });

  test.each([
    ['with other variables', { variables: { after: null } }, 'web'],
    ['as another caller', { token: 'reader-token' }, 'reader'],
  ])('%s share nothing', async (_, options, caller) => {
    await using world = await startLive();
    using one = await subscribe(world, TEXT);
    using other = await subscribe(world, TEXT, options);
    await world.publish('one');
    expect(await payloadOf(one)).toEqual({ data: { events: { text: 'one', caller: 'web' } } });
    expect(await payloadOf(other)).toEqual({ data: { events: { text: 'one', caller } } });
    expect(world.ran).toEqual(['text', 'text']);
  });

  test('share an error and its reference as well', async () => {
    await using world = await startLive();
    const query = 'subscription { events { id fault } }';
    using one = await subscribe(world, query);
    using other = await subscribe(world, query);
    await world.publish('one');
    const payload = await payloadOf(one);
    expect(payload).toMatchObject({ errors: [{ extensions: { code: 'INTERNAL_SERVER_ERROR' } }] });
    expect(await payloadOf(other)).toEqual(payload);
    expect(world.log.entries()).toHaveLength(1);
  });

  test('continue after an event whose result is only an error', async () => {
    await using world = await startLive();
    using client = await subscribe(world, 'subscription { events { fatal } }');
    await world.publish('one', 'two');
    for (const _ of ['one', 'two']) {
      expect(await client.next()).toMatchObject({ type: 'next', payload: { data: null, errors: [{}] } });
    }
  });
});

describe('a subscriber that leaves while an event is executed', () => {
  const HELD = 'subscription { events { held } }';

  test('is free at once, and the others get the result', async () => {
    await using world = await startLive();
    using leaving = await subscribe(world, HELD);
    using staying = await subscribe(world, HELD);
    await world.publish('one');
    await world.gate.waiting(1);
    leaving.send({ type: 'complete', id: 's' });
    await world.subscribers(1);
    expect(world.gate.held).toBe(1);
    world.gate.open();
    expect(await payloadOf(staying)).toEqual({ data: { events: { held: 'let go' } } });
    expect(world.ran).toEqual(['held']);
    expect(world.log.entries()).toEqual([]);
  });

  test('cancels the work if no other subscriber waits for it', async () => {
    await using world = await startLive();
    using one = await subscribe(world, HELD);
    using other = await subscribe(world, HELD);
    await world.publish('one');
    await world.gate.waiting(1);
    one.socket.terminate();
    other.socket.terminate();
    await world.subscribers(0);
    expect(world.gate.held).toBe(0);
  });
});

describe('the result of an event', () => {
  const caller: Caller = { name: 'web', companies: new Set(), scopes: new Set() };
  const never = new AbortController().signal;

  test('is not shared with subscribers that come much later', async () => {
    let now = 1;
    const results = new SharedResults(() => now);
    const [quick, slow] = [results.join(caller, 'op', never), results.join(caller, 'op', never)];
    const subject = {};
    const answer = (text: string) => async () => ({ data: { text } });
    expect(await quick.resultOf({ events: subject }, answer('first'))).toEqual({ data: { text: 'first' } });
    expect(await slow.resultOf({ events: subject }, answer('second'))).toEqual({ data: { text: 'first' } });
    now += 1_500;
    expect(await slow.resultOf({ events: subject }, answer('third'))).toEqual({ data: { text: 'third' } });
  });

  test('is not shared if the event is not an object', async () => {
    const results = new SharedResults(Date.now);
    const [one, other] = [results.join(caller, 'op', never), results.join(caller, 'op', never)];
    for (const event of [{ numbers: 1 }, {}, null, 'text']) {
      expect(await one.resultOf(event, async () => ({ data: { one: 1 } }))).toEqual({ data: { one: 1 } });
      expect(await other.resultOf(event, async () => ({ data: { other: 1 } }))).toEqual({ data: { other: 1 } });
    }
  });

  test('is not computed for a subscriber that has left', async () => {
    const leaving = new AbortController();
    const results = new SharedResults(Date.now);
    const sharer = results.join(caller, 'op', leaving.signal);
    leaving.abort(new Error('gone'));
    const execute = vi.fn();
    await expect(sharer.resultOf({ events: {} }, execute)).rejects.toThrow('gone');
    expect(execute).not.toHaveBeenCalled();
  });
});
