import { describe, expect, test } from 'vitest';
import type { AccountCalls } from '../../src/calls/account-calls.ts';
import { mayHaveBeenSent } from '../../src/calls/call-failure.ts';
import type { RestRequest } from '../../src/calls/send.ts';
import { BackendTimeout, BackendUnavailable } from '../../src/errors/catalogue.ts';
import { Behalf, currentBehalf, onBehalfOf } from '../../src/limits/on-behalf.ts';
import { ACCOUNT_ID, createTestAccount, get, post, rejection, type TestAccount } from './account.ts';
import { type Arrival, refusedBaseUrl, type SourceServer, startSource } from './source-server.ts';

const ONCE = { retries: 0 };

/** Five answers of 500, one after the other. */
async function open(account: AccountCalls, source: SourceServer): Promise<void> {
  for (let i = 0; i < 5; i += 1) {
    const answer = account.send(get('/failing'));
    (await source.next()).answer(500);
    await answer;
  }
  expect(account.state().breaker).toBe('open');
}

function document(path: string): RestRequest {
  return { ...get(path), reach: 'DOCUMENT' };
}

function as<T>(caller: string, work: () => T): T {
  return onBehalfOf(new Behalf(caller, { calls: null, holdFetched: null }), work);
}

async function expectRefusal(account: AccountCalls, source: SourceServer): Promise<void> {
  const before = source.arrivals.length;
  const error = await rejection(account.send(get('/refused')));
  expect(error).toMatchObject({ code: 'BACKEND_UNAVAILABLE', accountId: ACCOUNT_ID, cause: { kind: 'breaker-open' } });
  expect(error).toHaveProperty('retryAfterMs', expect.any(Number));
  expect(source.arrivals.length).toBe(before);
}

