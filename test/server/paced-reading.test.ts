import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { expect, test } from 'vitest';
import { readInTurn, stopReading } from '../../src/server/http/reading/paced-reading.ts';

const BODY = Buffer.alloc(4_000_000, 'x');

/** Sends a body of 4 MB on each of `count` connections, and collects the requests as they arrive. */
async function startBodies(count: number) {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const requests: IncomingMessage[] = [];
  const { port } = server.address() as AddressInfo;
  const sockets = Array.from({ length: count }, () => {
    const socket = connect(port, '127.0.0.1').on('error', () => {});
    socket.write(`POST / HTTP/1.1\r\nhost: here\r\ncontent-length: ${BODY.length}\r\n\r\n`);
    socket.write(BODY);
    return socket;
  });
  while (requests.length < count) requests.push((await once(server, 'request'))[0] as IncomingMessage);
  return {
    requests,
    [Symbol.dispose]: () => {
      for (const socket of sockets) socket.destroy();
      server.closeAllConnections();
      server.close();
    },
  };
}

test('bodies are read completely, one per iteration of the event loop', async () => {
  using bodies = await startBodies(6);
  const turns: Set<IncomingMessage>[] = [new Set()];
  let isOver = false;
  const nextTurn = () => {
    turns.push(new Set());
    if (!isOver) setImmediate(nextTurn);
  };
  setImmediate(nextTurn);

  const sizes = bodies.requests.map(async (request) => {
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      turns.at(-1)?.add(request);
      readInTurn(request, chunk.length);
    });
    await once(request, 'end');
    return size;
  });
  expect(await Promise.all(sizes)).toEqual(Array(6).fill(BODY.length));
  isOver = true;
  // The first chunk of each arrives before pacing begins. The chunk of an iteration may arrive just before the next one
  // is counted.
  expect(Math.max(...turns.slice(6).map((read) => read.size))).toBeLessThanOrEqual(2);
});

test('a body that is no longer wanted is not read', async () => {
  using bodies = await startBodies(1);
  const [request] = bodies.requests;
  if (request === undefined) throw new Error('no request came');
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    readInTurn(request, chunk.length);
    if (chunks.length === 3) stopReading(request);
  });
  while (chunks.length < 3) await new Promise(setImmediate);
  for (let turn = 0; turn < 20; turn += 1) await new Promise(setImmediate);
  expect(chunks).toHaveLength(3);
});

test('a body in pieces of one byte is read 16 kB per iteration of the event loop, not a piece', async () => {
  using bodies = await startBodies(1);
  const [request] = bodies.requests;
  if (request === undefined) throw new Error('no request came');
  for (let piece = 1; piece < 16_384; piece += 1) readInTurn(request, 1);
  expect(request.isPaused()).toBe(false);
  readInTurn(request, 1);
  expect(request.isPaused()).toBe(true);
});
