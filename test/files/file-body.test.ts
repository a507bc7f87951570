import { createHash, hash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { expect, test } from 'vitest';
import { createFileSender } from '../../src/files/put-file.ts';
import { ACCOUNT_ID, ANY_ADDRESS } from '../calls/account.ts';

const CHUNKS = 3_000;

/** Reads a body in small pieces, answers 200 once it has `bytes` of it, and returns their hash. */
async function startSlowStorage(bytes: number) {
  const stored = Promise.withResolvers<string>();
  const server = createServer((socket: Socket) => {
    const body = createHash('sha256');
    let head = Buffer.alloc(0);
    let received: number | undefined;
    const take = (data: Buffer): void => {
      body.update(data);
      received = (received ?? 0) + data.length;
    };
    socket.on('data', (data: Buffer) => {
      if (received !== undefined) take(data);
      else {
        head = Buffer.concat([head, data]);
        const end = head.indexOf('\r\n\r\n');
        if (end >= 0) take(head.subarray(end + 4));
      }
      if (received === bytes) {
        stored.resolve(body.digest('hex'));
        socket.end('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n');
      }
      socket.pause();
      setImmediate(() => socket.resume());
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  return {
    url: `http://127.0.0.1:${port}/in`,
    stored: stored.promise,
    [Symbol.asyncDispose]: async () => void server.close(),
  };
}

test.each([
  ['shorter than what a socket takes at once', 10_007],
  ['longer than that', 200_003],
])('chunks that are %s may be overwritten when the next one is requested', async (_what, length) => {
  const chunks = Math.ceil((CHUNKS * 10_007) / length);
  const contentOf = (index: number) => Buffer.alloc(length, `chunk ${index} `);
  const wanted = hash('sha256', Buffer.concat(Array.from({ length: chunks }, (_, index) => contentOf(index))));
  await using storage = await startSlowStorage(chunks * length);
  await using sender = createFileSender({
    accountId: ACCOUNT_ID,
    addresses: ANY_ADDRESS,
    stallTimeoutMs: 10_000,
    maxConcurrent: 1,
  });
  const file = {
    size: chunks * length,
    async *chunks() {
      const memory = Buffer.alloc(length);
      for (let index = 0; index < chunks; index += 1) {
        memory.set(contentOf(index));
        yield memory;
      }
    },
  };

  await sender.put(async () => ({ url: storage.url, headers: [] }), file, new AbortController().signal);

  expect(await storage.stored).toBe(wanted);
});
