import { describe, expect, test } from 'vitest';
import { mayHaveBeenSent } from '../../src/calls/call-failure.ts';
import { BackendRateLimited } from '../../src/errors/catalogue.ts';
import { createTestAccount, get, post, rejection, TIMEOUT_MS } from './account.ts';
import { type Arrival, startSource } from './source-server.ts';

function limitFirst(seconds: number, status: number) {
  return (call: Arrival, number: number) =>
    number === 1 ? call.answer(status, '{}', { 'retry-after': String(seconds) }) : call.answer(200);
}

describe.each([429, 503])('after a %i with Retry-After', (status) => {
  test('a later call of the account waits for the end of the pause, if that is no longer than a time-out', async () => {
    await using source = await startSource(limitFirst(3, status));
    await using account = createTestAccount(source.baseUrl, { retries: 0 });
    await account.send(get('/1'));
    account.clock.advance(1_000);
    const later = account.send(get('/2'));
    expect(await account.pause()).toBe(2_000);
    expect(await later).toMatchObject({ status: 200 });
    expect(source.arrivals.length).toBe(2);
  });

  test('calls fail at once and unsent if the pause is longer than a time-out, until it is over', async () => {
    await using source = await startSource(limitFirst(60, status));
    await using account = createTestAccount(source.baseUrl, { retries: 2 });
    await account.send(get('/1'));
    const [read, write] = [await rejection(account.send(get('/2'))), await rejection(account.send(post()))];
    const code = status === 429 ? 'BACKEND_RATE_LIMITED' : 'BACKEND_UNAVAILABLE';
    for (const error of [read, write]) expect(error).toMatchObject({ code, retryAfterMs: 60_000, retryable: true });
    expect(mayHaveBeenSent(write)).toBe(false);
    expect(source.arrivals.length).toBe(1);
    account.clock.advance(60_000);
    expect(await account.send(get('/3'))).toMatchObject({ status: 200 });
  });
});

test('queued calls are not sent during a pause', async () => {
  await using source = await startSource((call) => call.answer(429, '{}', { 'retry-after': '60' }));
  await using account = createTestAccount(source.baseUrl, { maxConcurrent: 2, retries: 2 });
  const results = await Promise.allSettled(Array.from({ length: 100 }, (_, index) => account.send(get(`/${index}`))));
  expect(results.filter(({ status }) => status === 'rejected').length).toBe(98);
  expect(source.arrivals.length).toBe(2);
});

test('a call that waited does not wait again for longer than a time-out in all', async () => {
  await using source = await startSource((call) => call.answer(429, '{}', { 'retry-after': '6' }));
  await using account = createTestAccount(source.baseUrl, { retries: 0 });
  await account.send(get('/1'));
  const waiting = [account.send(get('/2')), rejection(account.send(get('/3')))] as const;
  for (let i = 0; i < 2; i += 1) await account.clock.pass((ms) => ms === 6_000);
  expect(await waiting[0]).toMatchObject({ status: 429 });
  expect(await waiting[1]).toMatchObject({ code: 'BACKEND_RATE_LIMITED' });
  expect(source.arrivals.length).toBe(2);
});

test('after a pause, one call goes first, and the others follow once it is answered', async () => {
  await using source = await startSource(
    (call, number) => number === 1 && call.answer(429, '{}', { 'retry-after': '3' }),
  );
  await using account = createTestAccount(source.baseUrl, { retries: 0 });
  await account.send(get('/0'));
  await source.next();
  account.clock.advance(3_000);
  const answers = Array.from({ length: 9 }, (_, index) => account.send(get(`/${index}`)));
  const first = await source.next();
  expect(source.arrivals.length).toBe(2);
  first.answer(200);
  for (let i = 0; i < 8; i += 1) (await source.next()).answer(200);
  await Promise.all(answers);
});

test('the next call goes first if the one before it was aborted', async () => {
  await using source = await startSource((call, number) => number === 1 && call.answer(429));
  await using account = createTestAccount(source.baseUrl, { retries: 0 });
  await account.send(get('/0'));
  await source.next();
  const controller = new AbortController();
  const aborted = rejection(account.send(get('/1', controller.signal)));
  await source.next();
  const second = account.send(get('/2'));
  const third = account.send(get('/3'));
  controller.abort();
  await aborted;
  const { url, answer } = await source.next();
  expect([url, source.arrivals.length]).toEqual(['/2', 3]);
  answer(200);
  (await source.next()).answer(200);
  await Promise.all([second, third]);
});

test('429s without Retry-After make the pauses of the account grow, and only one call is made between them', async () => {
  await using source = await startSource((call) => call.answer(429));
  await using account = createTestAccount(source.baseUrl, { maxConcurrent: 4, retries: 2 });
  const start = account.clock.now();
  const requests = Array.from({ length: 100 }, (_, index) => get(`/${index}`));
  const answers = Promise.all(requests.map((request) => account.send(request).catch((error: unknown) => error)));
  while (await Promise.race([account.pause().then(() => true), answers.then(() => false)]));
  expect(source.arrivals.length).toBeLessThan(20);
  // The calls do not wait for a pause of more than a second.
  expect(account.clock.now() - start).toBeLessThan(10_000);
  expect((await answers).at(-1)).toMatchObject({ code: 'BACKEND_RATE_LIMITED', retryAfterMs: expect.any(Number) });
});

test('an excessive pause ends after an hour', async () => {
  await using source = await startSource(limitFirst(999_999_999, 429));
  await using account = createTestAccount(source.baseUrl, { retries: 0 });
  await account.send(get('/1'));
  account.clock.advance(3_600_000 - TIMEOUT_MS - 1);
  await rejection(account.send(get('/2')));
  account.clock.advance(TIMEOUT_MS + 1);
  expect(await account.send(get('/3'))).toMatchObject({ status: 200 });
});

test('a call that waits for the end of a pause fails when its signal aborts', async () => {
  await using source = await startSource(limitFirst(3, 429));
  await using account = createTestAccount(source.baseUrl, { maxConcurrent: 1, retries: 0 });
  await account.send(get('/1'));
  const controller = new AbortController();
  const error = rejection(account.send(get('/2', controller.signal)));
  await account.clock.scheduled((ms) => ms === 3_000);
  const reason = new BackendRateLimited('given up');
  controller.abort(reason);
  expect(await error).toBe(reason);
  expect(account.clock.running()).toEqual([]);
});