describe('a closed breaker', () => {
  test('opens if five calls failed and none succeeded, and then does not send or repeat calls', async () => {
    await using source = await startSource();
    await using account = createTestAccount(source.baseUrl);
    await open(account, source);
    await expectRefusal(account, source);
    expect(account.clock.running()).toEqual([]);
    expect(mayHaveBeenSent(await rejection(account.send(post())))).toBe(false);
    expect(source.arrivals.length).toBe(5);
  });

  test('counts every attempt of a call', async () => {
    await using source = await startSource((call) => call.answer(503));
    await using account = createTestAccount(source.baseUrl, { retries: 9 });
    const error = rejection(account.send(get()));
    for (let i = 0; i < 5; i += 1) await account.pause();
    expect(await error).toBeInstanceOf(BackendUnavailable);
    expect(source.arrivals.length).toBe(5);
  });

  test('counts connection errors', async () => {
    await using account = createTestAccount(await refusedBaseUrl(), ONCE);
    for (let i = 0; i < 5; i += 1) await rejection(account.send(get()));
    expect(account.state().breaker).toBe('open');
  });

  test('counts time-outs', async () => {
    await using source = await startSource();
    await using account = createTestAccount(source.baseUrl, ONCE);
    for (let i = 0; i < 5; i += 1) {
      const error = rejection(account.send(get()));
      await source.next();
      await account.timeOut();
      expect(await error).toBeInstanceOf(BackendTimeout);
    }
    expect(account.state().breaker).toBe('open');
  });

  test.each([200, 304, 400, 401, 404, 429])('starts counting again after a %i', async (status) => {
    await using source = await startSource((call, number) => call.answer(number % 5 === 0 ? status : 500));
    await using account = createTestAccount(source.baseUrl, ONCE);
    for (let i = 0; i < 20; i += 1) await account.send(get());
    expect(account.state().breaker).toBe('closed');
    expect(source.arrivals.length).toBe(20);
  });

  test('counts a document that fails each time only once', async () => {
    await using source = await startSource((call) => call.answer(500));
    await using account = createTestAccount(source.baseUrl, ONCE);
    for (let i = 0; i < 40; i += 1) await account.send(document(`/documents/${i % 9}?at=${i}`));
    expect(account.state().breaker).toBe('closed');
    await account.send(document('/documents/9'));
    expect(account.state().breaker).toBe('open');
  });

  test('stays closed if a few of many documents fail before the others answer', async () => {
    await using source = await startSource((call) => Number(call.url.slice(3)) < 5 && call.answer(500));
    await using account = createTestAccount(source.baseUrl, ONCE);
    const answers = Array.from({ length: 60 }, (_, index) => account.send(document(`/d/${index}`)));
    await Promise.all(answers.slice(0, 5));
    for (let index = 5; index < 60; index += 1) {
      const isNext = ({ url }: Arrival) => url === `/d/${index}`;
      while (!source.arrivals.some(isNext)) await source.next();
      source.arrivals.find(isNext)?.answer(200);
    }
    expect((await Promise.all(answers)).filter(({ status }) => status === 200).length).toBe(55);
  });

  test.each([5, 12, 40])(
    'stays closed for %i documents that fail each time, when only they are read again',
    async (bad) => {
      await using source = await startSource((call) => {
        call.answer(call.url.startsWith('/d/') && Number(call.url.slice(3)) < bad ? 500 : 200);
      });
      await using account = createTestAccount(source.baseUrl, ONCE);
      const poll = (count: number) =>
        Promise.all(Array.from({ length: count }, (_, index) => account.send(document(`/d/${index}`))));
      await account.send(get('/list'));
      await poll(bad + 40);
      for (let i = 0; i < 5; i += 1) {
        account.clock.advance(60_000);
        // The others are in the cache.
        expect((await poll(bad)).every(({ status }) => status === 500)).toBe(true);
      }
      expect(await account.send(document('/d/1000'))).toMatchObject({ status: 200 });
      expect(account.state().breaker).toBe('closed');
    },
  );

  test('does not open again for the documents that opened it, once a call has succeeded', async () => {
    await using source = await startSource((call) => call.answer(call.url.startsWith('/d/') ? 500 : 200));
    await using account = createTestAccount(source.baseUrl, ONCE);
    for (let i = 0; i < 10; i += 1) await account.send(document(`/d/${i}`));
    expect(account.state().breaker).toBe('open');
    account.clock.advance(10_000);
    await account.send(get('/list'));
    for (let i = 0; i < 10; i += 1) await account.send(document(`/d/${i}`));
    expect(account.state().breaker).toBe('closed');
  });

  test('counts a document again once it has succeeded', async () => {
    let status = 500;
    await using source = await startSource((call) => call.answer(call.url.startsWith('/d/') ? status : 200));
    await using account = createTestAccount(source.baseUrl, ONCE);
    const poll = async () => {
      for (let i = 0; i < 9; i += 1) await account.send(document(`/d/${i}`));
    };
    await poll();
    await account.send(get('/list'));
    status = 200;
    await poll();
    status = 500;
    await poll();
    await account.send(document('/d/9'));
    expect(account.state().breaker).toBe('open');
  });

  test('stays closed for one address that fails while another is fine, and opens once nothing is', async () => {
    await using source = await startSource((call) => call.answer(call.url.startsWith('/failing') ? 500 : 200));
    await using account = createTestAccount(source.baseUrl, ONCE);
    await account.send(get('/fine'));
    for (let i = 0; i < 20; i += 1) await account.send(get(`/failing?at=${i}`));
    expect(account.state().breaker).toBe('closed');
    account.clock.advance(10_000);
    await account.send(get('/failing'));
    expect(account.state().breaker).toBe('open');
  });

  test('opens soon for a source that dies after it was well', async () => {
    let isDead = false;
    await using source = await startSource((call) => (isDead ? call.socket.destroy() : call.answer(200)));
    await using account = createTestAccount(source.baseUrl, ONCE);
    const calls = (): Promise<unknown>[] => [
      ...Array.from({ length: 50 }, (_, index) => account.send(document(`/d/${index}`))),
      account.send(get('/list')),
    ];
    await Promise.all(calls());
    isDead = true;
    await Promise.allSettled(calls());
    expect(account.state().breaker).toBe('open');
    const before = source.arrivals.length;
    await Promise.allSettled(calls());
    expect(source.arrivals.length).toBe(before);
  });

  test('counts a list that failed while others succeeded, once no other call succeeds', async () => {
    let isWell = true;
    await using source = await startSource((call) => call.answer(isWell && call.url === '/fine' ? 200 : 500));
    await using account = createTestAccount(source.baseUrl, ONCE);
    await account.send(get('/list'));
    await account.send(get('/fine'));
    isWell = false;
    account.clock.advance(10_000);
    for (let i = 0; i < 5; i += 1) await account.send(get('/list'));
    expect(account.state().breaker).toBe('open');
  });

  test.each([504, 524])('does not count a %i of calls whose size the caller chose', async (status) => {
    await using source = await startSource((call) => call.answer(status));
    await using account = createTestAccount(source.baseUrl, ONCE);
    for (let i = 0; i < 8; i += 1) await account.send({ ...get('/years'), reach: 'LARGE' });
    expect(account.state().breaker).toBe('closed');
  });

  test('does not count time-outs of calls whose size the caller chose', async () => {
    await using source = await startSource();
    await using account = createTestAccount(source.baseUrl, ONCE);
    for (let i = 0; i < 8; i += 1) {
      const error = rejection(account.send({ ...get('/years'), reach: 'LARGE' }));
      await source.next();
      await account.timeOut();
      expect(await error).toBeInstanceOf(BackendTimeout);
    }
    expect(account.state().breaker).toBe('closed');
  });

  test('does not count aborted calls', async () => {
    await using source = await startSource();
    await using account = createTestAccount(source.baseUrl, ONCE);
    for (let i = 0; i < 8; i += 1) {
      const controller = new AbortController();
      const error = rejection(account.send(get('/x', controller.signal)));
      await source.next();
      controller.abort(new BackendTimeout('The operation took too long.'));
      await error;
    }
    expect(account.state().breaker).toBe('closed');
  });

  test('fails queued calls when it opens, and does not send them', async () => {
    await using source = await startSource((call) => call.answer(500));
    await using account = createTestAccount(source.baseUrl, { maxConcurrent: 1, retries: 0 });
    const results = await Promise.allSettled(Array.from({ length: 30 }, () => account.send(get())));
    expect(results.filter(({ status }) => status === 'rejected').length).toBe(25);
    expect(source.arrivals.length).toBe(5);
  });
});

