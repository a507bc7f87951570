import { afterEach, describe, expect, test } from 'vitest';
import { parseConfig } from '../../src/config/load-config.ts';
import { createErrorFormatter } from '../../src/errors/format-error.ts';
import { createInFlight } from '../../src/server/graphql/in-flight.ts';
import { OperationSignals } from '../../src/server/graphql/operation-signal.ts';
import { createEdge } from '../../src/server/http/edge.ts';
import { HttpServer } from '../../src/server/http/http-server.ts';
import { Refused } from '../../src/webhooks/sns/refused.ts';
import { type WebhookEndpoint, WebhookEndpoints } from '../../src/webhooks/webhook-endpoints.ts';
import type { TakeDelivery } from '../../src/webhooks/webhook-inbox.ts';
import { createWebhookRefusals } from '../../src/webhooks/webhook-refusals.ts';
import { createWebhookRoute } from '../../src/webhooks/webhook-route.ts';
import { openRaw } from '../server/raw-http.ts';

const SECRET = 'of-the-guarded-endpoint';
const MINUTE_MS = 60_000;
const LIMITS = {
  ...{ maxConnections: 100, maxReceivingBytes: 4_000_000, maxSendingBytes: 4_000_000, maxFetchedBytes: 4_000_000 },
  ...{ maxUploads: 4, maxDiskBytes: 4_000_000, stallTimeoutMs: 5_000 },
};

const used = new Set<AsyncDisposable>();
afterEach(async () => {
  for (const one of used) await one[Symbol.asyncDispose]();
  used.clear();
});

function endpointOf(company: string, ...secrets: readonly string[]): readonly [string, WebhookEndpoint] {
  const webhooks = { subscribe: () => expect.unreachable(), read: () => expect.unreachable() } as never;
  const account = { accountId: { source: 'IVESK', company } as const, webhooks, topicArns: undefined };
  return [`/webhooks/ivesk/${company}`, { account, secrets }];
}

/** A guarded endpoint and one without a secret; `take` is what becomes of a body that has come in. */
async function startEndpoints(take: TakeDelivery = async () => 'stored') {
  const log: Record<string, unknown>[] = [];
  const counted: unknown[] = [];
  let now = 0;
  const limits = LIMITS;
  const inFlight = createInFlight(limits);
  const route = createWebhookRoute({
    inFlight,
    limits,
    endpoints: new WebhookEndpoints(new Map([endpointOf('guarded', SECRET), endpointOf('open')])),
    take,
    metrics: { accepted: () => {}, refused: () => {} },
    refused: createWebhookRefusals({
      metrics: { accepted: () => {}, refused: () => {} },
      refusals: { count: (...given) => void counted.push(given), [Symbol.dispose]: () => {} },
      logger: { warn: (fields: Record<string, unknown>) => void log.push(fields) } as never,
      now: () => now,
    }),
  });
  const formatError = createErrorFormatter({ error: () => {} });
  const operations = new OperationSignals(1_000);
  const routes = { get: () => route };
  const { server: connection } = parseConfig({
    companies: { acme: { v6: { baseUrl: 'https://v6.example.com', apiKey: 'k' } } },
  });
  const edge = createEdge(connection);
  const server = new HttpServer({
    ...{ routes, edge, connection, operations, inFlight, limits, formatError, stopTimeoutMs: 50 },
  });
  used.add(server);
  const url = await server.listen({ host: '127.0.0.1', port: 0 });
  return {
    url,
    log,
    counted,
    wait: (ms: number) => {
      now += ms;
    },
    post: (path: string, body = 'x') => fetch(new URL(`/webhooks/ivesk/${path}`, url), { method: 'POST', body }),
  };
}

describe('an endpoint without a secret', () => {
  test('answers a refused delivery like an unknown endpoint', async () => {
    const endpoints = await startEndpoints(() => Promise.reject(new Refused('malformed', 'MessageId is malformed')));
    const [open, missing] = [await endpoints.post('open'), await endpoints.post('nobody')];
    expect([open.status, await open.text()]).toEqual([missing.status, await missing.text()]);
    expect((await endpoints.post(`guarded?secret=${SECRET}`)).status).toBe(400);
  });

  test('has its own limit on memory: when it is full, it is temporarily unavailable, and other endpoints are not', async () => {
    const endpoints = await startEndpoints();
    const head = (path: string) => `POST /webhooks/ivesk/${path} HTTP/1.1\r\nHost: x\r\nContent-Length: 900000\r\n\r\n`;
    using first = await openRaw(endpoints.url);
    using second = await openRaw(endpoints.url);
    await first.send(`${head('open')}${'x'.repeat(800_000)}`);
    await second.send(`${head('open')}${'x'.repeat(800_000)}`);
    // Either of them may be the refused one.
    expect(await Promise.race([first.answer(), second.answer()])).toMatchObject({
      status: 503,
      body: expect.stringContaining('maxReceivingBytes'),
    });
    expect((await endpoints.post(`guarded?secret=${SECRET}`, 'x'.repeat(900_000))).status).toBe(200);
    for (const left of [first, second]) left.socket.destroy();
    await expect.poll(async () => (await endpoints.post('open', 'x'.repeat(900_000))).status).toBe(200);
  });
});

describe('refused deliveries', () => {
  test('are all counted with their reason, and logged once a minute for each reason and company', async () => {
    const endpoints = await startEndpoints();
    for (let n = 0; n < 3; n += 1) await endpoints.post('guarded?secret=x');
    await endpoints.post('nobody');
    expect(endpoints.log).toMatchObject([{ company: 'guarded', reason: 'secret' }, { reason: 'secret' }]);
    expect(endpoints.counted).toEqual(Array.from({ length: 4 }, () => ['webhook', 'secret']));
    endpoints.wait(MINUTE_MS);
    await endpoints.post('nobody');
    expect(endpoints.log).toHaveLength(3);
  });
});
