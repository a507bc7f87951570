import { describe, expect, test } from 'vitest';
import { type Authenticator, createAuthenticator } from '../../../src/auth/authenticate.ts';
import { createSigner, NOW, startIssuer } from '../../auth/issuer.ts';
import { connect, openSocket } from './socket-client.ts';
import { startLive } from './start-live.ts';

function init(payload?: object) {
  return { type: 'connection_init', ...(payload && { payload }) };
}
const ACK = { type: 'connection_ack' };

/** What the configuration says of callers, with an end to their tokens; asked for at each login. */
function until(expiresAt: () => number) {
  return (ofConfig: Authenticator) => ({
    authenticate: async (authorization: string | undefined) => ({
      ...(await ofConfig.authenticate(authorization)),
      expiresAt: expiresAt(),
    }),
  });
}

describe('who connects over WebSocket', () => {
  test.each(['authorization', 'Authorization'])('may say who it is as `%s` in the parameters', async (name) => {
    await using world = await startLive();
    using client = await openSocket(world);
    client.send(init({ [name]: 'Bearer web-token' }));
    expect(await client.next()).toEqual(ACK);
  });

  test('may say who it is in the header of the request', async () => {
    await using world = await startLive();
    using client = await openSocket(world, { headers: { authorization: 'Bearer reader-token' } });
    client.send(init());
    expect(await client.next()).toEqual(ACK);
    client.subscribe('1', '{ secret }');
    expect(JSON.stringify(await client.next())).toContain('FORBIDDEN');
  });

  test('is who the parameters say, whatever stands in the header', async () => {
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
    ['no parameter of that name', { token: 'web-token' }, /A token is required/],
    ['a token that is not known', { authorization: 'Bearer wrong' }, /is unknown/],
    ['a token without its scheme', { authorization: 'web-token' }, /is malformed/],
    ['something that is no text', { authorization: { Bearer: 'web-token' } }, /has to be a text/],
  ])('is sent away with %s: 4401', async (_, payload, reason) => {
    await using world = await startLive();
    using client = await openSocket(world);
    client.send(init(payload));
    expect(await client.closed).toEqual({ code: 4401, reason: expect.stringMatching(reason) });
    expect(world.log.entries()).toEqual([]);
  });

  test('is sent away where it asks before it has said who it is, or while that is looked at', async () => {
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

  test('is not asked for anything more once it has closed, however many others are handled first', async () => {
    await using world = await startLive();
    const clients = await Promise.all(Array.from({ length: 60 }, () => openSocket(world)));
    for (const { socket, sendAndClose } of clients) {
      const query = { id: '1', type: 'subscribe', payload: { query: '{ hello }' } };
      sendAndClose(init({ authorization: 'Bearer web-token' }), query);
      // The server waits for the end of the connection, and has time to handle what came before.
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

  test('is a caller as everywhere, and of no use when it has expired', async () => {
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

  test('that cannot be checked now is not called wrong, and may be tried again: 1013', async () => {
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

  test('ends its connection, and what is subscribed on it, at the time when it expires', async () => {
    await using world = await startLive({ authenticator: until(() => Date.now() + 1_000) });
    using client = await connect(world);
    client.subscribe('s', 'subscription { events { text } }');
    await world.subscribers(1);
    expect(await client.closed).toEqual({ code: 4401, reason: 'The token has expired' });
    await world.subscribers(0);
  });

  test('that has expired begins nothing, even where its connection is still there', async () => {
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
