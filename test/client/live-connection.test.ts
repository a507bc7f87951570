import { CombinedGraphQLErrors } from '@apollo/client';
import { DocumentEventsDocument, type DocumentEventsSubscription, DocumentEventType } from 'invoice-gateway-client';
import { describe, expect, test } from 'vitest';
import { subscribersOf } from '../end-to-end/live-client.ts';
import { eventually } from './eventually.ts';
import { liveClient } from './live-client.ts';
import { useLiveWorld } from './use-live-world.ts';

const live = useLiveWorld();
const ALL = {};
function idsOf(results: readonly DocumentEventsSubscription[]) {
  return results.map(({ documentEvents }) => documentEvents.id);
}

function codeOf(end: unknown) {
  return CombinedGraphQLErrors.is(end) ? end.errors[0]?.extensions?.['code'] : end;
}

describe('a connection', () => {
  test('is made for the first subscription and closed after the last', async () => {
    await using client = liveClient(live.network.url);
    expect(live.network.connections).toBe(0);
    using first = client.subscribe(DocumentEventsDocument, ALL);
    using second = client.subscribe(DocumentEventsDocument, { filter: { types: [DocumentEventType.Exported] } });
    await subscribersOf(live.world, 2);
    expect(live.network.connections).toBe(1);
    first.unsubscribe();
    await subscribersOf(live.world, 1);
    second.unsubscribe();
    await subscribersOf(live.world, 0);
    await eventually(() => client.states).toEqual(['connecting', 'connected', 'closed']);
  });

  test.each(['during', 'at the start of'])('is not made if the last subscriber has left %s a pause', async (when) => {
    const { promise: isPausing, resolve } = Promise.withResolvers<void>();
    const pauseMs = () => {
      if (when === 'at the start of') heard.unsubscribe();
      resolve();
      return 0;
    };
    await using client = liveClient(live.network.url, { pauseMs });
    using heard = client.subscribe(DocumentEventsDocument, ALL);
    await subscribersOf(live.world, 1);
    live.network.cut();
    await isPausing;
    heard.unsubscribe();
    // Timers of one length fire in their order, so the pause's own would have fired before this one.
    await new Promise((done) => setTimeout(done, 0));
    expect(client.states).toEqual(['connecting', 'connected', 'waiting', 'closed']);
  });

  test('that fails does not revive a subscription that has ended meanwhile', async () => {
    await using client = liveClient(live.network.url);
    live.network.cut({ forNow: true });
    const heard = client.subscribe(DocumentEventsDocument, ALL);
    heard.unsubscribe();
    await eventually(() => client.states.at(-1)).toBe('closed');
    expect(client.pauses).toEqual([]);
    expect(client.gaps).toEqual([]);
  });

  test('is replaced if the gateway does not answer its first request', async () => {
    await using client = liveClient(live.network.url, { keepAliveMs: 500 });
    live.network.swallow();
    using heard = client.subscribe(DocumentEventsDocument, ALL);
    await subscribersOf(live.world, 1);
    await live.happen(1);
    await eventually(() => heard.results.length).toBe(1);
    expect(client.states).toEqual(['connecting', 'waiting', 'connecting', 'connected']);
  });

  test('is replaced if the gateway stops answering', async () => {
    await using client = liveClient(live.network.url, { keepAliveMs: 500 });
    using heard = client.subscribe(DocumentEventsDocument, ALL);
    await subscribersOf(live.world, 1);
    await live.happen(1);
    await eventually(() => heard.results.length).toBe(1);
    live.network.lose();
    await live.happen(2);
    await eventually(() => idsOf(heard.results)).toEqual(await live.allIds());
    expect(client.pauses).toEqual([0]);
  });

  test('pauses longer with each break in a row', async () => {
    await using client = liveClient(live.network.url);
    using heard = client.subscribe(DocumentEventsDocument, ALL);
    await subscribersOf(live.world, 1);
    live.network.cut({ forNow: true });
    await eventually(() => client.pauses.slice(0, 4)).toEqual([0, 1, 2, 3]);
    live.network.mend();
    await subscribersOf(live.world, 1);
    await live.happen(1);
    await eventually(() => heard.results.length).toBe(1);
    const before = client.pauses.length;
    live.network.cut();
    await eventually(() => client.pauses.slice(before)).toEqual([0]);
  });

  test('ends when its link is disposed of, which then refuses subscriptions', async () => {
    const client = liveClient(live.network.url);
    using heard = client.subscribe(DocumentEventsDocument, ALL);
    await subscribersOf(live.world, 1);
    await client.link.dispose();
    expect(heard.end).toBe('complete');
    await subscribersOf(live.world, 0);
    using later = client.subscribe(DocumentEventsDocument, ALL);
    await eventually(() => later.end).toMatchObject({ message: 'This link has been disposed of' });
    expect(live.network.connections).toBe(1);
  });

  test('is not retried by a link that was disposed of during a pause', async () => {
    const client = liveClient(live.network.url, { pauseMs: () => 1e9 });
    using heard = client.subscribe(DocumentEventsDocument, ALL);
    await subscribersOf(live.world, 1);
    live.network.cut();
    await eventually(() => client.states.at(-1)).toBe('waiting');
    await client.link.dispose();
    expect(heard.end).toBe('complete');
    expect(client.states.at(-1)).toBe('closed');
  });
});

describe('a refusal of the gateway', () => {
  test.each([
    ['a wrong token', () => 'not-a-token'],
    ['no token', () => undefined],
  ])('is an error and is not retried: %s', async (_, token) => {
    await using client = liveClient(live.network.url, { token });
    using heard = client.subscribe(DocumentEventsDocument, ALL);
    await eventually(() => heard.end).toBeInstanceOf(Error);
    expect(String(heard.end)).toContain('4401');
    expect(client.pauses).toEqual([]);
    expect(live.network.connections).toBe(1);
    expect(client.states).toEqual(['connecting', 'closed']);
  });

  test('is an error and is not retried: a token that cannot be had', async () => {
    const token = () => Promise.reject(new Error('Nobody is signed in'));
    await using client = liveClient(live.network.url, { token });
    using heard = client.subscribe(DocumentEventsDocument, ALL);
    await eventually(() => heard.end).toMatchObject({ message: 'Nobody is signed in' });
    expect(client.pauses).toEqual([]);
  });

  test('is an error with its code: an operation', async () => {
    await using client = liveClient(live.network.url);
    using filtered = client.subscribe(DocumentEventsDocument, { filter: { companies: ['borealis'] } });
    using later = client.subscribe(DocumentEventsDocument, { after: 'not-an-id' });
    await eventually(() => codeOf(filtered.end)).toBe('NOT_FOUND');
    await eventually(() => codeOf(later.end)).toBe('BAD_USER_INPUT');
    expect(client.pauses).toEqual([]);
  });
});
