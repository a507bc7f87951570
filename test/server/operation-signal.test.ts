import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, test } from 'vitest';
import { createSigner } from '../auth/issuer.ts';
import { startWorld } from '../end-to-end/world.ts';
import { holdV6, LIST, type Listed, PATIENT } from './held-list.ts';
import { openRaw, requestText } from './raw-http.ts';

describe('a caller that disconnects', () => {
  test('cancels the REST calls that were made for it', async () => {
    await using world = await startWorld({ config: PATIENT });
    using gate = holdV6(world);
    const controller = new AbortController();
    const answer = world.ask(LIST, {}, { signal: controller.signal });
    await gate.waiting(1);

    controller.abort();

    await expect(answer).rejects.toThrow('aborted');
    await world.sandbox.v6.calls.settled();
    expect(world.sandbox.v6.calls.map(({ aborted }) => aborted)).toEqual([true]);
    expect(world.log.entries().filter(({ level }) => level === 'error')).toEqual([]);
  });

  test('does not cancel a REST call that another caller also waits for', async () => {
    await using world = await startWorld();
    using gate = holdV6(world);
    const controller = new AbortController();
    const left = world.ask(LIST, {}, { signal: controller.signal });
    await gate.waiting(1);
    const stays = world.ask<Listed>(LIST, {}, { as: 'acme' });
    // Both have reached the gateway when a later request has its answer.
    await world.ask('{ companies { id } }');

    controller.abort();
    await expect(left).rejects.toThrow('aborted');
    gate.open();

    expect((await stays).data?.invoices.accounts).toEqual([{ ok: true, error: null }]);
    expect(world.sandbox.v6.calls.map(({ aborted }) => aborted)).toEqual([false]);
  });

  test('does not cause REST calls if it disconnected before authentication', async () => {
    const signer = await createSigner('ES256', 'key-1');
    await using keys = await startHeldKeys([signer.jwk]);
    const jwt = { issuer: 'https://login.test', audience: 'gateway', jwksUrl: keys.url };
    await using world = await startWorld({ config: { jwt } });
    const seconds = Math.floor(Date.now() / 1_000);
    const token = await signer.sign({ iat: seconds, exp: seconds + 600, companies: '*', scope: '*' });
    using connection = await openRaw(world.url);
    await connection.send(
      requestText(`GET /graphql?query=${encodeURIComponent(LIST)}`, [`authorization: Bearer ${token}`]),
    );
    await keys.asked;

    connection.socket.resetAndDestroy();
    await connection.closed;
    // The gateway has seen the disconnect when it answers on a connection that was opened later.
    await world.ask('{ companies { id } }');
    keys.publish();
    // The gateway knows the token now. A REST call for the first caller would come before these.
    await world.ask('{ invoices(filter: { sources: [IVESK] }) { nodes { id } } }', {}, { token });

    // The token is for all companies: one call each.
    expect(world.calls()).toEqual(Array(3).fill('IVESK listExported'));
  });
});

describe('an operation that takes too long', () => {
  test('gets BACKEND_TIMEOUT for the slow account, and delivers the rest', async () => {
    await using world = await startWorld({ config: { ...PATIENT, limits: { operationTimeoutMs: 300 } } });
    using _gate = holdV6(world);
    const query =
      '{ companies { id } slow: invoices(filter: { sources: [V6] }) { nodes { id } accounts { ok error { code } } } }';

    const { status, data, errors } = await world.ask(query);

    expect(status).toBe(200);
    expect(data).toMatchObject({ companies: [{ id: 'acme' }, { id: 'borealis' }], slow: null });
    expect(errors.map(({ message, path, extensions }) => ({ message, path, ...extensions }))).toEqual([
      expect.objectContaining({
        path: ['slow'],
        code: 'BACKEND_TIMEOUT',
        retryable: true,
        message: expect.stringContaining('300 ms'),
      }),
    ]);
    await world.sandbox.v6.calls.settled();
    expect(world.sandbox.v6.calls.every(({ aborted }) => aborted)).toBe(true);
  });

  test('delivers the nullable fields that arrived in time', async () => {
    await using world = await startWorld();
    const { data: listed } = await world.ask<Listed>(
      '{ invoices(filter: { sources: [V6, LIGHTYEAR] }, first: 10) { nodes { id source } } }',
    );
    const [fast, slow] = ['LIGHTYEAR', 'V6'].map(
      (source) => listed?.invoices.nodes.find((node) => node.source === source)?.id,
    );
    await using cold = await startWorld({ config: { ...PATIENT, limits: { operationTimeoutMs: 1_000 } } });
    using _gate = holdV6(cold);

    const { data, errors } = await cold.ask(
      'query ($fast: ID!, $slow: ID!) { fast: invoice(id: $fast) { id kind } slow: invoice(id: $slow) { id kind } }',
      { fast, slow },
    );

    expect(data).toEqual({ fast: { id: fast, kind: expect.any(String) }, slow: null });
    expect(errors.map(({ path, extensions }) => [path, extensions.code])).toEqual([[['slow'], 'BACKEND_TIMEOUT']]);
  });
});

/** An issuer's keys, which are answered only when the test publishes them. */
async function startHeldKeys(keys: readonly object[]) {
  const asked = Promise.withResolvers<void>();
  const published = Promise.withResolvers<void>();
  const server = createServer(async (_request, response) => {
    asked.resolve();
    await published.promise;
    response.end(JSON.stringify({ keys }));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks.json`,
    asked: asked.promise,
    publish: published.resolve,
    [Symbol.asyncDispose]: async () => {
      server.close().closeAllConnections();
      await once(server, 'close');
    },
  };
}