describe('an open breaker', () => {
  test('refuses at once even if hanging calls hold all places', async () => {
    await using source = await startSource((call) => call.url === '/failing' && call.answer(500));
    await using account = createTestAccount(source.baseUrl, { maxConcurrent: 2, retries: 0 });
    const first = rejection(account.send(get('/hangs/1')));
    for (let i = 0; i < 4; i += 1) await account.send(get('/failing'));
    const [fifth, second] = [account.send(get('/failing')), rejection(account.send(get('/hangs/2')))];
    await fifth;
    // The second one was in the queue when the breaker opened.
    expect(await second).toMatchObject({ cause: { kind: 'breaker-open' } });
    await expectRefusal(account, source);
    await account.timeOut();
    expect(await first).toBeInstanceOf(BackendTimeout);
  });

  test('lets exactly one call through after ten seconds, and closes if it succeeds', async () => {
    await using source = await startSource();
    await using account = createTestAccount(source.baseUrl, ONCE);
    await open(account, source);
    expect(await rejection(account.send(get()))).toMatchObject({ retryAfterMs: 10_000 });
    account.clock.advance(9_999);
    expect(await rejection(account.send(get()))).toMatchObject({ retryAfterMs: 1 });
    await expectRefusal(account, source);
    account.clock.advance(1);
    const trial = account.send(get('/trial'));
    const others = Array.from({ length: 5 }, () => rejection(account.send(get('/other'))));
    for (const error of await Promise.all(others)) expect(error).toMatchObject({ cause: { kind: 'breaker-open' } });
    expect(account.state().breaker).toBe('half-open');
    (await source.next()).answer(200);
    expect(await trial).toMatchObject({ status: 200 });
    expect(account.state().breaker).toBe('closed');
    const next = account.send(get('/next'));
    (await source.next()).answer(200);
    await next;
    expect(source.arrivals.slice(5).map(({ url }) => url)).toEqual(['/trial', '/next']);
  });

  test('refuses the caller of a trial after a second; the trial continues, and its outcome counts', async () => {
    await using source = await startSource();
    await using account = createTestAccount(source.baseUrl, ONCE);
    await open(account, source);
    account.clock.advance(10_000);
    const trial = rejection(account.send(get('/trial')));
    const call = await source.next();
    expect(await account.clock.pass((ms) => ms === 1_000)).toBe(1_000);
    expect(await trial).toMatchObject({ retryAfterMs: 1_000, cause: { kind: 'breaker-open' } });
    expect(account.state().breaker).toBe('half-open');
    await expectRefusal(account, source);
    call.answer(200);
    await expect.poll(() => account.state().breaker).toBe('closed');
  });

  test('lets a trial hold its place and its bytes until it ends, also if its caller was refused', async () => {
    await using source = await startSource();
    await using account = createTestAccount(source.baseUrl, { ...ONCE, maxConcurrent: 1 });
    await open(account, source);
    account.clock.advance(10_000);
    let held = 0;
    const holdFetched = () => {
      let own = 0;
      const grow = (bytes: number) => {
        own += bytes;
        held += bytes;
      };
      const release = () => {
        held -= own;
      };
      return { grow, [Symbol.dispose]: release };
    };
    const { caller } = currentBehalf();
    const operation = new Behalf(caller, { calls: null, holdFetched });
    const trial = rejection(onBehalfOf(operation, () => account.send(get('/trial'))));
    const call = await source.next();
    await account.clock.pass((ms) => ms === 1_000);
    await trial;
    operation[Symbol.dispose]();

    call.response.writeHead(200).write('x'.repeat(5_000));
    await expect.poll(() => held).toBe(5_000);
    const other = as('another', () => account.send(get('/other')));
    expect(source.arrivals.at(-1)?.url).toBe('/trial');
    call.response.end();
    (await source.next()).answer(200);
    await other;
    expect(held).toBe(0);
  });

  test('lets a write on trial wait for its outcome', async () => {
    await using source = await startSource();
    await using account = createTestAccount(source.baseUrl, ONCE);
    await open(account, source);
    account.clock.advance(10_000);
    const write = account.send(post());
    const call = await source.next();
    expect(account.clock.running()).not.toContain(1_000);
    call.answer(200);
    expect(await write).toMatchObject({ status: 200 });
  });

  test('opens for another ten seconds if the trial fails', async () => {
    await using source = await startSource();
    await using account = createTestAccount(source.baseUrl, ONCE);
    await open(account, source);
    account.clock.advance(10_000);
    const trial = account.send(get('/trial'));
    (await source.next()).answer(503);
    await trial;
    expect(account.state().breaker).toBe('open');
    account.clock.advance(9_999);
    await expectRefusal(account, source);
    account.clock.advance(1);
    const second = account.send(get('/second-trial'));
    (await source.next()).answer(200);
    await second;
    expect(account.state().breaker).toBe('closed');
  });

  test('stays open after a trial that times out, until a later one succeeds', async () => {
    await using source = await startSource();
    await using account = createTestAccount(source.baseUrl, ONCE);
    await open(account, source);
    account.clock.advance(10_000);
    const trial = rejection(account.send(get('/trial')));
    await source.next();
    await account.timeOut();
    await trial;
    await expectRefusal(account, source);
  });

  const giveUp: readonly (readonly [string, (account: TestAccount, source: SourceServer) => Promise<void>])[] = [
    [
      'was aborted while it waited for its answer',
      async (account, source) => {
        const controller = new AbortController();
        const error = rejection(account.send(get('/trial', controller.signal)));
        await source.next();
        controller.abort();
        await error;
      },
    ],
    [
      'was aborted before it started',
      async (account) => void (await rejection(account.send(get('/x', AbortSignal.abort())))),
    ],
    [
      'was an invalid request',
      async (account) => void (await rejection(account.send({ ...get(), headers: { x: 'a\nb' } }))),
    ],
  ];

  test.each(giveUp)('makes the next call the trial if a trial %s', async (_, failTrial) => {
    await using source = await startSource();
    await using account = createTestAccount(source.baseUrl, ONCE);
    await open(account, source);
    account.clock.advance(10_000);
    await failTrial(account, source);
    expect(account.state().breaker).toBe('open');
    const next = account.send(get('/next'));
    (await source.next()).answer(200);
    await next;
    expect(account.state().breaker).toBe('closed');
  });

  test('ignores the outcome of calls from before it opened', async () => {
    await using source = await startSource((call) => call.url === '/failing' && call.answer(500));
    await using account = createTestAccount(source.baseUrl, ONCE);
    const old = [account.send(get('/old/1')), account.send(get('/old/2'))];
    const arrivals = [await source.next(), await source.next()];
    for (let i = 0; i < 5; i += 1) await account.send(get('/failing'));
    arrivals[0]?.answer(200);
    await old[0];
    expect(account.state().breaker).toBe('open');
    account.clock.advance(10_000);
    const trial = account.send(get('/trial'));
    arrivals[1]?.answer(500);
    await old[1];
    expect(account.state().breaker).toBe('half-open');
    while (source.arrivals.at(-1)?.url !== '/trial') await source.next();
    source.arrivals.at(-1)?.answer(200);
    await trial;
    expect(account.state().breaker).toBe('closed');
  });
});

