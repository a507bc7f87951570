import { gql, type TypedDocumentNode } from '@apollo/client';
import {
  DocumentEventsDocument,
  type DocumentEventsSubscription,
  DocumentEventType,
  ImportJobChangesDocument,
  ImportJobStatus,
} from 'invoice-gateway-client';
import { describe, expect, test } from 'vitest';
import { createManualClock } from '../../sandbox/stand-in/clock.ts';
import { parseConfig } from '../../src/config/load-config.ts';
import { createGateway } from '../../src/gateway.ts';
import { subscribersOf } from '../end-to-end/live-client.ts';
import { startWorld } from '../end-to-end/world.ts';
import { breakableNetwork } from './breakable-network.ts';
import { eventually } from './eventually.ts';
import { liveClient } from './live-client.ts';
import { useLiveWorld } from './use-live-world.ts';

const live = useLiveWorld();
const ALL = {};
function idsOf(results: readonly DocumentEventsSubscription[]) {
  return results.map(({ documentEvents }) => documentEvents.id);
}

describe('a subscription to events', () => {
  test('gets each event as it happens, with the fields that its operation selects', async () => {
    await using client = liveClient(live.network.url);
    using heard = client.subscribe(DocumentEventsDocument, ALL);
    await subscribersOf(live.world, 1);
    await live.happen(2);
    await eventually(() => idsOf(heard.results)).toEqual(await live.allIds());
    // SNS does not promise an order.
    const types = heard.results.map(({ documentEvents }) => documentEvents.__typename);
    expect(types.sort()).toEqual(['DocumentDigitized', 'DocumentsExported']);
    const digitized = heard.results
      .map(({ documentEvents }) => documentEvents)
      .find(({ __typename }) => __typename === 'DocumentDigitized');
    expect(digitized).toMatchObject({ type: DocumentEventType.Digitized, invoice: { source: 'IVESK' } });
    expect(client.states).toEqual(['connecting', 'connected']);
    expect(client.gaps).toEqual([]);
  });

  test('continues after breaks with the events that happened meanwhile, each once and in order', async () => {
    await using client = liveClient(live.network.url);
    using heard = client.subscribe(DocumentEventsDocument, ALL);
    await subscribersOf(live.world, 1);
    await live.happen(1);
    for (let round = 0; round < 3; round += 1) {
      await eventually(() => idsOf(heard.results)).toEqual(await live.allIds());
      live.network.cut({ forNow: true });
      await live.happen(3);
      live.network.mend();
    }
    await eventually(() => idsOf(heard.results)).toEqual(await live.allIds());
    expect(heard.results).toHaveLength(10);
    expect(client.gaps).toEqual([]);
    expect(client.states.filter((state) => state === 'connected')).toHaveLength(4);
    expect(client.states).toContain('waiting');
  });

  test('keeps its filter after a break', async () => {
    await using client = liveClient(live.network.url);
    using heard = client.subscribe(DocumentEventsDocument, { filter: { types: [DocumentEventType.Digitized] } });
    await subscribersOf(live.world, 1);
    await live.happen(2);
    await eventually(() => heard.results.length).toBe(1);
    live.network.cut({ forNow: true });
    await live.happen(4);
    live.network.mend();
    await eventually(() => heard.results.length).toBe(3);
    expect(new Set(heard.results.map(({ documentEvents }) => documentEvents.type))).toEqual(new Set(['DIGITIZED']));
  });

  test('begins after the event that its caller names', async () => {
    await live.happen(3);
    const [first = ''] = await live.allIds();
    await using client = liveClient(live.network.url);
    using heard = client.subscribe(DocumentEventsDocument, { after: first });
    await eventually(() => idsOf(heard.results)).toEqual((await live.allIds()).slice(1));
  });

  test('continues after a restart of the gateway', async () => {
    await using client = liveClient(live.world.url);
    using heard = client.subscribe(DocumentEventsDocument, ALL);
    await subscribersOf(live.world, 1);
    await live.happen(2);
    await eventually(() => heard.results.length).toBe(2);
    await live.world.gateway[Symbol.asyncDispose]();
    await eventually(() => client.pauses.length).toBeGreaterThan(2);

    const ofSandbox = live.world.sandbox.gatewayConfig() as object;
    const input = { storage: { dataDir: live.dataDir }, watch: { enabled: false }, ...ofSandbox };
    await using second = await createGateway(parseConfig(input), { logger: live.world.log.logger, isLocal: true });
    await second.listen({ host: '127.0.0.1', port: Number(live.world.url.port) });
    await subscribersOf(live.world, 1);
    await live.happen(2);
    await eventually(() => idsOf(heard.results)).toEqual(await live.allIds());
    expect(heard.results).toHaveLength(4);
    expect(client.gaps).toEqual([]);
    heard.unsubscribe();
  });
});

