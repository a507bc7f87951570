import { once } from 'node:events';
import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { getDefaultHighWaterMark } from 'node:stream';
import { connect as connectSecure } from 'node:tls';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readTlsFiles } from '../../src/config/reading/tls-files.ts';
import { createListener } from '../../src/server/http/listener.ts';
import { ReadTurns } from '../../src/server/http/reading/read-turns.ts';
import { serveInTurns } from '../../src/server/http/reading/sliced-reading.ts';
import { type Certificate, createCertificate } from './certificate.ts';

const GET = 'GET / HTTP/1.1\r\nhost: here\r\n\r\n';
const CHUNKED = 'POST / HTTP/1.1\r\nhost: here\r\ntransfer-encoding: chunked\r\n\r\n';
const TINY_CHUNKS = 10_000;
const TINY_BODY = `${'1\r\nx\r\n'.repeat(TINY_CHUNKS)}0\r\n\r\n`;

type Transport = 'TCP' | 'TLS';

let certificate: Certificate;

beforeAll(() => {
  certificate = createCertificate('sliced');
});

afterAll(() => certificate[Symbol.dispose]());

/** A connection whose handshake is done. */
async function connectTo(server: Server, transport: Transport): Promise<Socket> {
  const { port } = server.address() as AddressInfo;
  const client =
    transport === 'TCP' ? connect(port, '127.0.0.1') : connectSecure({ port, host: '127.0.0.1', ca: certificate.ca });
  client.on('error', () => {});
  await once(client, transport === 'TCP' ? 'connect' : 'secureConnect');
  return client;
}

/** A server that reads in slices, and a connection to it. */
async function startSliced(transport: Transport, handle: RequestListener, turns = new ReadTurns()) {
  const accepted = new Set<Socket>();
  const tls = transport === 'TCP' ? undefined : readTlsFiles(certificate);
  const server = createListener({ idleTimeoutMs: 60_000, headersTimeoutMs: 60_000, tls }, () => true).on(
    'request',
    (request: IncomingMessage, response: ServerResponse) => {
      readings.get(request.socket)?.begin(request);
      handle(request, response);
    },
  );
  const readings = serveInTurns(server, turns, (socket) => accepted.add(socket));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const client = await connectTo(server, transport);
  return {
    server,
    client,
    readings,
    accepted,
    [Symbol.dispose]: () => {
      client.destroy();
      server.closeAllConnections();
      server.close();
    },
  };
}

async function pass(turns: number): Promise<void> {
  for (let turn = 0; turn < turns; turn += 1) await new Promise(setImmediate);
}

async function readAll(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
}

