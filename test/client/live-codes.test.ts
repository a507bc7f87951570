import { DocumentEventsDocument } from 'invoice-gateway-client';
import { describe, expect, test } from 'vitest';
import { eventually } from './eventually.ts';
import { liveClient } from './live-client.ts';
import { scriptedPeer } from './scripted-peer.ts';

const ALL = {};

describe('what a connection ends with', () => {
  test('goes on when the other side closes in good order, which the protocol says nothing about', async () => {
    await using peer = await scriptedPeer();
    await using client = liveClient(peer.url);
    using heard = client.subscribe(DocumentEventsDocument, ALL);
    await eventually(() => peer.asked).toEqual([undefined]);
    peer.send('7');
    await eventually(() => heard.results.length).toBe(1);
    peer.close(1000);
    await eventually(() => peer.asked).toEqual([undefined, '7']);
    expect(heard.end).toBeUndefined();
  });

  test.each([1001, 1006, 1013, 4408, 4500])('is asked for again after a close with %i', async (code) => {
    await using peer = await scriptedPeer();
    await using client = liveClient(peer.url);
    using heard = client.subscribe(DocumentEventsDocument, ALL);
    await eventually(() => peer.asked).toEqual([undefined]);
    peer.send('7');
    peer.close(code);
    await eventually(() => peer.asked).toEqual([undefined, '7']);
    expect(heard.end).toBeUndefined();
    expect(client.gaps).toEqual([]);
  });

  test.each([1002, 1009, 4400, 4403, 4406, 4409, 4429])('ends after a close with %i', async (code) => {
    await using peer = await scriptedPeer();
    await using client = liveClient(peer.url);
    using heard = client.subscribe(DocumentEventsDocument, ALL);
    await eventually(() => peer.asked).toEqual([undefined]);
    peer.close(code, 'because');
    await eventually(() => heard.end).toBeDefined();
    expect(heard.end).toMatchObject({ message: `The connection was closed with ${code}: because` });
    expect(client.pauses).toEqual([]);
    expect(client.states).toEqual(['connecting', 'connected', 'closed']);
  });

  test('is asked again with another token where the first one has expired', async () => {
    await using peer = await scriptedPeer();
    const tokens = ['first', 'second'];
    await using client = liveClient(peer.url, { token: () => Promise.resolve(tokens.shift()) });
    using heard = client.subscribe(DocumentEventsDocument, ALL);
    await eventually(() => peer.asked).toEqual([undefined]);
    peer.send('7');
    peer.close(4401, 'The token has expired');
    await eventually(() => peer.asked).toEqual([undefined, '7']);
    expect(peer.tokens).toEqual(['Bearer first', 'Bearer second']);
    expect(heard.end).toBeUndefined();
  });

  test('is asked again where a source or a store is away', async () => {
    await using peer = await scriptedPeer();
    await using client = liveClient(peer.url);
    using heard = client.subscribe(DocumentEventsDocument, ALL);
    await eventually(() => peer.asked).toEqual([undefined]);
    peer.send('7');
    peer.refuse('BACKEND_UNAVAILABLE');
    await eventually(() => peer.asked).toEqual([undefined, '7']);
    expect(heard.end).toBeUndefined();
  });

  test('stays where the gateway answers', async () => {
    await using peer = await scriptedPeer();
    await using client = liveClient(peer.url, { keepAliveMs: 20 });
    using heard = client.subscribe(DocumentEventsDocument, ALL);
    await eventually(() => peer.pings).toBeGreaterThan(4);
    expect(client.pauses).toEqual([]);
    expect(heard.end).toBeUndefined();
  });
});
