import type { Socket } from 'node:net';
import { describe, expect, test } from 'vitest';
import { InterimFilter } from '../../src/calls/wire/interim-filter.ts';
import { createTestAccount, get, post } from './account.ts';
import { startRaw } from './source-server.ts';

const CONTINUE = 'HTTP/1.1 100 Continue\r\n\r\n';
const OTHERS = 'HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>; rel=preload\r\n\r\n';

/** Answers each request of a connection with the same bytes. */
function answerAll(answer: (socket: Socket) => void) {
  return (socket: Socket): void => void socket.setNoDelay(true).on('data', () => answer(socket));
}

describe('interim answers that were not asked for', () => {
  test.each([
    ['a 100', CONTINUE],
    ['a 100 with headers', 'HTTP/1.1 100 Continue\r\nServer: x\r\nContent-Length: 7\r\n\r\n'],
    ['a 100 of HTTP/1.0', 'HTTP/1.0 100 Continue\r\n\r\n'],
    ['several of them', CONTINUE + CONTINUE + OTHERS + CONTINUE],
    ['a hundred of them', CONTINUE.repeat(100)],
    ['those that undici knows', OTHERS],
  ])('are skipped: %s', async (_, interim) => {
    await using source = await startRaw(
      answerAll((socket) => void socket.write(`${interim}HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ntext`)),
    );
    await using account = createTestAccount(source.baseUrl, { maxConcurrent: 1, retries: 0 });
    for (const request of [get('/1'), post('{}'), get('/2')]) {
      expect(await account.send(request)).toMatchObject({ status: 200, text: 'text' });
    }
    expect(source.sockets.length).toBe(1);
  });

  test('are skipped if each of their bytes arrives by itself', async () => {
    await using source = await startRaw(
      answerAll((socket) => {
        const bytes = [...`${CONTINUE}${OTHERS}${CONTINUE}HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ntext`];
        const next = (): void => {
          const byte = bytes.shift();
          if (byte !== undefined) socket.write(byte, () => setImmediate(next));
        };
        next();
      }),
    );
    await using account = createTestAccount(source.baseUrl, { retries: 0 });
    expect(await account.send(get())).toMatchObject({ status: 200, text: 'text' });
  });

  test('do not turn a connection that ends after them into an answer', async () => {
    await using source = await startRaw((socket) => socket.once('data', () => socket.end(CONTINUE)));
    await using account = createTestAccount(source.baseUrl, { retries: 0 });
    await expect(account.send(get())).rejects.toMatchObject({ code: 'BACKEND_UNAVAILABLE' });
  });
});

test('a body that looks like an interim head is left as it is', async () => {
  const body = `${CONTINUE}${CONTINUE}`;
  await using source = await startRaw((socket) =>
    socket.once('data', () => {
      socket.write(`HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\n\r\n`, () => socket.write(body));
    }),
  );
  await using account = createTestAccount(source.baseUrl);
  expect((await account.send(get())).text).toBe(body);
});

describe('a filter of interim heads', () => {
  test('gives the same bytes however they are split', () => {
    const bytes = Buffer.from(`${CONTINUE}${OTHERS}${CONTINUE}HTTP/1.1 200 OK\r\n\r\n${CONTINUE}`);
    for (let size = 1; size <= bytes.length; size += 1) {
      const filter = new InterimFilter();
      const passed: Buffer[] = [];
      for (let at = 0; at < bytes.length; at += size)
        passed.push(filter.pass(bytes.subarray(at, at + size)) ?? Buffer.alloc(0));
      expect(Buffer.concat(passed).toString()).toBe(`${OTHERS}HTTP/1.1 200 OK\r\n\r\n${CONTINUE}`);
    }
  });

  test.each(['HTTP/1.1 101 Switching Protocols\r\n\r\n', 'SSH-2.0', 'HTTP/1.1 1x0', 'HTTP/1.1 200', 'HTTP/2 100'])(
    'passes on a start that is not an interim head: %j',
    (start) => {
      expect(new InterimFilter().pass(Buffer.from(start))?.toString()).toBe(start);
    },
  );

  test('passes on an endless head', () => {
    const endless = Buffer.from(`HTTP/1.1 100 Continue\r\n${'a: b\r\n'.repeat(4_000)}`);
    expect(new InterimFilter().pass(endless)).toEqual(endless);
  });
});
