import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { createManualClock, type ManualClock } from '../../sandbox/stand-in/clock.ts';
import type { Fault } from '../../sandbox/stand-in/fault.ts';
import { until } from '../cache/redis-server.ts';
import { noOwnPostgres, startOwnPostgres } from '../store/postgres-server.ts';
import { makeDirectory } from '../store/sqlite-place.ts';
import { type LiveMessage, openLiveClient, subscribersOf } from './live-client.ts';
import { deliveryCounts, EVENT_FIELDS, type ListedEvent, post, secretOf, storedEvents } from './webhook-endpoint.ts';
import { startWorld, type TestWorld } from './world.ts';

if (noOwnPostgres) console.warn(noOwnPostgres);

const RETRY_MS = 1_000;
/** Longer than certificates are kept, and than a failed one counts as unavailable. */
const CERTIFICATE_KEPT_MS = 25 * 3_600_000;
const CERTIFICATE_FAILED_MS = 6_000;

/** A gateway whose webhooks are registered. SNS, and with it the gateway, uses a clock that stands still. */
async function startLive(storage?: object): Promise<TestWorld & { readonly clock: ManualClock }> {
  const clock = createManualClock();
  const world = await startWorld({
    sandbox: { clock, sns: { retryMs: Array(1_000).fill(RETRY_MS) } },
    overrides: { now: clock.now },
    ...(storage && { config: { storage } }),
  });
  await world.sandbox.connect(world.url);
  return { ...world, clock };
}

/** The statuses of all attempts to deliver a message. */
function triesOf({ sandbox }: TestWorld, messageId: string) {
  return sandbox.sns.deliveries.filter((one) => one.messageId === messageId).map(({ status }) => status);
}

/** SNS repeats a message until it was accepted. */
function untilTaken(world: TestWorld & { readonly clock: ManualClock }, messageIds: readonly string[]) {
  return until(async () => {
    world.clock.advance(RETRY_MS);
    await world.sandbox.sns.settled();
    return messageIds.every((id) => triesOf(world, id).at(-1) === 200);
  });
}

describe('while the clock of the gateway is an hour slow', () => {
  test('an event is refused with 503, and is stored when SNS sends it again after the clock was set', async () => {
    let behindMs = 3_600_000;
    const clock = createManualClock();
    const world = await startWorld({
      sandbox: { clock, sns: { retryMs: Array(1_000).fill(RETRY_MS) } },
      overrides: { now: () => clock.now() - behindMs },
    });
    await using _ = world;
    behindMs = 0;
    await world.sandbox.connect(world.url);
    behindMs = 3_600_000;
    const messageId = world.sandbox.sns.publish('acme', 'EXPORTED');
    await world.sandbox.sns.settled();
    expect(triesOf(world, messageId)).toEqual([503]);
    expect(await storedEvents(world)).toEqual([]);
    behindMs = 0;
    await untilTaken({ ...world, clock }, [messageId]);
    expect(await storedEvents(world)).toHaveLength(1);
    expect(await deliveryCounts(world)).toMatchObject({ clock: 1, stored: 1 });
  });
});

