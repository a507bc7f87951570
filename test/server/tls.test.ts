import { once } from 'node:events';
import { copyFileSync } from 'node:fs';
import { connect as connectTcp } from 'node:net';
import { type ConnectionOptions, connect, type TLSSocket } from 'node:tls';
import { createClient } from 'graphql-ws';
import { Agent, type Dispatcher, request } from 'undici';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { parseConfig } from '../../src/config/load-config.ts';
import { createErrorFormatter } from '../../src/errors/format-error.ts';
import { createInFlight } from '../../src/server/graphql/in-flight.ts';
import { OperationSignals } from '../../src/server/graphql/operation-signal.ts';
import { createEdge } from '../../src/server/http/edge.ts';
import { HttpServer } from '../../src/server/http/http-server.ts';
import type { Route } from '../../src/server/http/route.ts';
import { startWorld, type TestWorld, tokenOf } from '../end-to-end/world.ts';
import { type Certificate, createCertificate } from './certificate.ts';
import { requestText } from './raw-http.ts';

const HEALTH = requestText('GET /health/live');
const AUTHORIZATION = { authorization: `Bearer ${tokenOf('acme')}` };
const SUBSCRIPTION = 'subscription { documentEvents { id } }';

let ours: Certificate;
let renewed: Certificate;
let agent: Agent;
let world: TestWorld;

beforeAll(async () => {
  ours = createCertificate('ours');
  renewed = createCertificate('renewed');
  agent = new Agent({ connect: { ca: ours.ca } });
  world = await startWorld({ config: { server: { tls: filesOf(ours) } } });
});

afterAll(async () => {
  await agent.close();
  await world[Symbol.asyncDispose]();
  ours[Symbol.dispose]();
  renewed[Symbol.dispose]();
});

function filesOf({ certFile, keyFile }: Certificate) {
  return { certFile, keyFile };
}

/** A connection after its handshake. Rejects with the reason for which it failed. */
async function open(url: URL, options: ConnectionOptions = {}): Promise<TLSSocket & Disposable> {
  const socket = connect({ port: Number(url.port), host: '127.0.0.1', ca: [ours.ca, renewed.ca], ...options });
  await once(socket, 'secureConnect');
  socket.on('error', () => {});
  return Object.assign(socket, { [Symbol.dispose]: () => void socket.destroy() });
}

async function statusOn(socket: TLSSocket): Promise<string> {
  socket.write(HEALTH);
  const [answer] = (await once(socket, 'data')) as [Buffer];
  return answer.toString().slice(0, 15);
}

function post(body: string, path = 'graphql', headers: Readonly<Record<string, string>> = {}) {
  const options = { method: 'POST' as Dispatcher.HttpMethod, dispatcher: agent, body };
  return request(new URL(path, world.url), {
    ...options,
    headers: { 'content-type': 'application/json', ...AUTHORIZATION, ...headers },
  });
}

describe('the gateway with a certificate', () => {
  test('answers queries, and its URL has the scheme https', async () => {
    expect(world.url.protocol).toBe('https:');
    const { statusCode, body } = await post('{"query":"{ companies { id } }"}');
    expect([statusCode, await body.json()]).toEqual([200, { data: { companies: [{ id: 'acme' }] } }]);
  });

  test('reads a large body', async () => {
    const { statusCode, body } = await post(JSON.stringify({ query: `{ __typename } #${'x'.repeat(40_000)}` }));
    expect([statusCode, await body.json()]).toEqual([200, { data: { __typename: 'Query' } }]);
  });

  test('receives files', async () => {
    const form = [
      '--b\r\ncontent-disposition: form-data; name="operations"\r\n\r\n',
      '{"query":"mutation($f: Upload!) { uploadFile(input: { company: \\"acme\\", file: $f }) { __typename } }","variables":{"f":null}}',
      '\r\n--b\r\ncontent-disposition: form-data; name="map"\r\n\r\n{"0":["variables.f"]}',
      '\r\n--b\r\ncontent-disposition: form-data; name="0"; filename="a.pdf"\r\ncontent-type: application/pdf\r\n\r\n',
      `${'%PDF'.repeat(250_000)}\r\n--b--\r\n`,
    ].join('');
    const { body } = await post(form, 'graphql', {
      'content-type': 'multipart/form-data; boundary=b',
      'apollo-require-preflight': '1',
    });
    expect(await body.json()).toMatchObject({ data: { uploadFile: { __typename: expect.any(String) } } });
  });

  test('serves WebSockets', async () => {
    class Trusting extends WebSocket {
      constructor(address: string, protocol: string) {
        super(address, protocol, { ca: ours.ca });
      }
    }
    const url = new URL('graphql', world.url).href.replace(/^http/, 'ws');
    const client = createClient({ url, webSocketImpl: Trusting, connectionParams: AUTHORIZATION, retryAttempts: 0 });
    const { value } = await client.iterate({ query: '{ companies { id } }' }).next();
    expect(value).toEqual({ data: { companies: [{ id: 'acme' }] } });
    await client.dispose();
  });

  test('serves event streams', async () => {
    const { statusCode, headers, body } = await post(JSON.stringify({ query: SUBSCRIPTION }), 'graphql/stream', {
      accept: 'text/event-stream',
    });
    expect([statusCode, headers['content-type']]).toEqual([200, 'text/event-stream; charset=utf-8']);
    body.destroy();
  });

  test('speaks TLS 1.2 and 1.3, and refuses older versions', async () => {
    for (const version of ['TLSv1.2', 'TLSv1.3'] as const) {
      using socket = await open(world.url, { minVersion: version, maxVersion: version });
      expect(socket.getProtocol()).toBe(version);
    }
    const old = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' } as const;
    await expect(open(world.url, old)).rejects.toThrow(/protocol version/);
  });

  test('closes a connection that does not begin with a handshake, without an answer', async () => {
    const socket = connectTcp(Number(world.url.port), '127.0.0.1');
    let received = '';
    socket.on('data', (data) => {
      received += String(data);
    });
    socket.on('error', () => {});
    socket.write(HEALTH);
    await once(socket, 'close');
    expect(received).not.toContain('HTTP/');
  });
});

