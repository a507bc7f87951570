import { describe, expect, test } from 'vitest';
import { connect } from './socket-client.ts';
import { startLive } from './start-live.ts';

const EVENTS = 'subscription ($after: ID) { events(after: $after) { text } }';

function nextOf(id: string, data: object) {
  return { type: 'next', id, payload: { data } };
}
function completeOf(id: string) {
  return { type: 'complete', id };
}
function errorOf(id: string, code: string, message: RegExp) {
  return {
    type: 'error',
    id,
    payload: [expect.objectContaining({ message: expect.stringMatching(message), extensions: { code } })],
  };
}

describe('a subscription over WebSocket', () => {
  test('delivers each event as it is stored, until the client completes it', async () => {
    await using world = await startLive();
    using client = await connect(world);
    client.subscribe('s', EVENTS);
    await world.subscribers(1);
    await world.publish('one', 'two');
    expect(await client.next()).toEqual(nextOf('s', { events: { text: 'one' } }));
    expect(await client.next()).toEqual(nextOf('s', { events: { text: 'two' } }));

    client.send(completeOf('s'));
    await client.settled();
    expect(world.relay.state().subscribers).toBe(0);
    await world.publish('three');
    client.subscribe('q', '{ hello }');
    expect(await client.next()).toEqual(nextOf('q', { hello: 'hello, you' }));
  });

  test('resumes after an event that the client knows', async () => {
    await using world = await startLive();
    const [first] = await world.publish('one', 'two', 'three');
    using client = await connect(world);
    client.subscribe('s', EVENTS, { after: first });
    expect(await client.next()).toEqual(nextOf('s', { events: { text: 'two' } }));
    expect(await client.next()).toEqual(nextOf('s', { events: { text: 'three' } }));
  });

  test('can share a connection with others, each with its own end', async () => {
    await using world = await startLive();
    using client = await connect(world);
    client.subscribe('a', 'subscription { events { text } }');
    client.subscribe('b', 'subscription { events { caller } }');
    await world.subscribers(2);
    await world.publish('one');
    const heard = [await client.next(), await client.next()];
    expect(heard).toContainEqual(nextOf('a', { events: { text: 'one' } }));
    expect(heard).toContainEqual(nextOf('b', { events: { caller: 'web' } }));

    client.send(completeOf('a'));
    await client.settled();
    await world.publish('two');
    expect(await client.next()).toEqual(nextOf('b', { events: { caller: 'web' } }));
    expect(world.relay.state().subscribers).toBe(1);
  });

  test('is completed when it ends by itself', async () => {
    await using world = await startLive();
    using client = await connect(world);
    client.subscribe('n', 'subscription { numbers(to: 2) }');
    expect(await client.next()).toEqual(nextOf('n', { numbers: 1 }));
    expect(await client.next()).toEqual(nextOf('n', { numbers: 2 }));
    expect(await client.next()).toEqual(completeOf('n'));
  });

  test('without its scope gets an `error` message and does not start', async () => {
    await using world = await startLive();
    using client = await connect(world, 'Bearer reader-token');
    client.subscribe('s', 'subscription { secretEvents { text } }');
    expect(await client.next()).toEqual(errorOf('s', 'FORBIDDEN', /bank:read/));
    expect(world.relay.state().subscribers).toBe(0);
  });

  test('after a malformed id gets an `error` message', async () => {
    await using world = await startLive();
    using client = await connect(world);
    client.subscribe('s', EVENTS, { after: 'no id' });
    expect(await client.next()).toEqual(errorOf('s', 'BAD_USER_INPUT', /not the id of an event/));
  });

  test('that fails halfway ends with an `error` message, and the log has the cause', async () => {
    await using world = await startLive();
    using client = await connect(world);
    client.subscribe('s', 'subscription { faulty }');
    expect(await client.next()).toEqual(nextOf('s', { faulty: 1 }));
    expect(await client.next()).toEqual(errorOf('s', 'INTERNAL_SERVER_ERROR', /reference/));
    expect(world.log.text()).toContain('a fault of our own');
  });

  test('is released if its client vanishes', async () => {
    await using world = await startLive();
    using client = await connect(world);
    client.subscribe('s', EVENTS);
    await world.subscribers(1);
    client.socket.terminate();
    await world.subscribers(0);
    expect(world.log.entries()).toEqual([]);
  });

  test('is released and its work cancelled if its client vanishes while an event is executed', async () => {
    await using world = await startLive();
    using client = await connect(world);
    client.subscribe('s', 'subscription { events { held } }');
    await world.subscribers(1);
    await world.publish('one');
    await world.gate.waiting(1);
    client.socket.terminate();
    await world.subscribers(0);
    expect(world.gate.held).toBe(0);
    expect(world.log.entries()).toEqual([]);
  });
});
