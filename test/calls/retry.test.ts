import type { Socket } from 'node:net';
import { describe, expect, test } from 'vitest';
import { mayHaveBeenSent } from '../../src/calls/call-failure.ts';
import { BackendTimeout } from '../../src/errors/catalogue.ts';
import { ACCOUNT_ID, createTestAccount, get, post, rejection, TIMEOUT_MS } from './account.ts';
import { type Arrival, refusedBaseUrl, startRaw, startSource } from './source-server.ts';

function failThenAnswer(failures: number, fail: (call: Arrival) => void) {
  return (call: Arrival, number: number): void => (number <= failures ? fail(call) : call.answer(200, 'finally'));
}

describe('a GET', () => {
  test.each([408, 421, 425, 502, 503, 504, 429])('is repeated after %i, with growing pauses', async (status) => {
    await using source = await startSource(failThenAnswer(2, (call) => call.answer(status)));
    await using account = createTestAccount(source.baseUrl);
    const answer = account.send(get());
    expect([await account.pause(), await account.pause()]).toEqual([100, 200]);
    expect(await answer).toMatchObject({ status: 200, text: 'finally' });
    expect(source.arrivals.length).toBe(3);
  });

  test('is repeated over another connection after a 421', async () => {
    const sockets = new Set<Socket>();
    await using source = await startSource((call) => {
      sockets.add(call.socket);
      call.answer(sockets.size === 1 ? 421 : 200);
    });
    await using account = createTestAccount(source.baseUrl, { maxConcurrent: 1, retries: 1 });
    const answer = account.send(get());
    await account.pause();
    expect(await answer).toMatchObject({ status: 200 });
  });

  test.each([
    ['a connection closed without an answer', (call: Arrival) => void call.socket.destroy()],
    ['a connection reset', (call: Arrival) => void call.socket.resetAndDestroy()],
    [
      'a body shorter than its Content-Length',
      ({ response }: Arrival) =>
        void response.writeHead(200, { 'content-length': '100' }).write('half', () => response.destroy()),
    ],
    [
      'an incomplete chunked body',
      ({ response }: Arrival) => void response.writeHead(200).write('half', () => response.destroy()),
    ],
    [
      'an incomplete chunked body with Connection: close',
      ({ response }: Arrival) =>
        void response.writeHead(200, { connection: 'close' }).write('half', () => response.socket?.end()),
    ],
  ])('is repeated after %s, and the partial answer is dropped', async (_, fail) => {
    await using source = await startSource(failThenAnswer(1, fail));
    await using account = createTestAccount(source.baseUrl);
    const answer = account.send(get());
    await account.pause();
    expect(await answer).toMatchObject({ status: 200, text: 'finally' });
    expect(source.arrivals.length).toBe(2);
  });

  test('is repeated after a refused connection, and fails with BACKEND_UNAVAILABLE in the end', async () => {
    await using account = createTestAccount(await refusedBaseUrl());
    const error = rejection(account.send(get()));
    expect([await account.pause(), await account.pause()]).toEqual([100, 200]);
    expect(await error).toMatchObject({ code: 'BACKEND_UNAVAILABLE', accountId: ACCOUNT_ID, cause: { sent: false } });
    expect(String(await error)).not.toContain('127.0.0.1');
  });

  test.each([200, 301, 400, 401, 404, 409, 500, 501])('is not repeated after %i', async (status) => {
    await using source = await startSource((call) => call.answer(status));
    await using account = createTestAccount(source.baseUrl);
    expect(await account.send(get())).toMatchObject({ status });
    expect(source.arrivals.length).toBe(1);
  });

  test('returns the last answer as it is', async () => {
    await using source = await startSource((call, number) => call.answer(503, `no ${number}`));
    await using account = createTestAccount(source.baseUrl, { retries: 1 });
    const answer = account.send(get());
    await account.pause();
    expect(await answer).toMatchObject({ status: 503, text: 'no 2' });
    expect(source.arrivals.length).toBe(2);
  });

  test('is not repeated if the policy allows no retries', async () => {
    await using source = await startSource((call) => call.answer(503));
    await using account = createTestAccount(source.baseUrl, { retries: 0 });
    expect(await account.send(get())).toMatchObject({ status: 503 });
    expect(source.arrivals.length).toBe(1);
  });

  test('that times out in its second attempt is not repeated again', async () => {
    await using source = await startSource((call, number) => number === 1 && call.answer(503));
    await using account = createTestAccount(source.baseUrl);
    const error = rejection(account.send(get()));
    await account.pause();
    for (let i = 0; i < 2; i += 1) await source.next();
    await account.timeOut();
    expect(await error).toBeInstanceOf(BackendTimeout);
    expect(source.arrivals.length).toBe(2);
  });

  test('that is aborted during a pause ends at once', async () => {
    await using source = await startSource((call) => call.answer(503));
    await using account = createTestAccount(source.baseUrl);
    const controller = new AbortController();
    const error = rejection(account.send(get('/x', controller.signal)));
    await account.clock.scheduled((ms) => ms === 100);
    const reason = new BackendTimeout('The operation took too long.');
    controller.abort(reason);
    expect(await error).toBe(reason);
    expect(account.clock.running()).toEqual([]);
    expect(source.arrivals.length).toBe(1);
  });

  test('does not hold a place while it pauses', async () => {
    await using source = await startSource((call) => call.answer(call.url === '/busy' ? 503 : 200));
    await using account = createTestAccount(source.baseUrl, { maxConcurrent: 1, retries: 1 });
    const busy = account.send(get('/busy'));
    expect(await account.send(get('/other'))).toMatchObject({ status: 200 });
    await account.pause();
    expect(await busy).toMatchObject({ status: 503 });
    expect(source.arrivals.map(({ url }) => url)).toEqual(['/busy', '/other', '/busy']);
  });
});