describe('while the certificate of SNS cannot be fetched', () => {
  const FAULTS: readonly (readonly [string, Fault])[] = [
    ['it answers 500', { kind: 'status', status: 500 }],
    ['it answers 429', { kind: 'rateLimit' }],
    ['it resets the connection', { kind: 'reset' }],
    ['it sends half of it', { kind: 'truncate' }],
    ['it never answers', { kind: 'hang' }],
  ];
  test.each(FAULTS)('an event is refused, and is stored when it is sent again: %s', async (_, fault) => {
    await using world = await startLive();
    const { sns } = world.sandbox;
    world.clock.advance(CERTIFICATE_KEPT_MS);
    const repaired = sns.fail('getSigningCertificate', fault);
    const messageId = sns.publish('acme', 'EXPORTED');
    await sns.settled();
    expect(triesOf(world, messageId)).toEqual([503]);
    // Not requested again for a while: a request that has just failed is not repeated at once.
    const { length } = sns.calls;
    expect((await post(world, sns.sign(sns.compose('acme', 'EXPORTED')))).status).toBe(503);
    expect(sns.calls).toHaveLength(length);
    expect(await storedEvents(world)).toEqual([]);
    repaired();
    world.clock.advance(CERTIFICATE_FAILED_MS);
    await untilTaken(world, [messageId]);
    expect(await storedEvents(world)).toMatchObject([{ type: 'EXPORTED', company: { id: 'acme' } }]);
    expect(await deliveryCounts(world)).toMatchObject({ stored: 1 });
  });

  test('all deliveries are refused while SNS is down, and accepted when it is back', async () => {
    await using world = await startLive();
    const { sns } = world.sandbox;
    world.clock.advance(CERTIFICATE_KEPT_MS);
    await sns.stop();
    const bodies = Array.from({ length: 10 }, () => sns.sign(sns.compose('acme', 'DIGITIZED')));
    const postAll = async () =>
      (await Promise.all(bodies.map((body) => post(world, body)))).map(({ status }) => status);
    expect(await postAll()).toEqual(bodies.map(() => 503));
    expect((await world.ask('{ companies { id } }')).errors).toEqual([]);
    await sns.restart();
    world.clock.advance(CERTIFICATE_FAILED_MS);
    expect(await postAll()).toEqual(bodies.map(() => 200));
    expect(await storedEvents(world)).toHaveLength(bodies.length);
  });

  test('a subscription is confirmed when SNS asks for it again', async () => {
    const clock = createManualClock();
    await using world = await startWorld({ sandbox: { clock }, overrides: { now: clock.now } });
    const { sns } = world.sandbox;
    const repaired = sns.fail('getSigningCertificate', { kind: 'status', status: 503 });
    await world.sandbox.connect(world.url);
    repaired();
    sns.fail('act', { kind: 'status', status: 500 }, { times: 2 });
    clock.advance(CERTIFICATE_FAILED_MS);
    await until(async () => {
      clock.advance(10 * RETRY_MS);
      await sns.settled();
      return sns.calls.of('act').filter(({ status }) => status === 200).length === 6;
    });
    for (const company of ['acme', 'borealis'] as const) sns.publish(company, 'EXPORTED');
    await sns.settled();
    expect((await storedEvents(world)).map(({ company }) => company.id).toSorted()).toEqual(['acme', 'borealis']);
  });
});

describe('while the events cannot be written', () => {
  test('new events are refused, reads continue, and each event is stored when it is sent again', async () => {
    await using directory = await makeDirectory();
    await using world = await startLive({ dataDir: directory.path });
    await using client = openLiveClient(world, 'sandbox');
    const seen = readAll(client.subscribe<EventData>(SUBSCRIBE));
    await subscribersOf(world, 1);
    const { sns } = world.sandbox;
    const [before] = [sns.publish('acme', 'EXPORTED')];
    await sns.settled();
    using shell = new DatabaseSync(join(directory.path, 'store.sqlite'));
    shell.exec('BEGIN EXCLUSIVE');
    const messageIds = Array.from({ length: 5 }, () => sns.publish('borealis', 'EXPORTED'));
    expect((await world.ask('{ companies { id } }')).errors).toEqual([]);
    expect(await storedEvents(world)).toHaveLength(1);
    await sns.settled();
    expect(messageIds.flatMap((id) => triesOf(world, id))).toEqual(messageIds.map(() => 503));
    expect(await deliveryCounts(world)).toMatchObject({ stored: 1, unavailable: 5 });
    shell.exec('ROLLBACK');
    await untilTaken(world, [before ?? '', ...messageIds]);
    const stored = await storedEvents(world);
    expect(stored.map(({ company }) => company.id)).toEqual(['acme', ...messageIds.map(() => 'borealis')]);
    await until(() => seen.length >= stored.length);
    expect(seen).toEqual(stored);
  });
});

