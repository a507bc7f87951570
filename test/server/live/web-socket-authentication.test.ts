import { describe, expect, test } from 'vitest';
import { type Authenticator, createAuthenticator } from '../../../src/auth/authenticate.ts';
import { createSigner, NOW, startIssuer } from '../../auth/issuer.ts';
import { connect, openSocket } from './socket-client.ts';
import { startLive } from './start-live.ts';

function init(payload?: object) {
  return { type: 'connection_init', ...(payload && { payload }) };
}
const ACK = { type: 'connection_ack' };

/** The configured callers, with an expiry of their tokens; read at each login. */
function until(expiresAt: () => number) {
  return (ofConfig: Authenticator) => ({
    authenticate: async (authorization: string | undefined) => ({
      ...(await ofConfig.authenticate(authorization)),
      expiresAt: expiresAt(),
    }),
  });
}

describe('a client over WebSocket', () => {
  test.each(['authorization', 'Authorization'])('may authenticate with `%s` in the parameters', async (name) => {
    await using world = await startLive();
    using client = await openSocket(world);
    client.send(init({ [name]: 'Bearer web-token' }));
    expect(await client.next()).toEqual(ACK);
  });

  test('may authenticate with the header of the request', async () => {
    await using world = await startLive();
    using client = await openSocket(world, { headers: { authorization: 'Bearer reader-token' } });
    client.send(init());
    expect(await client.next()).toEqual(ACK);
    client.subscribe('1', '{ secret }');
    expect(JSON.stringify(await client.next())).toContain('FORBIDDEN');
  });

  test('is authenticated by the parameters rather than the header', async () => {
    await using world = await startLive();
    using client = await openSocket(world, { headers: { authorization: 'Bearer web-token' } });
    client.send(init({ authorization: 'Bearer wrong' }));
    expect(await client.closed).toEqual({
      code: 4401,
      reason: 'The token is unknown: check that it is for this gateway.',
    });
  });

  test.each([
    ['no token', undefined, /A token is required/],
    ['a parameter of another name', { token: 'web-token' }, /A token is required/],
    ['an unknown token', { authorization: 'Bearer wrong' }, /is unknown/],
    ['a token without its scheme', { authorization: 'web-token' }, /is malformed/],
    ['a value that is not a string', { authorization: { Bearer: 'web-token' } }, /must be a string/],
  ])('is closed with 4401 for %s', async (_, payload, reason) => {
    await using world = await startLive();
    using client = await openSocket(world);
    client.send(init(payload));
    expect(await client.closed).toEqual({ code: 4401, reason: expect.stringMatching(reason) });
    expect(world.log.entries()).toEqual([]);
  });

  test('is closed if it sends an operation before its authentication has finished', async () => {
    await using world = await startLive();
    using hasty = await openSocket(world);
    hasty.subscribe('1', 'mutation { write(text: "done") }');
    expect((await hasty.closed).code).toBe(4401);
    using wrong = await openSocket(world);
    wrong.send(init({ authorization: 'Bearer wrong' }));
    wrong.subscribe('1', 'mutation { write(text: "done") }');
    expect((await wrong.closed).code).toBe(4401);
    expect(world.ran).toEqual([]);
  });

  test('is not handled any further once it has closed, however many others are handled first', async () => {
    await using world = await startLive();
    const clients = await Promise.all(Array.from({ length: 60 }, () => openSocket(world)));
    for (const { socket, sendAndClose } of clients) {
      const query = { id: '1', type: 'subscribe', payload: { query: '{ hello }' } };
      sendAndClose(init({ authorization: 'Bearer web-token' }), query);
      // The server waits for the connection to end, and has time to handle the earlier messages.
      socket.pause();
    }
    using other = await connect(world);
    await other.settled();
    for (const { socket } of clients) socket.terminate();
    expect(world.log.entries()).toEqual([]);
  });
});

describe('a JWT over WebSocket', () => {
  const companies = [{ id: 'acme', name: 'Acme', accounts: {} }];

  test('is accepted as over HTTP, until it expires', async () => {
    const signer = await createSigner('ES256', 'key');
    await using issuer = await startIssuer([signer.jwk]);
    const now = () => NOW;
    const authenticator = () => createAuthenticator({ companies, callers: [], jwt: issuer.jwt }, { now });
    await using world = await startLive({ authenticator, now });
    using _ = await connect(world, `Bearer ${await signer.sign()}`);
    using late = await openSocket(world);
    late.send(init({ authorization: `Bearer ${await signer.sign({ exp: NOW / 1_000 - 1 })}` }));
    expect(await late.closed).toEqual({ code: 4401, reason: expect.stringMatching(/expired/) });
  });

  test('that cannot be checked at the moment is closed with 1013, so that the client tries again', async () => {
    const signer = await createSigner('ES256', 'key');
    await using issuer = await startIssuer();
    issuer.answer({ status: 500, body: '' });
    const authenticator = () =>
      createAuthenticator({ companies, callers: [], jwt: issuer.jwt }, { now: () => NOW, jwksTimeoutMs: 2_000 });
    await using world = await startLive({ authenticator });
    using client = await openSocket(world);
    client.send(init({ authorization: `Bearer ${await signer.sign()}` }));
    expect(await client.closed).toEqual({ code: 1013, reason: expect.stringMatching(/keys .* are unavailable/) });
  });

  test('ends its connection and its subscriptions when it expires', async () => {
    await using world = await startLive({ authenticator: until(() => Date.now() + 1_000) });
    using client = await connect(world);
    client.subscribe('s', 'subscription { events { text } }');
    await world.subscribers(1);
    expect(await client.closed).toEqual({ code: 4401, reason: 'The token has expired' });
    await world.subscribers(0);
  });

  test('that has expired does not start operations, even if its connection is still open', async () => {
    let now = NOW;
    await using world = await startLive({ authenticator: until(() => NOW + 60_000), now: () => now });
    using client = await connect(world);
    now += 60_000;
    client.subscribe('1', 'mutation { write(text: "done") }');
    expect(await client.next()).toEqual({
      ...{ type: 'error', id: '1' },
      payload: [{ message: expect.stringMatching(/expired/), extensions: { code: 'UNAUTHENTICATED' } }],
    });
    expect(world.ran).toEqual([]);
  });
});