describe('a gap', () => {
  test('is reported when the subscription resumes, if it had not received an event before the break', async () => {
    await using client = liveClient(live.network.url);
    using heard = client.subscribe(DocumentEventsDocument, ALL);
    await subscribersOf(live.world, 1);
    live.network.cut({ forNow: true });
    await eventually(() => client.pauses.length).toBeGreaterThan(1);
    await live.happen(1);
    expect(client.gaps).toEqual([]);
    live.network.mend();
    await eventually(() => client.gaps).toEqual([0]);
    await subscribersOf(live.world, 1);
    await live.happen(1);
    await eventually(() => idsOf(heard.results)).toEqual((await live.allIds()).slice(1));
    // The next break is after an event, and does not cause a gap.
    live.network.cut();
    await subscribersOf(live.world, 1);
    await live.happen(1);
    await eventually(() => idsOf(heard.results)).toEqual((await live.allIds()).slice(1));
    expect(client.gaps).toEqual([0]);
  });

  test('is reported if the events after the last one were removed, and the subscription continues from now', async () => {
    await using client = liveClient(live.network.url);
    using heard = client.subscribe(DocumentEventsDocument, ALL);
    await subscribersOf(live.world, 1);
    await live.happen(1);
    await eventually(() => heard.results.length).toBe(1);
    const [first] = await live.allIds();
    live.network.cut({ forNow: true });
    const isExpired = async () => {
      await live.happen(5);
      const query = 'query($after: ID) { documentEvents(first: 1, after: $after) { id } }';
      return (await live.world.ask(query, { after: first }, { as: 'acme' })).errors[0]?.extensions.code;
    };
    await eventually(isExpired).toBe('CURSOR_EXPIRED');
    live.network.mend();
    await eventually(() => client.gaps).toEqual([1]);
    await subscribersOf(live.world, 1);
    await live.happen(1);
    await eventually(() => heard.results.length).toBe(2);
    expect(idsOf(heard.results).at(-1)).toBe((await live.allIds()).at(-1));
    expect(heard.end).toBeUndefined();
  });

  test('is reported for an operation that does not select a position to resume from', async () => {
    const blind: TypedDocumentNode<{ events: { type: string } }, { after?: string }> = gql`
      subscription Blind($after: ID) { events: documentEvents(after: $after) { type } }
    `;
    await live.happen(2);
    const [first = ''] = await live.allIds();
    await using client = liveClient(live.network.url);
    using heard = client.subscribe(blind, { after: first });
    await eventually(() => heard.results.length).toBe(1);
    live.network.cut();
    await eventually(() => client.gaps).toEqual([1]);
    await subscribersOf(live.world, 1);
    await live.happen(1);
    await eventually(() => heard.results.length).toBe(2);
  });

  test('is not reported for an operation with aliases that can be resumed', async () => {
    type Renamed = { latest: { id: string } };
    const renamed: TypedDocumentNode<Renamed, { since?: string }> = gql`
      subscription Renamed($since: ID) { latest: documentEvents(after: $since) { id } }
    `;
    await using client = liveClient(live.network.url);
    using heard = client.subscribe(renamed, {});
    await subscribersOf(live.world, 1);
    await live.happen(1);
    await eventually(() => heard.results.length).toBe(1);
    live.network.cut({ forNow: true });
    await live.happen(2);
    live.network.mend();
    await eventually(() => heard.results.map(({ latest }) => latest.id)).toEqual(await live.allIds());
    expect(client.gaps).toEqual([]);
  });
});

describe('a subscription to an import', () => {
  const clock = createManualClock(new Date('2026-03-01T12:00:00Z'));

  test('gets its states, also after a break, and completes with it', async () => {
    await using imports = await startWorld({ sandbox: { clock, lightyear: { importMs: 6_000 } } });
    await using way = await breakableNetwork(imports.url);
    const { data } = await imports.ask<{ startImport: { job: { id: string } } }>(
      `mutation { startImport(input: { sourceApplicationCode: "ERP", objects: { glCodes: [{ sourceId: "1", description: "One" }] } }) { job { id } } }`,
      {},
      { as: 'acme' },
    );
    const id = data?.startImport.job.id ?? '';
    await using client = liveClient(way.url);
    using heard = client.subscribe(ImportJobChangesDocument, { id });
    await eventually(() => heard.results.length).toBe(1);
    expect(heard.results[0]?.importJob.status).toBe(ImportJobStatus.InProgress);
    way.cut();
    await eventually(() => heard.results.length).toBe(2);
    clock.advance(10_000);
    await eventually(() => heard.end).toBe('complete');
    expect(heard.results.at(-1)?.importJob).toMatchObject({ status: 'FINISHED', counts: { inserted: 1 } });
    expect(client.gaps).toEqual([]);
    await eventually(() => client.states.at(-1)).toBe('closed');
  });
});
