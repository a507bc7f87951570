import { GatewayError, InvoicesDocument, request } from 'invoice-gateway-client';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { done, lost, page, refused, type ScriptedGateway, scriptedGateway, silent } from './scripted-gateway.ts';
import { memoryStore, WRITERS, type WriterOptions } from './writers.ts';

let gateway: ScriptedGateway;
beforeEach(async () => {
  gateway = await scriptedGateway();
});
afterEach(() => gateway[Symbol.asyncDispose]());

describe.each(WRITERS)('a mutation of %s', (_, createWriter) => {
  const open = (options: Partial<WriterOptions> = {}) =>
    createWriter({ url: gateway.url, keys: memoryStore(), ...options });

  test.each([
    ['a lost connection', lost],
    ['the page of a proxy without a gateway', page(502)],
    ['a refusal because of the caller', refused(429, 'RATE_LIMITED')],
    ['a refusal because of a shutdown', refused(503, 'BACKEND_UNAVAILABLE')],
  ])('is repeated with its key after %s', async (_case, reply) => {
    gateway.plan(reply, reply, done);
    expect(await open().report('No account')).toMatchObject({ reportSyncError: { ok: true } });
    expect(gateway.keys).toHaveLength(3);
    expect(new Set(gateway.keys).size).toBe(1);
  });

  test('is repeated three times at most, with longer pauses', async () => {
    gateway.plan(lost, lost, lost, lost, lost);
    const pauses: number[] = [];
    const pauseMs = (breaks: number) => {
      pauses.push(breaks);
      return 0;
    };
    await expect(open({ pauseMs }).report('No account')).rejects.toThrow();
    expect(gateway.keys).toHaveLength(4);
    expect(pauses).toEqual([0, 1, 2]);
  });

  test.each([
    ['an error of the request', refused(400, 'BAD_USER_INPUT')],
    ['a wrong token', refused(401, 'UNAUTHENTICATED')],
    ['a fault of the gateway', refused(500, 'INTERNAL_SERVER_ERROR')],
    ['the page of a proxy that refuses it', page(403)],
  ])('is not repeated after %s', async (_case, reply) => {
    gateway.plan(reply);
    await expect(open().report('No account')).rejects.toThrow();
    expect(gateway.keys).toHaveLength(1);
  });

  test('is repeated when the gateway has asked for it', async () => {
    gateway.plan(refused(503, 'BACKEND_UNAVAILABLE', { afterMs: 200 }));
    const startedAt = performance.now();
    await open().report('No account');
    expect(performance.now() - startedAt).toBeGreaterThan(195);
    expect(gateway.keys).toHaveLength(2);
  });

  test('is not repeated if the gateway asks for a long time', async () => {
    gateway.plan(refused(503, 'BACKEND_UNAVAILABLE', { afterMs: 60_000 }));
    await expect(open().report('No account')).rejects.toThrow();
    expect(gateway.keys).toHaveLength(1);
  });

  test('is not repeated once its caller has given up', async () => {
    gateway.plan(silent);
    const giveUp = new AbortController();
    const report = open().report('No account', { signal: giveUp.signal });
    await gateway.arrived(1);
    giveUp.abort(new Error('Enough'));
    await expect(report).rejects.toThrow('Enough');
    expect(gateway.keys).toHaveLength(1);
  });

  test('is not repeated if its caller gives up during a pause', async () => {
    gateway.plan(lost);
    const giveUp = new AbortController();
    const pauseMs = () => {
      giveUp.abort(new Error('Enough'));
      return 60_000;
    };
    await expect(open({ pauseMs }).report('No account', { signal: giveUp.signal })).rejects.toThrow();
    expect(gateway.keys).toHaveLength(1);
  });
});

describe('the error of request()', () => {
  const send = (options: { retries?: number; timeoutMs?: number } = {}) => {
    const { timeoutMs, retries = 0 } = options;
    const endpoint = { url: gateway.url, token: () => 'a-token', pauseMs: () => 0, retries };
    return request(endpoint, InvoicesDocument, {}, { timeoutMs }).then(
      (data) => expect.fail(`There is data: ${JSON.stringify(data)}`),
      (error: unknown) => error,
    );
  };

  test.each([
    ['a code of the gateway', refused(400, 'BAD_USER_INPUT'), { code: 'BAD_USER_INPUT', status: 400, message: 'No' }],
    ['the time of the header', refused(503, 'BACKEND_UNAVAILABLE', { after: '60' }), { retryAfterMs: 60_000 }],
    ['the time of the error', refused(429, 'RATE_LIMITED', { after: '1', afterMs: 450 }), { retryAfterMs: 450 }],
    ['the status of a proxy', page(418), { code: 'UNEXPECTED_ANSWER', status: 418, errors: [] }],
    ['a code of its own', lost, { code: 'CONNECTION_LOST', status: undefined }],
  ])('has %s', async (_case, reply, expected) => {
    gateway.plan(reply);
    const error = await send();
    expect(error).toBeInstanceOf(GatewayError);
    expect(error).toMatchObject(expected);
  });

  test('says that the connection is lost if an attempt takes too long', async () => {
    gateway.plan(silent, silent);
    expect(await send({ retries: 1, timeoutMs: 50 })).toMatchObject({ code: 'CONNECTION_LOST' });
    expect(gateway.keys).toEqual([undefined, undefined]);
  });

  test('is thrown before anything is sent, if the document is not an operation that it can send', async () => {
    const endpoint = { url: gateway.url, token: () => 'a-token' };
    await expect(request(endpoint, 'subscription { documentEvents { id } }')).rejects.toThrow('use follow()');
    await expect(request(endpoint, 'query A { x } query B { x }')).rejects.toThrow('has 2 operations');
    expect(gateway.keys).toEqual([]);
  });
});