describe('Retry-After', () => {
  test('delays the retry after a 429, with some random time on top', async () => {
    await using source = await startSource(failThenAnswer(1, (call) => call.answer(429, '{}', { 'retry-after': '3' })));
    await using account = createTestAccount(source.baseUrl);
    const answer = account.send(get());
    expect(await account.pause()).toBe(3100);
    expect(await answer).toMatchObject({ status: 200 });
  });

  test('may be a date', async () => {
    const headers = { date: 'Wed, 01 Jan 2025 00:00:00 GMT', 'retry-after': 'Wed, 01 Jan 2025 00:00:05 GMT' };
    await using source = await startSource(failThenAnswer(1, (call) => call.answer(429, '{}', headers)));
    await using account = createTestAccount(source.baseUrl);
    const answer = account.send(get());
    expect(await account.pause()).toBe(5100);
    expect(await answer).toMatchObject({ status: 200 });
  });

  test.each([429, 503])('prevents the retry after a %i if it is longer than the time-out', async (status) => {
    const seconds = String(Math.ceil(TIMEOUT_MS / 1000) + 1);
    await using source = await startSource((call) => call.answer(status, '{}', { 'retry-after': seconds }));
    await using account = createTestAccount(source.baseUrl);
    expect(await account.send(get())).toMatchObject({ status });
    expect(source.arrivals.length).toBe(1);
  });
});

describe('a write', () => {
  test.each([408, 421, 425, 429, 500, 502, 503, 504])('is sent once if the answer is a %i', async (status) => {
    await using source = await startSource((call) => call.answer(status, '{}', { 'retry-after': '0' }));
    await using account = createTestAccount(source.baseUrl);
    expect(await account.send(post())).toMatchObject({ status });
    expect(source.arrivals.length).toBe(1);
  });

  test('is sent once if the connection breaks, and may have taken effect', async () => {
    await using source = await startSource((call) => call.socket.destroy());
    await using account = createTestAccount(source.baseUrl);
    const error = await rejection(account.send(post()));
    expect(error).toMatchObject({ code: 'BACKEND_UNAVAILABLE', cause: { kind: 'connection', sent: true } });
    expect(mayHaveBeenSent(error)).toBe(true);
    expect(source.arrivals.length).toBe(1);
  });

  test('is sent once if its answer is incomplete', async () => {
    await using source = await startSource(
      ({ response }) => void response.writeHead(200, { 'content-length': '9' }).write('x', () => response.destroy()),
    );
    await using account = createTestAccount(source.baseUrl);
    expect(mayHaveBeenSent(await rejection(account.send(post())))).toBe(true);
    expect(source.arrivals.length).toBe(1);
  });

  test('is repeated if the connection was refused, as it was not sent', async () => {
    await using account = createTestAccount(await refusedBaseUrl());
    const error = rejection(account.send(post()));
    expect([await account.pause(), await account.pause()]).toEqual([100, 200]);
    expect(await error).toMatchObject({ code: 'BACKEND_UNAVAILABLE' });
    expect(mayHaveBeenSent(await error)).toBe(false);
  });

  test('is repeated if the connection broke during the TLS handshake', async () => {
    await using source = await startRaw((socket) => socket.end());
    await using account = createTestAccount(`https://127.0.0.1:${source.port}`, { retries: 1 });
    const error = rejection(account.send(post()));
    await account.pause();
    expect(mayHaveBeenSent(await error)).toBe(false);
    expect(source.sockets.length).toBe(2);
  });
});
