import { setInterval } from 'node:timers/promises';
import { Agent, FormData, request } from 'undici';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../sandbox/start.ts';
import { noOwnRedis, startRedis } from '../cache/redis-server.ts';
import { type ListedEvent, secretOf, storedEvents } from '../end-to-end/webhook-endpoint.ts';
import { type Certificate, createCertificate } from '../server/certificate.ts';
import { createDatabase, noPostgres } from '../store/postgres-server.ts';
import { follow, overEventStream, overWebSocket } from './followers.ts';
import { type LiveGateway, type LiveGateways, liveGateways, UNWATCHED } from './live-gateway.ts';
import { type NginxServer, noNginx, startNginx } from './nginx-server.ts';
import { freePort } from './ports.ts';

const leftOut = noNginx ?? noPostgres ?? noOwnRedis;
if (leftOut) console.warn(leftOut);

/** More of both are for a machine that does nothing else: docs/deploying.md. */
const SUBSCRIBERS = Number(process.env['ROLLING_SUBSCRIBERS'] ?? 60);
const REQUESTS_PER_SECOND = Number(process.env['ROLLING_RATE'] ?? 100);

const TOKEN = 'Bearer sandbox-token-not-a-secret';
const LIMITS = { limits: { maxUploads: 1_000 } };
/** Longer than nginx keeps unused connections. */
const CONFIG = { ...UNWATCHED, ...LIMITS, server: { trustProxy: 1 }, operations: { drainMs: 3_500 } };
const JSON_HEADERS = { authorization: TOKEN, 'content-type': 'application/json' };
const FILE = new Blob([Buffer.alloc(200_000, '%PDF')], { type: 'application/pdf' });
const UPLOAD = 'mutation($input: UploadFileInput!) { uploadFile(input: $input) { upload { size } errors { code } } }';
const MARK = `mutation($input: MarkInvoicesExportedInput!) {
  markInvoicesExported(input: $input) { results { ok error { code } } }
}`;
const LISTS = [
  '{ companies { id } }',
  '{ invoices(first: 5, filter: { companies: ["borealis"], sources: [V6] }) { nodes { id } } }',
];

let sandbox: Sandbox;
let certificate: Certificate;
let gateways: LiveGateways;
let nginx: NginxServer;
let agent: Agent;
let running: LiveGateway[];
const used = new AsyncDisposableStack();

describe.skipIf(leftOut)('two gateways behind nginx', () => {
  beforeAll(async () => {
    certificate = used.use(createCertificate('nginx'));
    agent = used.adopt(new Agent({ connect: { ca: certificate.ca }, allowH2: false }), (one) => one.destroy());
    const { url: databaseUrl } = used.use(await createDatabase());
    const { url: redisUrl } = used.use(await startRedis({ own: true }));
    sandbox = used.use(await startSandbox());
    gateways = used.use(await liveGateways(sandbox, { databaseUrl, redisUrl }, CONFIG));
    running = await Promise.all([freePort(), freePort()].map(async (port) => gateways.start(await port)));
    used.defer(async () => void (await Promise.all(running.map((gateway) => gateway[Symbol.asyncDispose]()))));
    nginx = used.use(
      await startNginx(
        running.map(({ url }) => url),
        certificate,
      ),
    );
  }, 60_000);
  afterAll(() => used.disposeAsync());

  test('are restarted one after the other under load, without a lost request, event or write', async () => {
    const first = await announce();
    const { promise: last, resolve: announceLast } = Promise.withResolvers<string>();
    const endpoint = new URL('graphql', nginx.url);
    const doors = [overWebSocket(endpoint, TOKEN, certificate.ca), overEventStream(endpoint, TOKEN, agent)];
    const following = Array.from({ length: SUBSCRIBERS }, (_, index) => doors[index % 2]).flatMap((open) =>
      open === undefined ? [] : [follow(open, first.id, last)],
    );
    await expect.poll(subscribers, { timeout: 20_000 }).toBe(SUBSCRIBERS);
    const documents = await exportable();
    const load = startLoad(documents);

    for (const index of [0, 1]) await restart(index, load);

    const failures = await load.stop();
    const { id: lastId } = await announce();
    announceLast(lastId);
    // Those that had the last one before it was known to be the last.
    await announce();
    const followed = await Promise.all(following);
    const stored = (await eventsOf(running[0])).slice(1, -1).map(({ id }) => id);

    expect(failures).toEqual([]);
    for (const { ids } of followed) expect(ids.slice(0, ids.indexOf(lastId) + 1)).toEqual(stored);
    expect(new Set(followed.flatMap(({ ends }) => ends))).toEqual(new Set(['1001', 'BACKEND_UNAVAILABLE']));
    const exports = sandbox.lightyear.calls.of('completeInvoiceExport').map(({ path }) => path);
    expect(exports.toSorted()).toEqual([...new Set(exports)].toSorted());
    expect(exports).toHaveLength(load.counts.exports);
    expect(sandbox.s3.calls.of('putFile')).toHaveLength(load.counts.uploads);
    // A delivery is an event, and so is an export.
    expect(stored).toHaveLength(load.counts.events + load.counts.exports + 1);
    expect(load.counts.requests).toBeGreaterThan(REQUESTS_PER_SECOND);
    console.info(
      `rolling restart: ${JSON.stringify({ subscribers: SUBSCRIBERS, ...load.counts, seconds: load.seconds() })}`,
    );
  }, 120_000);
});

async function subscribers(): Promise<number> {
  const counts = running.map(async (gateway) => {
    const text = await (await gateway.fetch('metrics')).text();
    return Number(/^gateway_event_subscribers (\d+)$/m.exec(text)?.[1]);
  });
  return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0);
}

