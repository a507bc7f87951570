import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../sandbox/start.ts';
import { noOwnRedis, startRedis, until } from '../cache/redis-server.ts';
import { openLiveClient, subscribersOf, take } from '../end-to-end/live-client.ts';
import { deliveryCounts, EVENT_FIELDS, type ListedEvent, post, storedEvents } from '../end-to-end/webhook-endpoint.ts';
import { createDatabase, noPostgres } from '../store/postgres-server.ts';
import { type LiveGateway, liveGateways, UNWATCHED } from './live-gateway.ts';

const leftOut = noPostgres ?? noOwnRedis;
if (leftOut) console.warn(leftOut);

const SUBSCRIBE = `subscription($after: ID) { documentEvents(after: $after) { ${EVENT_FIELDS} } }`;
interface EventData {
  readonly documentEvents: ListedEvent;
}

let sandbox: Sandbox;
const used = new AsyncDisposableStack();

describe.skipIf(leftOut)('two gateways that share a PostgreSQL and a Redis', () => {
  beforeAll(async () => {
    const { url: databaseUrl } = used.use(await createDatabase());
    const { url: redisUrl } = used.use(await startRedis({ own: true }));
    sandbox = used.use(await startSandbox());
    const gateways = used.use(await liveGateways(sandbox, { databaseUrl, redisUrl }, UNWATCHED));
    [a, b] = await Promise.all([gateways.start(), gateways.start()]);
    used.use(a);
    used.use(b);
  });
  afterAll(() => used.disposeAsync());

  let a: LiveGateway;
  let b: LiveGateway;
  let before: readonly ListedEvent[] = [];
  let countsBefore: Readonly<Record<string, number>> = {};
  beforeEach(async () => {
    // Waits for the subscribers of the test before, which have closed only their own side.
    await Promise.all([subscribersOf(a, 0), subscribersOf(b, 0)]);
    before = await storedEvents(a);
    countsBefore = await countsOfBoth();
  });
  afterEach(async () => {
    expect(await storedEvents(a)).toEqual(await storedEvents(b));
  });

  const newEvents = async () => (await storedEvents(a)).slice(before.length);
  const exported = () => sandbox.sns.sign(sandbox.sns.compose('acme', 'EXPORTED'));
  /** Posts a delivery, and expects that it is accepted. */
  const bring = async (gateway: LiveGateway, body = exported()) =>
    expect((await post(gateway, body)).status, 'taken').toBe(200);
  const countsOfBoth = async () => {
    const both = await Promise.all([deliveryCounts(a), deliveryCounts(b)]);
    const sum = (name: string) => both.reduce((total, counts) => total + (counts[name] ?? 0), 0);
    return { stored: sum('stored'), repeated: sum('repeated') };
  };
  const counted = async (name: 'stored' | 'repeated') => (await countsOfBoth())[name] - (countsBefore[name] ?? 0);

  test('deliver each event of either to every subscriber of both, once and in order', async () => {
    await using ofA = openLiveClient(a, 'sandbox');
    await using ofB = openLiveClient(b, 'sandbox');
    const seen = [ofA, ofA, ofB].map((client) => take(client.subscribe<EventData>(SUBSCRIBE), 61));
    await Promise.all([subscribersOf(a, 2), subscribersOf(b, 1)]);
    await Promise.all(Array.from({ length: 60 }, (_, n) => bring(n % 2 === 0 ? a : b)));
    // The last one shows duplicates of earlier ones, as these would arrive before it.
    await bring(a);
    const stored = await newEvents();
    expect(stored).toHaveLength(61);
    for (const messages of await Promise.all(seen)) {
      expect(messages.map(({ data }) => data?.documentEvents)).toEqual(stored);
    }
  });

  test('store a message once if it is delivered to both at the same time', async () => {
    await using ofA = openLiveClient(a, 'sandbox');
    await using ofB = openLiveClient(b, 'sandbox');
    const seen = [ofA, ofB].map((client) => take(client.subscribe<EventData>(SUBSCRIBE), 31));
    await Promise.all([subscribersOf(a, 1), subscribersOf(b, 1)]);
    const bodies = Array.from({ length: 30 }, exported);
    await Promise.all(bodies.flatMap((body) => [bring(a, body), bring(b, body)]));
    await bring(b);
    const stored = await newEvents();
    expect(stored).toHaveLength(31);
    expect([await counted('stored'), await counted('repeated')]).toEqual([31, 30]);
    for (const messages of await Promise.all(seen)) {
      expect(messages.map(({ data }) => data?.documentEvents)).toEqual(stored);
    }
  });

  test('both invalidate a list when an event makes it stale, no matter which of them has read it', async () => {
    const query = '{ invoices(first: 5, filter: { sources: [IVESK], companies: ["acme"] }) { nodes { id } } }';
    const calls = () => sandbox.ivesk.calls.filter(({ company }) => company === 'acme').length;
    await a.ask(query);
    await b.ask(query);
    const known = calls();
    await Promise.all([a.ask(query), b.ask(query)]);
    expect(calls()).toBe(known);
    await bring(a);
    await b.ask(query);
    expect(calls()).toBe(known + 1);
  });

  test('let a subscriber of one that is killed resume at the other', async () => {
    await using ofB = openLiveClient(b, 'sandbox');
    const first = take(ofB.subscribe<EventData>(SUBSCRIBE), 3);
    await subscribersOf(b, 1);
    for (let n = 0; n < 3; n += 1) await bring(a);
    const seen = (await first).map(({ data }) => data?.documentEvents);
    const copy = exported();
    await bring(b, copy);
    b.process.kill('SIGKILL');
    await b.process.exit;
    // It was acknowledged. SNS may send it again nevertheless.
    await bring(a, copy);
    await using ofA = openLiveClient(a, 'sandbox');
    const rest = take(ofA.subscribe<EventData>(SUBSCRIBE, { after: seen.at(-1)?.id }), 2);
    await until(async () => (await newEvents()).length >= 4);
    await bring(a);
    seen.push(...(await rest).map(({ data }) => data?.documentEvents));
    expect(seen).toEqual(await newEvents());
    b = a;
  });
});
