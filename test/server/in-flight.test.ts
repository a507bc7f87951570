import type { ServerResponse } from 'node:http';
import { describe, expect, test } from 'vitest';
import { parseConfig } from '../../src/config/load-config.ts';
import { Overloaded, RateLimited } from '../../src/errors/catalogue.ts';
import { createErrorFormatter } from '../../src/errors/format-error.ts';
import { createInFlight, type InFlight } from '../../src/server/graphql/in-flight.ts';
import { OperationSignals } from '../../src/server/graphql/operation-signal.ts';
import { createEdge } from '../../src/server/http/edge.ts';
import { HttpServer } from '../../src/server/http/http-server.ts';
import { parsedBytes } from '../../src/server/http/reading/parsed-bytes.ts';
import type { Route } from '../../src/server/http/route.ts';
import { sendSlices } from '../../src/server/http/sending/send-answer.ts';
import { createLogger } from '../../src/server/operations/log.ts';
import { startWorld, type TestWorld, tokenOf } from '../end-to-end/world.ts';
import {
  asking,
  FILE,
  field,
  HELLO,
  MAP,
  MULTIPART,
  OPERATIONS,
  PREFLIGHT,
  READER,
  startOfRequest,
} from './multipart-parts.ts';
import { openRaw, type RawAnswer, rawRequest, requestText } from './raw-http.ts';
import { startUploadServer } from './upload-server.ts';
import { expectNoTrace } from './use-upload-server.ts';

const CONFIG = { companies: { acme: { v6: { baseUrl: 'https://v6.example.com', apiKey: 'k' } } } };
const JSON_BODY = 'content-type: application/json';

function expectRefused(answer: RawAnswer, status: 429 | 503, limit: string): void {
  const code = status === 429 ? 'RATE_LIMITED' : 'BACKEND_UNAVAILABLE';
  expect(answer.status).toBe(status);
  expect(answer.headers['retry-after']).toBe('1');
  expect(JSON.parse(answer.body)).toEqual({
    errors: [{ message: expect.stringContaining(`\`limits.${limit}\``), extensions: { code, retryable: true, limit } }],
  });
}

describe('request bodies', () => {
  const startSmall = () => startWorld({ config: { limits: { maxReceivingBytes: 100_000, maxBodyBytes: 12_500 } } });

  /** A request that has sent `bytes` and lacks one more. */
  async function sendPart({ url }: TestWorld, as: 'sandbox' | 'acme' | 'reader' | 'borealis', bytes: number) {
    const connection = await openRaw(url);
    const headers = [`authorization: Bearer ${tokenOf(as)}`, JSON_BODY, `content-length: ${bytes + 1}`];
    await connection.send(requestText('POST /graphql', headers) + '{"query":"{ __typename }"}'.padEnd(bytes));
    return connection;
  }

  const receiving = async (world: TestWorld): Promise<number> =>
    Number(/gateway_receiving_bytes (\d+)/.exec(await (await world.fetch('metrics')).text())?.[1]);

  test('may take a quarter of maxReceivingBytes for one caller, counted as they arrive, not by their announced length', async () => {
    await using world = await startSmall();
    using first = await sendPart(world, 'acme', 12_000);
    using second = await sendPart(world, 'acme', 12_000);
    await expect.poll(() => receiving(world)).toBe(24_000);
    using third = await sendPart(world, 'acme', 12_000);
    expectRefused(await third.answer(), 429, 'maxReceivingBytes');
    using other = await sendPart(world, 'borealis', 12_000);
    await other.send(' ');
    expect((await other.answer()).status).toBe(200);

    for (const connection of [first, second]) {
      await connection.send(' ');
      expect((await connection.answer()).status).toBe(200);
    }
    await expect.poll(() => receiving(world)).toBe(0);
  });

  test('may take maxReceivingBytes for all callers, and are refused with BACKEND_UNAVAILABLE beyond that', () => {
    const { limits } = parseConfig(CONFIG);
    const { receiving } = createInFlight({ ...limits, maxReceivingBytes: 400 });
    using opened = new DisposableStack();
    for (const owner of ['a', 'b', 'c', 'd']) opened.use(receiving.hold(owner, 100));
    const held = opened.use(receiving.hold('e'));
    expect(() => held.grow(1)).toThrow(Overloaded);
    expect(() => receiving.hold('a', 1)).toThrow(RateLimited);
  });

  test('free their quota when their caller disconnects', async () => {
    await using world = await startSmall();
    using connection = await sendPart(world, 'acme', 12_000);
    await expect.poll(() => receiving(world)).toBe(12_000);
    connection.socket.resetAndDestroy();
    await expect.poll(() => receiving(world)).toBe(0);
  });

  test('count with the memory of their parsed values', () => {
    const count = (json: string): number => parsedBytes(Buffer.from(json));
    expect(count(`[${'{},'.repeat(100_000)}0]`)).toBe(100_000 * 64 + 56);
    expect(count(JSON.stringify(['{['.repeat(100_000), 'a"\\{'.repeat(10_000)]))).toBe(56 + 8);
    expect(count('{},'.repeat(1_000))).toBe(0);
  });
});

