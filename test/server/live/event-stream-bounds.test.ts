import { expect, test } from 'vitest';
import { connect } from './socket-client.ts';
import { startLive } from './start-live.ts';
import { openStream } from './stream-client.ts';

const EVENTS = 'subscription { events { id text } }';
/** Times 100 kB: more than the system takes for a client that does not read. */
const FIELDS = Array.from({ length: 180 }, (_, index) => `h${index}: hello(name: $name)`).join(' ');

test('a stream counts as a subscription of its caller: beyond the limit, the stream has an error', async () => {
  await using world = await startLive({ limits: { maxSubscriptions: 2 } });
  using client = await connect(world);
  client.subscribe('1', EVENTS);
  client.subscribe('2', EVENTS);
  await world.subscribers(2);
  await using stream = await openStream(world, { query: EVENTS });
  const [next, complete] = await stream.rest();
  expect(next?.data).toEqual({
    errors: [
      {
        message: expect.stringContaining('`limits.maxSubscriptions` is 2'),
        extensions: { code: 'RATE_LIMITED', retryable: true, limit: 'maxSubscriptions' },
      },
    ],
  });
  expect(complete?.event).toBe('complete');
});

test('a stream counts as a connection of its caller: beyond the limit, the answer is 429', async () => {
  await using world = await startLive({ limits: { maxSubscriptions: 1 } });
  using _client = await connect(world);
  await expect(openStream(world, { query: EVENTS })).rejects.toThrow(/^no stream: 429 .*maxSubscriptions/);
  await using other = await openStream(world, { query: '{ hello }', token: 'reader-token' });
  expect(await other.rest()).toHaveLength(2);
});

test('an unread stream ends when too many bytes are queued for its caller', async () => {
  await using world = await startLive({
    limits: { maxSendingBytes: 4_000_000, maxAnswerBytes: 1_000_000, maxRootFields: 200 },
  });
  await using stream = await openStream(world, {
    query: `query ($name: String) { ${FIELDS} }`,
    variables: { name: 'x'.repeat(50_000) },
  });
  const [next] = await stream.rest();
  expect(next?.data).toMatchObject({ errors: [{ extensions: { code: 'RATE_LIMITED', limit: 'maxSendingBytes' } }] });
});

test('queued bytes of a stream count until they are read', async () => {
  await using world = await startLive({
    limits: { maxSendingBytes: 40_000_000, maxAnswerBytes: 10_000_000, maxRootFields: 200 },
  });
  await using stream = await openStream(world, {
    query: `query ($name: String) { ${FIELDS} }`,
    variables: { name: 'x'.repeat(100_000) },
  });
  await expect.poll(() => world.inFlight.sending.taken, { timeout: 10_000 }).toBeGreaterThan(18_000_000);
  stream.response.resume();
  await expect.poll(() => world.inFlight.sending.taken, { timeout: 10_000 }).toBe(0);
});
