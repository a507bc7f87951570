import { once } from 'node:events';
import { brotliCompressSync, constants, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { createRestClient } from '../../src/backends/rest-client.ts';
import { BackendBadResponse, BackendUnavailable } from '../../src/errors/catalogue.ts';
import { Behalf, onBehalfOf } from '../../src/limits/on-behalf.ts';
import { sendWrite } from '../backends/send-write.ts';
import { ACCOUNT_ID, createTestAccount, get, rejection } from './account.ts';
import { type Arrival, startRaw, startSource } from './source-server.ts';

const TEXT = JSON.stringify({ documents: Array.from({ length: 300 }, (_, n) => ({ id: n, name: 'Įmonė €' })) });

/** With the quality of a server that compresses as it sends: the default takes seconds for a large text. */
function brotli(bytes: Buffer): Buffer {
  return brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } });
}

const CODED: readonly (readonly [coding: string, encode: (bytes: Buffer) => Buffer])[] = [
  ['gzip', gzipSync],
  ['x-gzip', gzipSync],
  ['GZip', gzipSync],
  ['br', brotli],
  ['deflate', deflateSync],
  ['deflate', deflateRawSync],
  ['zstd', zstdCompressSync],
  ['gzip, br', (bytes) => brotli(gzipSync(bytes))],
  ['deflate,gzip', (bytes) => gzipSync(deflateRawSync(bytes))],
  ['identity, zstd, deflate , br', (bytes) => brotli(deflateSync(zstdCompressSync(bytes)))],
  ['gzip', (bytes) => Buffer.concat([gzipSync(bytes.subarray(0, 100)), gzipSync(bytes.subarray(100))])],
  ['identity', (bytes) => bytes],
  ['', (bytes) => bytes],
];

function answerCoded(body: Buffer, coding: string, status = 200) {
  return ({ response }: Arrival): void => void response.writeHead(status, { 'content-encoding': coding }).end(body);
}

test('a call says which codings it understands', async () => {
  await using source = await startSource((call) => call.answer(200));
  await using account = createTestAccount(source.baseUrl);
  await account.send(get());
  expect(source.arrivals[0]?.headers['accept-encoding']).toBe('gzip, br, deflate, zstd');
});

describe('an answer that is compressed', () => {
  test.each(CODED)('with %j is decoded', async (coding, encode) => {
    await using source = await startSource(answerCoded(encode(Buffer.from(TEXT)), coding));
    await using account = createTestAccount(source.baseUrl, { maxConcurrent: 1 });
    for (let i = 0; i < 3; i += 1) expect((await account.send(get())).text).toBe(TEXT);
    expect(new Set(source.arrivals.map(({ socket }) => socket)).size).toBe(1);
  });

  test('in several headers, byte by byte and chunked, with trailers, is decoded', async () => {
    const body = brotliCompressSync(gzipSync(TEXT));
    await using source = await startSource(async ({ response, socket }) => {
      socket.setNoDelay(true);
      response.writeHead(200, ['Content-Encoding', 'gzip', 'Content-Encoding', 'br', 'Trailer', 'x-sum']);
      for (const byte of body) if (!response.write(Buffer.of(byte))) await once(response, 'drain');
      response.addTrailers({ 'x-sum': '1' });
      response.end();
    });
    await using account = createTestAccount(source.baseUrl);
    expect((await account.send(get())).text).toBe(TEXT);
  });

  test('until the connection closes, as in HTTP/1.0, is decoded', async () => {
    await using source = await startRaw((socket) =>
      socket.once('data', () => {
        socket.write('HTTP/1.0 200 OK\r\nContent-Encoding: gzip\r\n\r\n');
        socket.end(gzipSync(TEXT));
      }),
    );
    await using account = createTestAccount(source.baseUrl);
    expect((await account.send(get())).text).toBe(TEXT);
  });

  test('may have no bytes', async () => {
    await using source = await startSource(answerCoded(Buffer.alloc(0), 'gzip'));
    await using account = createTestAccount(source.baseUrl);
    expect(await account.send(get())).toMatchObject({ status: 200, text: '' });
  });

  test('may be large: it is decoded while it arrives', async () => {
    const large = JSON.stringify(Array.from({ length: 300_000 }, (_, n) => ({ n, name: `Įmonė ${n}` })));
    await using source = await startSource(answerCoded(gzipSync(large), 'gzip'));
    await using account = createTestAccount(source.baseUrl);
    expect((await account.send(get())).text === large).toBe(true);
  });
});