/** Delivers a message of SNS through nginx. Returns its event. */
async function announce(): Promise<ListedEvent> {
  const status = await deliver();
  const event = (await eventsOf(running[0])).at(-1);
  if (status !== 200 || event === undefined) throw new Error(`the delivery was answered with ${status}`);
  return event;
}

async function deliver(): Promise<number> {
  const body = sandbox.sns.sign(sandbox.sns.compose('acme', 'EXPORTED'));
  const path = `webhooks/ivesk/acme?secret=${secretOf({ sandbox, fetch: () => never() }, 'acme')}`;
  const headers = { 'content-type': 'text/plain; charset=UTF-8' };
  const answer = await request(new URL(path, nginx.url), { method: 'POST', dispatcher: agent, headers, body });
  await answer.body.dump();
  return answer.statusCode;
}

function never(): never {
  throw new Error('not called');
}

async function eventsOf(gateway: LiveGateway | undefined): Promise<readonly ListedEvent[]> {
  return gateway === undefined ? [] : await storedEvents(gateway);
}

/** The ids of Lightyear documents that can be marked exported. */
async function exportable(): Promise<string[]> {
  const query = '{ invoices(first: 200, filter: { sources: [LIGHTYEAR] }) { nodes { id } } }';
  const answer = await running[0]?.ask<{ invoices: { nodes: { id: string }[] } }>(query);
  return (answer?.data?.invoices.nodes ?? []).map(({ id }) => id);
}

/** Replaces a gateway as its operator would: a signal, its end, the next one, and a look at whether it gets requests. */
async function restart(index: number, load: Load): Promise<void> {
  const old = running[index];
  if (old === undefined) throw new Error(`there is no gateway ${index}`);
  await load.answered(REQUESTS_PER_SECOND);
  old.process.kill('SIGTERM');
  expect((await old.process.exit).code).toBe(0);
  const next = await gateways.start(Number(old.url.port));
  running[index] = next;
  await next.process.printed('"caller":"sandbox"');
  await load.answered(REQUESTS_PER_SECOND);
}

type Load = ReturnType<typeof startLoad>;

/** Sends requests of all kinds at a constant rate, whether earlier ones are answered or not. */
function startLoad(documents: string[]) {
  const counts = { requests: 0, exports: 0, uploads: 0, events: 0 };
  const failures: string[] = [];
  const open = new Set<Promise<void>>();
  const startedAt = performance.now();
  let answers = 0;
  let isStopped = false;

  const send = (kind: string, run: () => Promise<string | undefined>) => {
    counts.requests += 1;
    const sending = run()
      .catch((error: unknown) => String(error))
      .then((failure) => {
        answers += 1;
        if (failure !== undefined) failures.push(`${kind}: ${failure}`);
        open.delete(sending);
      });
    open.add(sending);
  };

  const sendOne = (turn: number) => {
    const id = turn % 10 === 3 ? documents.pop() : undefined;
    if (id !== undefined) {
      counts.exports += 1;
      send('export', () => post(MARK, { input: { ids: [id], idempotencyKey: `export ${turn}` } }));
    } else if (turn % 20 === 7) {
      counts.uploads += 1;
      send('upload', () => upload(turn));
    } else if (turn % 10 === 5) {
      counts.events += 1;
      send('delivery', async () => unexpected(await deliver()));
    } else if (turn % 4 === 0) send('query with GET', () => get(LISTS[0] ?? ''));
    else send('query', () => post(LISTS[turn % LISTS.length] ?? '', {}));
  };

  const sending = (async () => {
    const ticks = setInterval(10);
    for await (const _ of ticks) {
      if (isStopped) return;
      const due = ((performance.now() - startedAt) / 1_000) * REQUESTS_PER_SECOND;
      while (counts.requests < due) sendOne(counts.requests);
    }
  })();

  return {
    counts,
    seconds: () => Math.round((performance.now() - startedAt) / 1_000),
    /** Resolves when this many more requests are answered. */
    answered: async (more: number) => {
      const wanted = answers + more;
      await expect.poll(() => answers, { timeout: 30_000 }).toBeGreaterThanOrEqual(wanted);
    },
    stop: async () => {
      isStopped = true;
      await sending;
      await Promise.all(open);
      return failures;
    },
  };
}

function unexpected(status: number): string | undefined {
  return status === 200 ? undefined : `status ${status}`;
}

async function failureOf(answer: Awaited<ReturnType<typeof request>>): Promise<string | undefined> {
  const text = await answer.body.text();
  const isFine = answer.statusCode === 200 && !text.includes('"code":');
  return isFine ? undefined : `status ${answer.statusCode}: ${text.slice(0, 300)}`;
}

async function post(query: string, variables: object): Promise<string | undefined> {
  const body = JSON.stringify({ query, variables });
  const options = { method: 'POST' as const, dispatcher: agent, headers: JSON_HEADERS, body };
  return failureOf(await request(new URL('graphql', nginx.url), options));
}

async function get(query: string): Promise<string | undefined> {
  const url = new URL(`graphql?query=${encodeURIComponent(query)}`, nginx.url);
  return failureOf(await request(url, { dispatcher: agent, headers: { authorization: TOKEN } }));
}

async function upload(turn: number): Promise<string | undefined> {
  const form = new FormData();
  const variables = { input: { company: 'acme', file: null } };
  form.set('operations', JSON.stringify({ query: UPLOAD, variables }));
  form.set('map', '{"0":["variables.input.file"]}');
  form.set('0', FILE, `file-${turn}.pdf`);
  const headers = { authorization: TOKEN, 'apollo-require-preflight': 'true' };
  const options = { method: 'POST' as const, dispatcher: agent, headers, body: form };
  return failureOf(await request(new URL('graphql', nginx.url), options));
}
