import { DocumentEventsDocument } from 'invoice-gateway-client';
import { describe, expect, test } from 'vitest';
import { eventually } from './eventually.ts';
import { liveClient } from './live-client.ts';
import { scriptedPeer } from './scripted-peer.ts';

const ALL = {};

describe('a subscription', () => {
  test('continues if the server closes the connection normally, which the protocol does not mention', async () => {
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

  test.each([1001, 1006, 1013, 4408, 4500])('is resumed after a close with %i', async (code) => {
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

  test('is resumed with another token if the first one has expired', async () => {
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

  test('is resumed if a source or a store is unavailable', async () => {
    await using peer = await scriptedPeer();
    await using client = liveClient(peer.url);
    using heard = client.subscribe(DocumentEventsDocument, ALL);
    await eventually(() => peer.asked).toEqual([undefined]);
    peer.send('7');
    peer.refuse('BACKEND_UNAVAILABLE');
    await eventually(() => peer.asked).toEqual([undefined, '7']);
    expect(heard.end).toBeUndefined();
  });

  test('keeps its connection while the gateway answers', async () => {
    await using peer = await scriptedPeer();
    await using client = liveClient(peer.url, { keepAliveMs: 100 });
    using heard = client.subscribe(DocumentEventsDocument, ALL);
    await eventually(() => peer.pings).toBeGreaterThan(4);
    expect(client.pauses).toEqual([]);
    expect(heard.end).toBeUndefined();
  });
});