describe('a reload', () => {
  test('takes a renewed certificate over for new connections, and open ones stay', async () => {
    using certificate = createCertificate('replaced');
    await using other = await startWorld({ config: { server: { tls: filesOf(certificate) } } });
    const options = { ca: [certificate.ca, renewed.ca] };
    using before = await open(other.url, options);
    copyFileSync(renewed.certFile, certificate.certFile);
    copyFileSync(renewed.keyFile, certificate.keyFile);
    expect(await other.reload({ server: { tls: filesOf(certificate) } })).toBe('applied');

    using after = await open(other.url, options);
    expect([before, after].map((socket) => socket.getPeerCertificate().subject.CN)).toEqual(['replaced', 'renewed']);
    expect(await statusOn(before)).toBe('HTTP/1.1 200 OK');
    expect(await statusOn(after)).toBe('HTTP/1.1 200 OK');
  });

  test('cannot take the certificate away', async () => {
    expect(await world.reload({ server: {} })).toBe('refused');
    expect(JSON.stringify(world.log.entries())).toContain('server.tls: cannot change while the gateway runs');
  });
});

describe('a slow client', () => {
  /** A server with one route, for few connections. */
  async function start(route: Route, settings: { maxConnections?: number; stallTimeoutMs?: number; ms?: number }) {
    const { ms = 30_000, ...given } = settings;
    const { limits, server } = parseConfig({
      companies: { acme: { v6: { baseUrl: 'https://v6.example.com', apiKey: 'k' } } },
      server: { tls: filesOf(ours) },
      limits: given,
    });
    const refusals: string[] = [];
    const inFlight = createInFlight(limits, (limit) => refusals.push(limit));
    const running = new HttpServer({
      ...{ inFlight, limits, edge: createEdge(server), stopTimeoutMs: 50, operations: new OperationSignals(1_000) },
      connection: { ...server, headersTimeoutMs: ms },
      routes: new Map([['/health/live', route]]),
      formatError: createErrorFormatter({ error: () => {} }),
    });
    const url = await running.listen({ host: '127.0.0.1', port: 0 });
    return { url, refusals, inFlight, [Symbol.asyncDispose]: () => running[Symbol.asyncDispose]() };
  }

  const ok: Route = (_request, response) => void response.end('ok');

  /** A connection that does not begin its handshake. */
  async function openSilent(url: URL) {
    const socket = connectTcp(Number(url.port), '127.0.0.1');
    socket.on('error', () => {});
    await once(socket, 'connect');
    return Object.assign(socket, { [Symbol.dispose]: () => void socket.destroy() });
  }

  test('that does not begin its handshake counts as a connection, and is displaced by others', async () => {
    await using server = await start(ok, { maxConnections: 2 });
    using first = await openSilent(server.url);
    using second = await openSilent(server.url);
    await expect.poll(() => server.inFlight.connections.size).toBe(2);
    const closed = [first, second].map((socket) => once(socket, 'close'));
    using one = await open(server.url);
    using two = await open(server.url);
    expect(await statusOn(one)).toBe('HTTP/1.1 200 OK');
    expect(await statusOn(two)).toBe('HTTP/1.1 200 OK');
    await Promise.all(closed);
    expect([server.refusals, server.inFlight.connections.size]).toEqual([['maxConnections', 'maxConnections'], 2]);
  });

  test('has as much time for its handshake as for its headers, and counts no longer after that', async () => {
    await using server = await start(ok, { ms: 50 });
    using silent = await openSilent(server.url);
    await once(silent, 'close');
    await expect.poll(() => server.inFlight.connections.size).toBe(0);
  });

  test('that does not read its answer is closed after stallTimeoutMs', async () => {
    await using server = await start((_request, response) => void response.end(Buffer.alloc(30_000_000)), {
      stallTimeoutMs: 200,
    });
    using socket = await open(server.url);
    socket.pause();
    socket.write(HEALTH);
    await expect.poll(() => server.refusals, { timeout: 5_000 }).toEqual(['stallTimeoutMs']);
    await expect.poll(() => server.inFlight.connections.size).toBe(0);
  });

  test('cannot delay the shutdown with a handshake that it does not begin', async () => {
    const server = await start(ok, {});
    using silent = await openSilent(server.url);
    await expect.poll(() => server.inFlight.connections.size).toBe(1);
    const closed = once(silent, 'close');
    await server[Symbol.asyncDispose]();
    await closed;
  });
});