describe('a large answer', () => {
  const BODY = Buffer.alloc(30_000_000, 'invoice ');

  const sendCounted = (response: ServerResponse, inFlight: InFlight): void =>
    sendSlices(response, BODY, inFlight.sending.hold('acme', BODY.length));

  /** A server with one route, which sends the answer. */
  async function startSender(
    stallTimeoutMs: number,
    send: (response: ServerResponse, inFlight: InFlight) => void = sendCounted,
  ) {
    const { limits, server: connection } = parseConfig({ ...CONFIG, limits: { stallTimeoutMs } });
    const refusals: string[] = [];
    const inFlight = createInFlight(limits, (limit) => refusals.push(limit));
    const route: Route = (_request, response) => {
      response.writeHead(200, { 'content-length': BODY.length });
      send(response, inFlight);
    };
    const server = new HttpServer({
      ...{ edge: createEdge(connection), connection },
      ...{ inFlight, limits, stopTimeoutMs: 50, operations: new OperationSignals(1_000) },
      routes: new Map([['/', route]]),
      formatError: createErrorFormatter(createLogger('silent')),
    });
    const url = await server.listen({ host: '127.0.0.1', port: 0 });
    return { url, inFlight, refusals, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() };
  }

  test('arrives completely, and counts until it has been read', async () => {
    await using sender = await startSender(30_000);
    const response = await fetch(sender.url);
    expect(sender.inFlight.sending.taken).toBeGreaterThanOrEqual(BODY.length);
    expect(BODY.equals(Buffer.from(await response.arrayBuffer()))).toBe(true);
    await expect.poll(() => sender.inFlight.sending.taken).toBe(0);
  });

  test('is aborted after stallTimeoutMs if its client does not read', async () => {
    await using sender = await startSender(400);
    using connection = await openRaw(sender.url);
    connection.socket.pause();
    await connection.send(requestText('GET /'));
    await expect.poll(() => sender.inFlight.sending.taken).toBeGreaterThanOrEqual(BODY.length);

    await expect.poll(() => sender.inFlight.connections.size, { timeout: 10_000 }).toBe(0);
    expect(sender.inFlight.sending.taken).toBe(0);
    expect(sender.refusals).toEqual(['stallTimeoutMs']);
  });

  test('is refused with 429 if the caller has not read earlier ones, while small answers still arrive', async () => {
    const limits = { maxSendingBytes: 2_000_000, maxAnswerBytes: 500_000, maxQueryCharacters: 400_000 };
    await using server = await startUploadServer({ limits });
    const fields = Array.from({ length: 100 }, (_, index) => `${'n'.repeat(2_000)}${index}: hello`).join(' ');
    const ask = () => server.post([asking(`{ ${fields} }`, {}), field('map', {})]);
    expect((await ask()).status).toBe(200);
    await expect.poll(() => server.inFlight.sending.taken).toBe(0);
    using _unread = server.inFlight.sending.hold('sender', 800_000);

    expectRefused(await ask(), 429, 'maxSendingBytes');
    expect((await rawRequest(server.url, HELLO)).status).toBe(200);
  });

  test('that was written at once counts with its unread bytes, and is cut off if those are too many', async () => {
    await using sender = await startSender(30_000, (response) => response.end(BODY));
    using _others = sender.inFlight.sending.hold('', 120_000_000);
    using connection = await openRaw(sender.url);
    connection.socket.pause();
    await connection.send(requestText('GET /'));

    await expect.poll(() => sender.refusals).toEqual(['maxSendingBytes']);
    await expect.poll(() => sender.inFlight.connections.size).toBe(0);
  });
});

describe('files', () => {
  test('may be half of maxUploads at once for one caller', async () => {
    await using server = await startUploadServer({ limits: { maxUploads: 2 } });
    using first = await openRaw(server.url);
    await first.send(startOfRequest(100));
    await expect.poll(() => server.files.open).toBe(1);

    expectRefused(await server.post([OPERATIONS, MAP, FILE]), 429, 'maxUploads');
    expect(server.ran).toEqual([]);

    first.socket.resetAndDestroy();
    await expectNoTrace(server);
    expect((await server.post([OPERATIONS, MAP, FILE])).status).toBe(200);
    await expect.poll(() => server.inFlight.uploads.taken).toBe(0);
  });

  test('may take half of maxDiskBytes for one caller, counted as they arrive', async () => {
    await using server = await startUploadServer({ limits: { maxDiskBytes: 200_000, maxUploadBytes: 100_000 } });
    const fileOf = (bytes: number) => ({ ...FILE, body: new Uint8Array(bytes) });
    using _other = server.inFlight.disk.hold('sender', 40_000);
    expect((await server.post([OPERATIONS, MAP, fileOf(60_000)])).status).toBe(200);
    expectRefused(await server.post([OPERATIONS, MAP, fileOf(60_001)]), 429, 'maxDiskBytes');
    await expectNoTrace(server);
    await expect.poll(() => server.inFlight.disk.taken).toBe(40_000);
  });

  test('do not take disk space if their caller may not send files', async () => {
    await using server = await startUploadServer({ limits: { maxUploads: 2, maxDiskBytes: 200, maxUploadBytes: 100 } });
    using _file = server.inFlight.uploads.hold('reader', 1);
    using _bytes = server.inFlight.disk.hold('reader', 100);
    const { status } = await server.post([OPERATIONS, MAP, FILE], [READER, PREFLIGHT, MULTIPART]);
    expect(status).toBe(200);
  });
});
