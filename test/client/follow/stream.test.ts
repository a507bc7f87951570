import { type Endpoint, follow } from 'invoice-gateway-client';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { eventually } from '../eventually.ts';
import { follower } from './follower.ts';
import { messageOf, type StreamPeer, streamPeer } from './stream-peer.ts';

let peer: StreamPeer;
beforeEach(async () => {
  peer = await streamPeer();
});
afterEach(() => peer[Symbol.asyncDispose]());

const FROM = { variables: { after: '1' } };
function error(code: string): string {
  return JSON.stringify({ errors: [{ message: 'No', extensions: { code } }] });
}
const GRAPHQL = { 'content-type': 'application/graphql-response+json' };

describe('a stream of events', () => {
  test.each(['BACKEND_UNAVAILABLE', 'RATE_LIMITED', 'STORE_UNAVAILABLE'])(
    'is opened again after the last event if it ends with %s',
    async (code) => {
      await using one = follower(peer.url, FROM);
      (await peer.stream(1)).send('7');
      (await peer.stream(1)).refuse(code);
      await eventually(() => peer.asked).toEqual(['1', '7']);
      expect(one.breaks).toEqual([{ code, ms: 0 }]);
    },
  );

  test.each(['end', 'cut'] as const)('is opened again after the last event if the gateway does: %s', async (how) => {
    await using one = follower(peer.url, FROM);
    const stream = await peer.stream(1);
    stream.send('7');
    await eventually(() => one.ids).toEqual(['7']);
    stream[how]();
    await eventually(() => peer.asked).toEqual(['1', '7']);
    (await peer.stream(2)).send('8');
    await eventually(() => one.ids).toEqual(['7', '8']);
    expect(one.breaks).toEqual([{ code: 'CONNECTION_LOST', ms: 0 }]);
  });

  test('is opened again before an event that broke off', async () => {
    await using one = follower(peer.url, FROM);
    const stream = await peer.stream(1);
    stream.write(messageOf('7') + messageOf('8').slice(0, -1));
    await eventually(() => one.ids).toEqual(['7']);
    stream.cut();
    (await peer.stream(2)).send('8');
    await eventually(() => one.ids).toEqual(['7', '8']);
    expect(peer.asked).toEqual(['1', '7']);
  });

  test('is read byte by byte, with either end of line and with comments', async () => {
    await using one = follower(peer.url, FROM);
    const stream = await peer.stream(1);
    const text = `${messageOf('7').replaceAll('\n', '\r\n')}:\n\n: a comment\n\nid: 3\nretry: 1\n${messageOf('8')}`;
    for (const byte of Buffer.from(text)) stream.write(Uint8Array.of(byte));
    await eventually(() => one.ids).toEqual(['7', '8']);
  });

  test('is opened again with another token if the first one has expired', async () => {
    const tokens = ['first', 'second'];
    await using one = follower(peer.url, { ...FROM, token: () => Promise.resolve(tokens.shift()) });
    (await peer.stream(1)).send('7');
    (await peer.stream(1)).refuse('UNAUTHENTICATED');
    await peer.stream(2);
    expect(peer.tokens).toEqual(['Bearer first', 'Bearer second']);
    expect(one.end).toBeUndefined();
  });

  test('is not opened again if the second token is refused, too', async () => {
    await using one = follower(peer.url, FROM);
    const stream = await peer.stream(1);
    peer.refuseNext(401, error('UNAUTHENTICATED'), GRAPHQL);
    stream.refuse('UNAUTHENTICATED');
    expect(await one.ended).toMatchObject({ code: 'UNAUTHENTICATED', status: 401 });
    expect(peer.asked).toHaveLength(2);
  });

  test('is opened when the gateway has asked for it', async () => {
    peer.refuseNext(503, error('BACKEND_UNAVAILABLE'), { ...GRAPHQL, 'retry-after': '1' });
    await using one = follower(peer.url, FROM);
    await peer.stream(2);
    expect(one.breaks).toEqual([{ code: 'BACKEND_UNAVAILABLE', ms: 1_000 }]);
  });

  test('is opened again if a proxy answers without a gateway', async () => {
    peer.refuseNext(502, '<h1>Bad gateway</h1>', { 'content-type': 'text/html' });
    await using one = follower(peer.url, FROM);
    (await peer.stream(2)).send('7');
    await eventually(() => one.ids).toEqual(['7']);
  });

  test('is opened again after longer pauses with each break in a row', async () => {
    const given: number[] = [];
    const pauseMs = (breaks: number) => {
      given.push(breaks);
      return 0;
    };
    await using one = follower(peer.url, { ...FROM, pauseMs });
    for (const number of [1, 2, 3]) (await peer.stream(number)).cut();
    const stream = await peer.stream(4);
    stream.send('7');
    await eventually(() => one.ids).toEqual(['7']);
    stream.cut();
    await peer.stream(5);
    expect(given).toEqual([0, 1, 2, 0]);
  });

  test('waits for a reader that takes longer than the gateway may be silent', async () => {
    const read = Promise.withResolvers<void>();
    const onEvent = (id: string) => (id === '7' ? read.promise : undefined);
    await using one = follower(peer.url, { ...FROM, silenceMs: 100, onEvent });
    const stream = await peer.stream(1);
    stream.write(messageOf('7') + messageOf('8'));
    await eventually(() => one.ids).toEqual(['7']);
    // By then, a connection without a byte counts as lost.
    await using other = follower(peer.url, { ...FROM, silenceMs: 100 });
    await eventually(() => other.breaks.length).toBeGreaterThan(1);
    read.resolve();
    await eventually(() => one.ids).toEqual(['7', '8']);
    expect(one.breaks).toEqual([]);
  });
});

