import { hash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { expect, test } from 'vitest';
import { createFileSender } from '../../src/files/put-file.ts';
import { ACCOUNT_ID, ANY_ADDRESS } from '../calls/account.ts';

const CHUNKS = 3_000;

/** Takes what comes in small bites, answers 200 when it has `bytes` of a body, and gives their hash. */
async function startSlowStorage(bytes: number) {
  const stored = Promise.withResolvers<string>();
  const server = createServer((socket: Socket) => {
    let received = Buffer.alloc(0);
    socket.on('data', (data: Buffer) => {
      received = Buffer.concat([received, data]);
      const start = received.indexOf('\r\n\r\n') + 4;
      if (received.length - start >= bytes) {
        stored.resolve(hash('sha256', received.subarray(start)));
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
])('chunks that are %s may be written over when the next is asked for', async (_what, length) => {
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