describe.each<Transport>(['TCP', 'TLS'])('over %s,', (transport) => {
  test('requests behind one that closes the connection are not parsed, but for those of the same slice', async () => {
    let requests = 0;
    using sliced = await startSliced(transport, (request) => {
      requests += 1;
      request.socket.destroy();
    });
    sliced.client.write(GET.repeat(2_000));
    await once(sliced.client, 'close');
    expect(requests).toBeGreaterThan(0);
    expect(requests).toBeLessThan(80);
  });

  test('pipelined requests are answered one after the other', async () => {
    using sliced = await startSliced(transport, (_, response) => response.end('ok'));
    let received = '';
    sliced.client.on('data', (data) => {
      received += String(data);
    });
    sliced.client.write(GET.repeat(1_000));
    while (received.split('200 OK').length <= 1_000) await once(sliced.client, 'data');
  });

  test('answers that are not read stop the parsing until they are', async () => {
    let requests = 0;
    using sliced = await startSliced(transport, (_, response) => {
      requests += 1;
      response.end('a'.repeat(100_000));
    });
    sliced.client.pause();
    sliced.client.write(GET.repeat(500));
    await pass(200);
    expect(requests).toBeLessThan(500);
    let bytes = 0;
    sliced.client.on('data', (data) => {
      bytes += data.length;
    });
    sliced.client.resume();
    while (bytes < 500 * 100_000) await once(sliced.client, 'data');
    expect(requests).toBe(500);
  });

  test('one slice of an unread body is kept, and all of it arrives when it is read', async () => {
    const { promise, resolve } = Promise.withResolvers<IncomingMessage>();
    using sliced = await startSliced(transport, resolve);
    sliced.client.write(CHUNKED + TINY_BODY);
    const request = await promise;
    await pass(200);
    expect(request.readableLength).toBeGreaterThan(0);
    expect(request.readableLength).toBeLessThan(400);
    expect(await readAll(request)).toBe('x'.repeat(TINY_CHUNKS));
  });

  test('a body whose reader pauses again and again arrives completely', async () => {
    const { promise, resolve } = Promise.withResolvers<string>();
    using sliced = await startSliced(transport, (request) => {
      let text = '';
      request.on('data', (chunk: Buffer) => {
        text += chunk.toString();
        request.pause();
        setImmediate(() => request.resume());
      });
      request.on('end', () => resolve(text));
    });
    const letters = Array.from({ length: 50_000 }, (_, index) => String(index)).join(' ');
    sliced.client.write(`${CHUNKED}${letters.length.toString(16)}\r\n${letters}\r\n0\r\n\r\n`);
    expect(await promise).toBe(letters);
  });

  test('a body of known length is passed on in the chunks that were read, and the next request is parsed', async () => {
    const body = Buffer.alloc(1_000_000, 'b');
    const sizes: number[] = [];
    let requests = 0;
    using sliced = await startSliced(transport, (request, response) => {
      requests += 1;
      request.on('data', (chunk: Buffer) => sizes.push(chunk.length)).on('end', () => response.end('ok'));
    });
    sliced.client.write(`POST / HTTP/1.1\r\nhost: here\r\ncontent-length: ${body.length}\r\n\r\n`);
    sliced.client.write(body);
    sliced.client.write(GET);
    while (requests < 2) await once(sliced.client, 'data');
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(body.length);
    // A record of TLS has 16 kB at most.
    expect(Math.max(...sizes)).toBeGreaterThan(transport === 'TCP' ? 16_384 : 16_383);
  });

  test('an upgraded connection keeps what was read behind its head, and is not parsed any more', async () => {
    using sliced = await startSliced(transport, () => {});
    const { promise, resolve } = Promise.withResolvers<string>();
    sliced.server.on('upgrade', (request, socket, head) => {
      let text = String(head) + String(sliced.readings.get(request.socket)?.release());
      socket.on('data', (data: Buffer) => {
        text += String(data);
        if (text.endsWith('end')) resolve(text);
      });
      socket.write('HTTP/1.1 101 Switching Protocols\r\n\r\n');
    });
    const early = 'e'.repeat(5_000);
    sliced.client.write(`GET / HTTP/1.1\r\nhost: here\r\nconnection: upgrade\r\nupgrade: other\r\n\r\n${early}`);
    await once(sliced.client, 'data');
    sliced.client.write('end');
    expect(await promise).toBe(`${early}end`);
  });

  test('a connection has no parser before it sends bytes, and is closed when its client leaves', async () => {
    using sliced = await startSliced(transport, (_, response) => response.end('ok'));
    await pass(10);
    const [socket] = sliced.accepted;
    expect(socket?.listenerCount('drain')).toBe(0);
    sliced.client.end();
    await once(sliced.client, 'close');
    await pass(10);
    expect(socket?.destroyed).toBe(true);
  });

  test('a client that ends its side right after the request gets its answer', async () => {
    using sliced = await startSliced(transport, (_, response) => response.end('ok'));
    let received = '';
    sliced.client.on('data', (data) => {
      received += String(data);
    });
    sliced.client.end(GET);
    await once(sliced.client, 'end');
    expect(received).toMatch(/^HTTP\/1.1 200 OK.*ok/s);
  });

  test('a connection that is reset before its first bytes ends nothing else', async () => {
    using sliced = await startSliced(transport, (_, response) => response.end('ok'));
    await pass(10);
    // Node cannot reset a connection with TLS.
    if (transport === 'TCP') sliced.client.resetAndDestroy();
    else sliced.client.destroy();
    while ([...sliced.accepted].some((socket) => !socket.destroyed)) await pass(1);
    const other = await connectTo(sliced.server, transport);
    other.write(GET);
    expect(String((await once(other, 'data'))[0])).toMatch(/^HTTP\/1.1 200 OK.*ok/s);
    other.destroy();
  });

  test('a connection that waits for its turn is read once more at most', async () => {
    const waits: Pick<ReadTurns, 'hasTime' | 'push' | 'postpone'> = {
      hasTime: false,
      push: () => {},
      postpone: () => {},
    };
    using sliced = await startSliced(transport, () => {}, waits as ReadTurns);
    await pass(10);
    const [socket] = sliced.accepted;
    for (const bytes of [1, 2]) {
      sliced.client.write('G');
      while (socket?.bytesRead !== bytes) await pass(1);
    }
    for (let more = 0; more < 20; more += 1) {
      sliced.client.write('G');
      await pass(5);
    }
    expect(socket?.bytesRead).toBe(2);
  });

  test('a request has the buffer of an ordinary connection', async () => {
    const { promise, resolve } = Promise.withResolvers<number>();
    using sliced = await startSliced(transport, (request) => resolve(request.readableHighWaterMark));
    sliced.client.write(CHUNKED);
    expect(await promise).toBe(getDefaultHighWaterMark(false));
  });
});