describe('an event with fields that could not be read', () => {
  const fault = (code: string) => [{ message: 'No file', path: ['documentEvents'], extensions: { code } }];

  test('is read again, if that can succeed', async () => {
    await using one = follower(peer.url, FROM);
    (await peer.stream(1)).send('7', fault('BACKEND_TIMEOUT'));
    (await peer.stream(2)).send('7');
    await eventually(() => one.ids).toEqual(['7']);
    expect(peer.asked).toEqual(['1', '1']);
  });

  test('ends the iteration otherwise', async () => {
    await using one = follower(peer.url, FROM);
    (await peer.stream(1)).send('7', fault('BACKEND_BAD_RESPONSE'));
    expect(await one.ended).toMatchObject({ code: 'BACKEND_BAD_RESPONSE', data: { documentEvents: { id: '7' } } });
  });

  test('is delivered with its errors, if its reader asks for them', async () => {
    const seen: unknown[] = [];
    await using one = follower(peer.url, { ...FROM, onErrors: (errors) => void seen.push(errors) });
    (await peer.stream(1)).send('7', fault('BACKEND_TIMEOUT'));
    await eventually(() => one.ids).toEqual(['7']);
    expect(seen).toEqual([fault('BACKEND_TIMEOUT')]);
  });
});

describe('follow() refuses before it connects', () => {
  test.each([
    ['a query', 'query ($after: ID) { documentEvents(after: $after) { id } }'],
    ['another subscription', 'subscription { importJob(id: "1") { id } }'],
    ['an operation that cannot resume', 'subscription { documentEvents { id } }'],
    ['an alias', 'subscription ($after: ID) { latest: documentEvents(after: $after) { id } }'],
  ])('%s', async (_, document) => {
    const endpoint: Endpoint = { url: peer.url, token: () => 'a-token' };
    const events = follow<{ documentEvents: { id: string } }, object>(endpoint, document, {});
    await expect(events.next()).rejects.toThrow('takes `after` from a variable');
    expect(peer.asked).toEqual([]);
  });

  test('an operation that does not select the id, at its first event', async () => {
    const blind = 'subscription ($after: ID) { documentEvents(after: $after) { type } }';
    const endpoint: Endpoint = { url: peer.url, token: () => 'a-token' };
    const events = follow<{ documentEvents: { id: string } }, object>(endpoint, blind, { after: '1' });
    const next = events.next();
    (await peer.stream(1)).write('event: next\ndata: {"data":{"documentEvents":{"type":"EXPORTED"}}}\n\n');
    await expect(next).rejects.toThrow('select `id`');
  });
});
