import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../sandbox/start.ts';
import { EVENT_FIELDS, type ListedEvent, post } from '../end-to-end/webhook-endpoint.ts';
import { type LiveGateway, type LiveGateways, liveGateways, UNWATCHED } from './live-gateway.ts';

const ROUNDS = 20;
/** As many as SNS may deliver concurrently. */
const CONCURRENCY = 6;
const MOST_A_ROUND = 60;
const PAGE = 1_000;

let sandbox: Sandbox;
let gateways: LiveGateways;
const used = new AsyncDisposableStack();

beforeAll(async () => {
  sandbox = used.use(await startSandbox());
  gateways = used.use(await liveGateways(sandbox, undefined, UNWATCHED));
});
afterAll(() => used.disposeAsync());

/** A document that is not announced otherwise, in the form in which SNS delivers it. */
function announce(id: string): string {
  const { Message, ...fields } = sandbox.sns.compose('acme', 'DIGITIZED');
  return sandbox.sns.sign({ ...fields, Message: JSON.stringify({ ...JSON.parse(String(Message)), id }) });
}

/** Everything that is stored, page by page. */
async function allEvents(gateway: LiveGateway): Promise<readonly ListedEvent[]> {
  const events: ListedEvent[] = [];
  for (;;) {
    const { data, errors } = await gateway.ask<{ documentEvents: readonly ListedEvent[] }>(
      `query($after: ID) { documentEvents(first: ${PAGE}, after: $after) { ${EVENT_FIELDS} } }`,
      { after: events.at(-1)?.id ?? null },
    );
    expect(errors).toEqual([]);
    events.push(...(data?.documentEvents ?? []));
    if ((data?.documentEvents.length ?? 0) < PAGE) return events;
  }
}

test('a gateway that is killed at any moment keeps every event that it acknowledged, once', async () => {
  const acknowledged = new Set<string>();
  /** Messages that SNS is to send again unchanged. */
  const open = new Map<string, string>();
  let cutOff = 0;
  let count = 0;

  /** Delivers, several at a time, until the gateway has ended or has acknowledged `enough` of them. */
  const deliver = async (gateway: LiveGateway, next: () => string | undefined, enough: () => boolean) => {
    const bring = async () => {
      while (!enough()) {
        const id = next();
        if (id === undefined) return;
        const status = await post(gateway, open.get(id) ?? '').then(
          (response) => response.status,
          () => undefined,
        );
        if (status === undefined) return;
        expect(status).toBe(200);
        acknowledged.add(id);
        open.delete(id);
      }
    };
    await Promise.all(Array.from({ length: CONCURRENCY }, bring));
  };

  for (let round = 0; round < ROUNDS; round += 1) {
    await using gateway = await gateways.start();
    const again = [...open.keys()];
    const next = () => {
      const known = again.shift();
      if (known !== undefined) return known;
      count += 1;
      const id = `crash-${count}`;
      open.set(id, announce(id));
      return id;
    };
    const until = acknowledged.size + 1 + Math.floor(Math.random() * MOST_A_ROUND);
    let isKilled = false;
    await deliver(gateway, next, () => {
      if (acknowledged.size >= until && !isKilled) {
        isKilled = true;
        // The other deliveries are at any point between their first byte and the answer.
        gateway.process.kill('SIGKILL');
      }
      return isKilled;
    });
    await gateway.process.exit;
    cutOff += open.size;
  }

  await using gateway = await gateways.start();
  const kept = (await allEvents(gateway)).map(({ invoice }) => invoice?.sourceId ?? '');
  expect(new Set(kept).size).toBe(kept.length);
  expect(new Set(kept).isSupersetOf(acknowledged)).toBe(true);
  // And does not have events that were never sent.
  expect(new Set([...acknowledged, ...open.keys()]).isSupersetOf(new Set(kept))).toBe(true);
  // Most kills leave some messages without an answer. Otherwise this test would not show anything.
  expect(cutOff).toBeGreaterThan(ROUNDS);

  // Messages that were not acknowledged are sent again: they are stored now, or were stored then.
  const rest = [...open.keys()];
  await deliver(
    gateway,
    () => rest.shift(),
    () => false,
  );
  const all = (await allEvents(gateway)).map(({ invoice }) => invoice?.sourceId ?? '');
  expect(all.slice(0, kept.length)).toEqual(kept);
  expect(all.toSorted()).toEqual([...acknowledged].toSorted());
}, 90_000);
