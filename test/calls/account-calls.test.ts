import { Writable } from 'node:stream';
import { type Logger, pino } from 'pino';
import { describe, expect, test } from 'vitest';
import { createTestAccount, get, post, rejection } from './account.ts';
import { refusedBaseUrl, startSource } from './source-server.ts';

describe('the state of an account', () => {
  test('is unknown before the first call', async () => {
    await using account = createTestAccount('http://127.0.0.1:9');
    expect(account.state()).toEqual({ health: 'unknown', breaker: 'closed' });
  });

  test('is up with the latency of the last answered call, degraded after a failed call, and down while the breaker is open', async () => {
    await using source = await startSource();
    await using account = createTestAccount(source.baseUrl, { retries: 0 });
    const call = async (status: number, ms: number): Promise<void> => {
      const answer = account.send(get());
      const arrival = await source.next();
      account.clock.advance(ms);
      arrival.answer(status);
      await answer;
    };
    await call(200, 12);
    expect(account.state()).toEqual({ health: 'up', breaker: 'closed', latencyMs: 12 });
    await call(503, 3);
    expect(account.state()).toMatchObject({ health: 'degraded', latencyMs: 3, lastError: 'answered HTTP 503' });
    await call(404, 5);
    expect(account.state()).toEqual({ health: 'up', breaker: 'closed', latencyMs: 5 });
    for (let i = 0; i < 5; i += 1) await call(500, 1);
    expect(account.state()).toMatchObject({ health: 'down', breaker: 'open', lastError: 'answered HTTP 500' });
  });

  test.each([
    [401, 'credentials refused (HTTP 401)'],
    [403, 'credentials refused (HTTP 403)'],
    [302, 'answered HTTP 302'],
  ])('tells an operator of a %i', async (status, lastError) => {
    await using source = await startSource((call) => call.answer(status));
    await using account = createTestAccount(source.baseUrl);
    await account.send(get());
    expect(account.state()).toMatchObject({ health: 'degraded', breaker: 'closed', lastError });
  });

  test('contains the code of a connection error, and not the address', async () => {
    await using account = createTestAccount(await refusedBaseUrl(), { retries: 0 });
    await rejection(account.send(get()));
    expect(account.state()).toMatchObject({ health: 'degraded', lastError: 'connection failed (ECONNREFUSED)' });
  });
});

describe('the log of an account', () => {
  const createLog = (level: string): { logger: Logger; lines: Record<string, unknown>[] } => {
    const lines: Record<string, unknown>[] = [];
    const stream = new Writable({
      write: (line, _encoding, done) => {
        lines.push(JSON.parse(String(line)) as Record<string, unknown>);
        done();
      },
    });
    return { logger: pino({ level, base: null }, stream), lines };
  };

  test('contains every attempt at debug level, without query, headers and bodies', async () => {
    const { logger, lines } = createLog('debug');
    await using source = await startSource((call, number) => call.answer(number === 1 ? 503 : 200, 'secret-answer'));
    await using account = createTestAccount(source.baseUrl, {}, { logger });
    const answer = account.send({ ...get('/invoices/1?key=secret-query'), headers: { authorization: 'secret-token' } });
    await account.pause();
    await answer;
    const call = { level: 20, source: 'LIGHTYEAR', company: 'acme', method: 'GET', path: '/invoices/1', ms: 0 };
    expect(lines.filter(({ level }) => level === 20)).toMatchObject([
      { ...call, attempt: 1, status: 503 },
      { ...call, attempt: 2, status: 200 },
    ]);
    expect(JSON.stringify(lines)).not.toContain('secret');
  });

  test('contains the reason of a failure, and does not quote an invalid request', async () => {
    const { logger, lines } = createLog('debug');
    await using account = createTestAccount(await refusedBaseUrl(), { retries: 0 }, { logger });
    await rejection(account.send(post('secret-body')));
    await rejection(account.send({ ...get(), headers: { 'x-secret\n': 'secret\n' } }));
    expect(lines.filter(({ level }) => level === 20)).toMatchObject([
      { method: 'POST', failure: 'connection failed (ECONNREFUSED)' },
      { method: 'GET', failure: 'request is not valid' },
    ]);
    expect(JSON.stringify(lines)).not.toMatch(/secret|127\.0\.0\.1/);
  });

  test('contains only changes of the source and of its breaker above debug level', async () => {
    const { logger, lines } = createLog('info');
    await using source = await startSource((call, number) => call.answer(number <= 5 ? 500 : 200));
    await using account = createTestAccount(source.baseUrl, {}, { logger });
    for (let i = 0; i < 5; i += 1) await account.send(get());
    account.clock.advance(10_000);
    await account.send(get());
    expect(lines.map(({ level, msg, fault }) => [level, msg, fault])).toEqual([
      [40, 'source fails', 'answered HTTP 500'],
      [40, 'circuit breaker opened: no calls for now', undefined],
      [30, 'source answers again', undefined],
      [30, 'circuit breaker closed: calls are made again', undefined],
    ]);
  });

  test('contains two lines per minute for a source whose faults come and go, with the number of changes left out', async () => {
    const { logger, lines } = createLog('info');
    let status = 200;
    await using source = await startSource((call) => call.answer(status));
    await using account = createTestAccount(source.baseUrl, { retries: 0 }, { logger });
    const answer = async (...statuses: readonly number[]): Promise<void> => {
      for (status of statuses) await account.send(get());
    };
    await answer(500, 200, 500, 500, 200, 401, 200);
    account.clock.advance(59_999);
    await answer(500, 500);
    account.clock.advance(1);
    // The fault has outlasted the quiet time.
    await answer(500, 500, 200, 200);
    account.clock.advance(60_000);
    await answer(401);

    const told = lines.map(({ msg, fault, changesLeftOut }) => [msg, fault, changesLeftOut]);
    expect(told).toEqual([
      ['source fails', 'answered HTTP 500', undefined],
      ['source answers again', undefined, undefined],
      ['source fails', 'answered HTTP 500', 5],
      ['source answers again', undefined, undefined],
      ['source fails', 'credentials refused (HTTP 401)', undefined],
    ]);
  });
});

describe('a secret that a source repeats', () => {
  test.each([
    ['the key that it was called with', { 'x-api-key': 'k+y/"1' }, 'k+y/"1'],
    ['the token', { authorization: 'Bearer t.o.k' }, 't.o.k'],
    ['a secret of the account', {}, 'se+cret'],
    ['a secret in a URL', {}, 'https://x/?secret=se%2bcret&y'],
  ])('is withheld from a refusal: %s', async (_, headers, repeated) => {
    await using source = await startSource((call) => call.answer(400, JSON.stringify({ message: `no ${repeated}` })));
    await using account = createTestAccount(source.baseUrl, {}, { secrets: ['se+cret', undefined] });
    const { text } = await account.send({ ...get(), headers });
    const { message } = JSON.parse(text) as { message: string };
    expect(message).toBe(repeated.includes('?') ? 'no https://x/?secret=[withheld]&y' : 'no [withheld]');
  });

  test('stays in a successful answer, and is withheld from a refusal that is not JSON', async () => {
    let status = 200;
    await using source = await startSource((call) => call.answer(status, 'se+cret'));
    await using account = createTestAccount(source.baseUrl, {}, { secrets: ['se+cret'] });
    expect((await account.send(get())).text).toBe('se+cret');
    status = 409;
    expect((await account.send(get())).text).toBe('[withheld]');
  });
});
