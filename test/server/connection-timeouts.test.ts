import { expect, test } from 'vitest';
import type { ServerConfig } from '../../src/config/config.ts';
import { parseConfig } from '../../src/config/load-config.ts';
import { createErrorFormatter } from '../../src/errors/format-error.ts';
import { createInFlight } from '../../src/server/graphql/in-flight.ts';
import { OperationSignals } from '../../src/server/graphql/operation-signal.ts';
import { createEdge } from '../../src/server/http/edge.ts';
import { HttpServer } from '../../src/server/http/http-server.ts';
import { sendJson } from '../../src/server/http/route.ts';
import { openRaw, requestText } from './raw-http.ts';

const { limits, server: settings } = parseConfig({
  companies: { acme: { v6: { baseUrl: 'https://v6.example.com', apiKey: 'k' } } },
});

type Timeouts = Pick<ServerConfig, 'idleTimeoutMs' | 'headersTimeoutMs'>;

async function start(timeouts: Timeouts): Promise<HttpServer & { readonly url: URL }> {
  const server = new HttpServer({
    routes: new Map([['/', (_request, response) => sendJson(response, 200, {})]]),
    operations: new OperationSignals(1_000),
    formatError: createErrorFormatter({ error: () => {} }),
    inFlight: createInFlight(limits),
    limits,
    stopTimeoutMs: 1_000,
    edge: createEdge(settings),
    connection: { ...settings, ...timeouts },
  });
  return Object.assign(server, { url: await server.listen({ host: '127.0.0.1', port: 0 }) });
}

test('idle connections outlive those of AWS, which keeps them for 350 s, and of Google, which keeps them for 600 s', () => {
  expect(settings.idleTimeoutMs).toBeGreaterThan(600_000);
});

test('late headers end with 408, and a connection without a byte stays open', async () => {
  await using server = await start({ idleTimeoutMs: 600_000, headersTimeoutMs: 20 });
  using unused = await openRaw(server.url);
  using kept = await openRaw(server.url);
  await kept.send(requestText('GET /'));
  expect((await kept.answer()).status).toBe(200);
  using late = await openRaw(server.url);
  await late.send('GET / HTTP/1.1\r\nhost:');

  const { status, headers } = await late.answer();
  expect([status, headers['connection'], headers['access-control-allow-origin']]).toEqual([408, 'close', '*']);
  await late.closed;
  // Both have been open for longer.
  for (const connection of [unused, kept]) {
    await connection.send(requestText('GET /'));
    expect((await connection.answer()).status).toBe(200);
  }

  // Its first request does not make it immune.
  await unused.send('GET / HTTP/1.1\r\nhost:');
  expect((await unused.answer()).status).toBe(408);
});

test('a connection without a byte is closed after the idle time-out', async () => {
  await using server = await start({ idleTimeoutMs: 20, headersTimeoutMs: 30_000 });
  using unused = await openRaw(server.url);
  await unused.closed;
});