describe('a compressed answer that cannot be read', () => {
  test.each(CODED.filter(([coding, encode]) => coding !== '' && encode(Buffer.from('x')).length !== 1))(
    'as it ends too early is a bad response: %j',
    async (coding, encode) => {
      const body = encode(Buffer.from(TEXT));
      let length = 0;
      await using source = await startSource((call) => answerCoded(body.subarray(0, length), coding)(call));
      await using account = createTestAccount(source.baseUrl);
      for (length of [1, Math.ceil(body.length / 2), body.length - 1]) {
        expect(await rejection(account.send(get()))).toBeInstanceOf(BackendBadResponse);
      }
      expect(source.arrivals.length).toBe(3);
    },
  );

  test.each(CODED.slice(0, 10))('as other bytes follow it is a bad response: %j', async (coding, encode) => {
    const body = Buffer.concat([encode(Buffer.from(TEXT)), Buffer.from('{"and":"more"}')]);
    await using source = await startSource(answerCoded(body, coding));
    await using account = createTestAccount(source.baseUrl);
    expect(await rejection(account.send(get()))).toBeInstanceOf(BackendBadResponse);
  });

  test.each(['compress', 'gzip, aes128gcm', 'utf-8', 'constructor', 'gzip,gzip,gzip,gzip,gzip'])(
    'as its coding is %j is a bad response',
    async (coding) => {
      await using source = await startSource(answerCoded(Buffer.from(TEXT), coding));
      await using account = createTestAccount(source.baseUrl);
      expect(await rejection(account.send(get()))).toBeInstanceOf(BackendBadResponse);
    },
  );

  test.each(CODED.slice(0, 8))('as it is not compressed at all is a bad response: %j', async (coding) => {
    await using source = await startSource(answerCoded(Buffer.from(TEXT), coding));
    await using account = createTestAccount(source.baseUrl);
    expect(await rejection(account.send(get()))).toBeInstanceOf(BackendBadResponse);
  });

  test.each(CODED.slice(0, 10))(
    'as it decodes to too much ends early, with its connection: %j',
    async (coding, encode) => {
      const bomb = encode(Buffer.alloc(64 * 2 ** 20, ' '));
      await using source = await startSource(({ response }) => {
        response.writeHead(200, { 'content-encoding': coding, 'content-length': bomb.length + 1 }).write(bomb);
      });
      await using account = createTestAccount(source.baseUrl, {}, { maxBodyBytes: 1_000_000 });
      let held = 0;
      const grow = (bytes: number): void => {
        held += bytes;
      };
      const holdFetched = () => ({ grow, [Symbol.dispose]: () => {} });
      const error = await onBehalfOf(new Behalf('a', { calls: null, holdFetched }), () =>
        rejection(account.send(get())),
      );
      expect(error).toBeInstanceOf(BackendBadResponse);
      expect(held).toBeLessThan(1_200_000);
      await source.arrivals[0]?.disconnected;
    },
  );

  test('as its connection broke is a connection error, and the call is repeated', async () => {
    const body = gzipSync(TEXT);
    await using source = await startSource(({ response }, number) => {
      response.writeHead(200, { 'content-encoding': 'gzip', 'content-length': body.length });
      if (number === 1) response.write(body.subarray(0, 100), () => response.destroy());
      else response.end(body);
    });
    await using account = createTestAccount(source.baseUrl);
    const answer = account.send(get());
    await account.pause();
    expect((await answer).text).toBe(TEXT);
  });

  test('counts with its status if it is a refusal', async () => {
    await using source = await startSource(answerCoded(Buffer.from('no gzip'), 'gzip', 404));
    await using account = createTestAccount(source.baseUrl);
    expect(await account.send(get())).toMatchObject({ status: 404, text: '' });
  });

  test.each([
    [200, 'OUTCOME_UNKNOWN'],
    [409, 'CONFLICT'],
    [503, 'BACKEND_UNAVAILABLE'],
  ])('and answers a write with %i is %s', async (status, code) => {
    await using source = await startSource(answerCoded(gzipSync('{}').subarray(0, 12), 'gzip', status));
    await using account = createTestAccount(source.baseUrl);
    const client = createRestClient(account.send, (send, request) => send(request), ACCOUNT_ID);
    const writing = sendWrite((ticket) => client.post({ operation: 'x', path: '/x' }, null, ticket));
    expect(await rejection(writing)).toMatchObject({ code });
    expect(source.arrivals.length).toBe(1);
  });
});

test.each([
  ['shorter than its Content-Length', 'Content-Length: 9\r\n\r\n{}'],
  ['chunked, without its last chunk', 'Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n'],
])('a body that is %s is not an answer', async (_, rest) => {
  await using source = await startRaw((socket) => socket.once('data', () => socket.end(`HTTP/1.1 200 OK\r\n${rest}`)));
  await using account = createTestAccount(source.baseUrl, { retries: 0 });
  expect(await rejection(account.send(get()))).toBeInstanceOf(BackendUnavailable);
});
