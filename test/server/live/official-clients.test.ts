import { createClient as createSseClient, NetworkError } from 'graphql-sse';
import { createClient as createWsClient } from 'graphql-ws';
import { describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { type LiveWorld, startLive } from './start-live.ts';

const EVENTS = { query: 'subscription { events { text } }' };

/** A client from another project, on one operation. */
interface Iterated {
  iterate(request: { query: string; variables?: Record<string, unknown> }): AsyncIterableIterator<unknown>;
  dispose(): Promise<void> | void;
}

const CLIENTS: readonly (readonly [string, (world: LiveWorld, token: string) => Iterated])[] = [
  [
    'graphql-ws',
    ({ url }, token) =>
      createWsClient({
        url: new URL('graphql', url).href.replace('http', 'ws'),
        webSocketImpl: WebSocket,
        connectionParams: { authorization: `Bearer ${token}` },
        retryAttempts: 0,
      }),
  ],
  [
    'graphql-sse',
    ({ url }, token) =>
      createSseClient({
        url: new URL('graphql/stream', url).href,
        headers: { authorization: `Bearer ${token}` },
        retryAttempts: 0,
      }),
  ],
];

describe.each(CLIENTS)('the client of %s', (name, create) => {
  test('gets exactly one answer to a query', async () => {
    await using world = await startLive();
    const client = create(world, 'web-token');
    const results = client.iterate({
      query: 'query ($name: String) { hello(name: $name) }',
      variables: { name: 'Ada' },
    });
    expect(await Array.fromAsync(results)).toEqual([{ data: { hello: 'hello, Ada' } }]);
    await client.dispose();
  });

  test('gets the events of several subscriptions and can end each of them', async () => {
    await using world = await startLive();
    const client = create(world, 'web-token');
    const [first, second] = [client.iterate(EVENTS), client.iterate(EVENTS)];
    const heard = [first.next(), second.next()];
    await world.subscribers(2);
    await world.publish('one');
    const one = { done: false, value: { data: { events: { text: 'one' } } } };
    expect(await Promise.all(heard)).toEqual([one, one]);

    await first.return?.();
    await world.subscribers(1);
    const next = second.next();
    await world.publish('two');
    expect((await next).value).toEqual({ data: { events: { text: 'two' } } });
    await second.return?.();
    await world.subscribers(0);
    await client.dispose();
    expect(world.log.entries()).toEqual([]);
  });

  test('gets the errors of an operation', async () => {
    await using world = await startLive();
    const client = create(world, 'reader-token');
    const refused = client.iterate({ query: 'subscription { secretEvents { text } }' });
    const errors = [{ message: expect.stringContaining('bank:read'), extensions: { code: 'FORBIDDEN' } }];
    // Over WebSocket it is a message of its own; in an event stream it is a result like others.
    if (name === 'graphql-ws') await expect(refused.next()).rejects.toMatchObject(errors);
    else expect((await refused.next()).value).toMatchObject({ errors });
    await client.dispose();
  });

  test('is refused with an unknown token', async () => {
    await using world = await startLive();
    const client = create(world, 'wrong');
    const failure = await client
      .iterate(EVENTS)
      .next()
      .catch((error: unknown) => error);
    if (failure instanceof NetworkError) expect(failure).toMatchObject({ response: { status: 401 } });
    else
      expect(failure).toMatchObject({ code: 4401, reason: 'The token is unknown: check that it is for this gateway.' });
    await client.dispose();
  });
});