describe('the breaker of several callers', () => {
  const failing = (call: Arrival) => call.answer(call.url === '/failing' ? 500 : 200);
  const failFor = async (account: AccountCalls, caller: string, times: number): Promise<void> => {
    for (let i = 0; i < times; i += 1) await as(caller, () => account.send(get('/failing')));
  };

  test('opens for the caller whose calls fail, and not for others', async () => {
    await using source = await startSource(failing);
    await using account = createTestAccount(source.baseUrl, ONCE);
    await failFor(account, 'a', 5);
    await as('a', () => expectRefusal(account, source));
    expect(await as('b', () => account.send(get('/fine')))).toMatchObject({ status: 200 });
    expect(as('a', () => account.state().breaker)).toBe('open');
    expect(as('b', () => account.state().breaker)).toBe('closed');
  });

  test('lets one caller call while the trials of another fail', async () => {
    await using source = await startSource(failing);
    await using account = createTestAccount(source.baseUrl, ONCE);
    await failFor(account, 'a', 5);
    for (let i = 0; i < 3; i += 1) {
      account.clock.advance(10_000);
      await failFor(account, 'a', 1);
      expect(await as('b', () => account.send(get('/fine')))).toMatchObject({ status: 200 });
    }
  });

  test('opens for all callers after five failures of three callers', async () => {
    await using source = await startSource(failing);
    await using account = createTestAccount(source.baseUrl, ONCE);
    await failFor(account, 'a', 2);
    await failFor(account, 'b', 2);
    expect(account.state().breaker).toBe('closed');
    await failFor(account, 'c', 1);
    expect(account.state().breaker).toBe('open');
    await as('d', () => expectRefusal(account, source));
    account.clock.advance(10_000);
    expect(await as('d', () => account.send(get('/fine')))).toMatchObject({ status: 200 });
    expect(account.state().breaker).toBe('closed');
  });

  test('stays closed for all callers while the calls of more callers succeed than fail', async () => {
    await using source = await startSource(failing);
    await using account = createTestAccount(source.baseUrl, ONCE);
    for (const caller of ['p', 'q', 'r', 's']) await as(caller, () => account.send(get('/fine')));
    for (const caller of ['a', 'b', 'c']) await failFor(account, caller, 4);
    expect(account.state().breaker).toBe('closed');
  });
});
