import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import { type LiveWorld, startLive } from './start-live.ts';

async function ask({ url }: LiveWorld, search: string, init: RequestInit = {}) {
  const headers = { authorization: 'Bearer web-token', accept: 'text/event-stream', ...init.headers };
  const response = await fetch(new URL(`graphql/stream${search}`, url), { ...init, headers });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

function post(world: LiveWorld, body: string, headers = {}) {
  return ask(world, '', { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body });
}

describe('a request for a stream', () => {
  const PROBLEM = { 'content-type': 'text/plain' };

  test.each([
    ['no JSON', 400, (world: LiveWorld) => post(world, '{"query"'), /not JSON/],
    ['no operation', 400, (world: LiveWorld) => post(world, '{}'), /`query`/],
    ['several operations', 400, (world: LiveWorld) => post(world, '[]'), /send one operation/],
    ['invalid variables', 400, (world: LiveWorld) => post(world, '{"query":"{ hello }","variables":[]}'), /var/],
    ['variables that are not JSON', 400, (world: LiveWorld) => ask(world, '?query={hello}&variables={'), /not JSON/],
    ['another type', 415, (world: LiveWorld) => post(world, '{"query":"{ hello }"}', PROBLEM), /content-type/],
    ['too much', 413, (world: LiveWorld) => post(world, 'x'.repeat(2_000_000)), /larger than/],
    [
      'an accept header without event streams',
      406,
      (world: LiveWorld) => ask(world, '', { headers: { accept: 'text/html' } }),
      /accept/,
    ],
    ['a reservation', 400, (world: LiveWorld) => ask(world, '', { method: 'PUT' }), /distinct connections/],
    ['a token for one', 400, (world: LiveWorld) => ask(world, '?token=1'), /distinct connections/],
    ['another method', 405, (world: LiveWorld) => ask(world, '', { method: 'PATCH' }), /POST or GET/],
  ])('with %s is answered with %i and the reason', async (_, status, send, message) => {
    await using world = await startLive();
    const answer = await send(world);
    expect(answer.status).toBe(status);
    const { errors } = JSON.parse(answer.text) as { errors: readonly { message: string; extensions: object }[] };
    expect(errors).toHaveLength(1);
    expect(errors[0]?.message).toMatch(message);
    const limit = status === 413 ? { limit: 'maxBodyBytes' } : {};
    expect(errors[0]?.extensions).toEqual({ code: 'BAD_USER_INPUT', ...limit });
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
  });

  test.each([
    ['no token', ''],
    ['an unknown token', 'Bearer wrong'],
  ])('with %s is answered with 401', async (_, authorization) => {
    await using world = await startLive();
    const answer = await ask(world, '?query={hello}', { headers: { authorization } });
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toBe('Bearer');
    expect(JSON.parse(answer.text).errors[0].extensions).toEqual({ code: 'UNAUTHENTICATED' });
  });

  test('for a WebSocket is answered with the path for WebSockets', async () => {
    await using world = await startLive();
    const { port } = new URL(world.url);
    const head = `GET /graphql/stream HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n`;
    const socket = connect(Number(port), '127.0.0.1', () => socket.end(head));
    const answer = await text(socket);
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer).toContain('WebSockets are at /graphql');
  });

  test('may come from a page of any origin', async () => {
    await using world = await startLive();
    const headers = { 'access-control-request-headers': 'authorization', accept: '*/*', authorization: '' };
    const answer = await ask(world, '', { method: 'OPTIONS', headers });
    expect(answer.status).toBe(204);
    expect(answer.headers.get('access-control-allow-headers')).toBe('authorization');
  });
});
