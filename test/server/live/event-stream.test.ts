import { describe, expect, test } from 'vitest';
import type { Authenticator } from '../../../src/auth/authenticate.ts';
import { type LiveWorld, startLive } from './start-live.ts';
import { openStream } from './stream-client.ts';

const EVENTS = 'subscription ($after: ID) { events(after: $after) { text } }';
const COMPLETE = { event: 'complete', data: null };

function nextOf(data: object) {
  return { event: 'next', data: { data } };
}
function errorOf(code: string, message: RegExp) {
  return {
    event: 'next',
    data: { errors: [expect.objectContaining({ message: expect.stringMatching(message), extensions: { code } })] },
  };
}

async function ask({ url }: LiveWorld, search: string, init: RequestInit = {}) {
  const headers = { authorization: 'Bearer web-token', accept: 'text/event-stream', ...init.headers };
  const response = await fetch(new URL(`graphql/stream${search}`, url), { ...init, headers });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

function post(world: LiveWorld, body: string, headers = {}) {
  return ask(world, '', { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body });
}

describe('an operation over server-sent events', () => {
  test('is answered and completed, in a form that any EventSource understands', async () => {
    await using world = await startLive();
    const { status, headers, text } = await post(world, '{"query":"{ hello }"}');
    expect(status).toBe(200);
    expect(text).toBe(':\n\nevent: next\ndata: {"data":{"hello":"hello, you"}}\n\nevent: complete\ndata:\n\n');
    expect(headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(headers.get('cache-control')).toContain('no-cache');
    expect(headers.get('access-control-allow-origin')).toBe('*');
  });

  test('may be sent with GET, except a mutation: 405', async () => {
    await using world = await startLive();
    const search = new URLSearchParams({
      query: 'query A($name: String) { hello(name: $name) } query B { hello }',
      operationName: 'A',
      variables: '{"name":"Ada"}',
    });
    expect((await ask(world, `?${search}`)).text).toContain('hello, Ada');
    const refused = await ask(world, `?query=${encodeURIComponent('mutation { write(text: "done") }')}`);
    expect(refused.status).toBe(405);
    expect(refused.headers.get('allow')).toBe('POST');
    expect(world.ran).toEqual([]);
    expect((await post(world, '{"query":"mutation { write(text: \\"done\\") }"}')).text).toContain('{"write":"done"}');
  });

  test.each([
    ['with a syntax error', '{ hello', {}, /Syntax Error/],
    ['of an unknown field', '{ unknown }', {}, /Cannot query field/],
    ['with a variable of another type', 'subscription ($to: Int!) { numbers(to: $to) }', { to: 'x' }, /"\$to"/],
    ['after a malformed id', EVENTS, { after: 'no id' }, /not the id of an event/],
  ])('%s gets its error in the stream', async (_, query, variables, message) => {
    await using world = await startLive();
    await using stream = await openStream(world, { query, variables });
    expect(await stream.rest()).toEqual([errorOf('BAD_USER_INPUT', message), COMPLETE]);
  });

  test('without its scope gets an error in the stream and does not start', async () => {
    await using world = await startLive();
    const query = 'subscription { secretEvents { text } }';
    await using stream = await openStream(world, { query, token: 'reader-token' });
    expect(await stream.rest()).toEqual([errorOf('FORBIDDEN', /bank:read/), COMPLETE]);
    expect(world.relay.state().subscribers).toBe(0);
  });

  test('that fails halfway ends with a reference to the log', async () => {
    await using world = await startLive();
    await using stream = await openStream(world, { query: 'subscription { faulty }' });
    expect(await stream.rest()).toEqual([
      nextOf({ faulty: 1 }),
      errorOf('INTERNAL_SERVER_ERROR', /reference/),
      COMPLETE,
    ]);
  });
});

describe('a subscription over server-sent events', () => {
  test('delivers each event as it is stored, until its client disconnects', async () => {
    await using world = await startLive();
    await using stream = await openStream(world, { query: EVENTS });
    await world.subscribers(1);
    await world.publish('one', 'two');
    expect(await stream.next()).toEqual(nextOf({ events: { text: 'one' } }));
    expect(await stream.next()).toEqual(nextOf({ events: { text: 'two' } }));
    stream.response.destroy();
    await world.subscribers(0);
    await expect.poll(world.connections).toBe(0);
    expect(world.log.entries()).toEqual([]);
  });

  test('resumes after an event that the client knows', async () => {
    await using world = await startLive();
    const [first] = await world.publish('one', 'two');
    await using stream = await openStream(world, { query: EVENTS, variables: { after: first } });
    expect(await stream.next()).toEqual(nextOf({ events: { text: 'two' } }));
  });

  test('is released and its work cancelled if its client vanishes while an event is executed', async () => {
    await using world = await startLive();
    await using stream = await openStream(world, { query: 'subscription { events { held } }' });
    await world.subscribers(1);
    await world.publish('one');
    await world.gate.waiting(1);
    stream.response.destroy();
    await world.subscribers(0);
    expect(world.gate.held).toBe(0);
    expect(world.log.entries()).toEqual([]);
  });

  test('ends with UNAUTHENTICATED when its token expires', async () => {
    // Counted from the login: a busy machine may need longer to start the server.
    const authenticator = (ofConfig: Authenticator) => ({
      authenticate: async (given: string | undefined) => ({
        ...(await ofConfig.authenticate(given)),
        expiresAt: Date.now() + 1_000,
      }),
    });
    await using world = await startLive({ authenticator });
    await using stream = await openStream(world, { query: EVENTS });
    await world.subscribers(1);
    expect(await stream.rest()).toEqual([errorOf('UNAUTHENTICATED', /expired/), COMPLETE]);
    await world.subscribers(0);
  });
});