interface EventData {
  readonly documentEvents: ListedEvent;
}
const SUBSCRIBE = `subscription { documentEvents { ${EVENT_FIELDS} } }`;

/** Every event of a subscription, in order. If it fails, the last item is the error. */
function readAll(results: AsyncIterable<LiveMessage<EventData>>): readonly unknown[] {
  const seen: unknown[] = [];
  const read = async () => {
    for await (const { data, errors } of results) seen.push(errors ?? data?.documentEvents);
  };
  read().catch((error: unknown) => seen.push(error));
  return seen;
}

describe.skipIf(noOwnPostgres)('a PostgreSQL that is not there when the gateway starts', () => {
  test('does not stop it: lists are read, and events are refused until it is up', async () => {
    await using server = await startOwnPostgres();
    await server.kill();
    await using world = await startLive({ databaseUrl: server.url });
    await expectOnlyEventsGone(world);
    await server.start();
    await until(async () => (await readiness(world)) === 'ready');
    const messageIds = [world.sandbox.sns.publish('acme', 'EXPORTED')];
    await untilTaken(world, messageIds);
    expect(await storedEvents(world)).toHaveLength(1);
  });
});

describe.skipIf(noOwnPostgres)('a PostgreSQL that is killed', () => {
  test('does not lose an event or a subscriber: all subscribers continue when it is back, with each event once', async () => {
    await using server = await startOwnPostgres();
    await using world = await startLive({ databaseUrl: server.url });
    await using acmes = openLiveClient(world, 'acme');
    await using everybodys = openLiveClient(world, 'sandbox');
    const seen = [acmes, everybodys].map((client) => readAll(client.subscribe<EventData>(SUBSCRIBE)));
    await subscribersOf(world, 2);
    const { sns } = world.sandbox;
    const messageIds: string[] = [];
    const publish = (count: number): readonly string[] => {
      const some = Array.from({ length: count }, (_, n) => sns.publish(n % 3 === 0 ? 'borealis' : 'acme', 'EXPORTED'));
      messageIds.push(...some);
      return some;
    };
    for (let round = 0; round < 2; round += 1) {
      await untilTaken(world, publish(6));
      // Kills it while some events are being stored.
      publish(10);
      await server.kill();
      await sns.settled();
      const refused = publish(6);
      await sns.settled();
      expect(refused.flatMap((id) => triesOf(world, id))).toEqual(refused.map(() => 503));
      await expectOnlyEventsGone(world);
      await server.start();
      await untilTaken(world, messageIds);
    }
    await untilTaken(world, publish(3));
    const stored = await storedEvents(world);
    expect(stored).toHaveLength(messageIds.length);
    await until(() => (seen[1]?.length ?? 0) >= stored.length);
    await until(() => (seen[0]?.length ?? 0) >= stored.filter(({ company }) => company.id === 'acme').length);
    expect(seen[1]).toEqual(stored);
    expect(seen[0]).toEqual(stored.filter(({ company }) => company.id === 'acme'));
    expect(await readiness(world)).toBe('ready');
  }, 40_000);
});

async function expectOnlyEventsGone(world: TestWorld): Promise<void> {
  const { errors, data } = await world.ask('{ invoices(first: 5) { nodes { id } accounts { ok } } }');
  expect(errors).toEqual([]);
  expect(data).toMatchObject({ invoices: { accounts: Array(5).fill({ ok: true }) } });
  const list = await world.ask('{ documentEvents { id } }');
  expect(list.errors[0]?.extensions).toMatchObject({ code: 'BACKEND_UNAVAILABLE', retryable: true });
  expect((await world.fetch('health/live')).status).toBe(200);
  expect(await readiness(world)).toBe('degraded');
  const answer = await post(world, 'no message', { query: `secret=${secretOf(world, 'acme')}` });
  expect(answer.status).toBe(400);
}

async function readiness(world: TestWorld): Promise<string> {
  const { status } = (await (await world.fetch('health/ready')).json()) as { status: string };
  return status;
}
