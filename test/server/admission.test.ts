import { describe, expect, test } from 'vitest';
import { BackendTimeout, BackendUnavailable, RateLimited } from '../../src/errors/catalogue.ts';
import { currentBehalf } from '../../src/limits/on-behalf.ts';
import { Pacer } from '../../src/limits/pacer.ts';
import { Admission } from '../../src/server/graphql/admission.ts';
import { rejection } from '../calls/account.ts';

const LIMITS = { maxOperations: 2, maxRestCalls: 3, operationTimeoutMs: 60_000 };
const { signal } = new AbortController();

/** Starts operations at once if places are free: in the time of its pacer, an iteration of the event loop never ends. */
function createAdmission(): Admission {
  return new Admission({ limits: LIMITS, now: Date.now, holdFetched: null, pacer: new Pacer(() => 0) });
}

/** Operations that end when the test says so. The rest end with the test, so that none of them waits for its time-out. */
function createWork() {
  const started: string[] = [];
  const ends = new Map<string, () => void>();
  let isOver = false;
  return {
    started,
    of: (name: string) => () =>
      new Promise<string>((resolve) => {
        started.push(name);
        ends.set(name, () => resolve(name));
        if (isOver) resolve(name);
      }),
    end: (name: string) => ends.get(name)?.(),
    [Symbol.dispose]: () => {
      isOver = true;
      for (const end of ends.values()) end();
    },
  };
}

describe('operations of one caller', () => {
  test('run two at once and the rest in order', async () => {
    const admission = createAdmission();
    using work = createWork();
    const all = ['1', '2', '3', '4'].map((name) => admission.run('a', signal, work.of(name)));
    expect(work.started).toEqual(['1', '2']);
    expect([admission.running, admission.waiting]).toEqual([2, 2]);
    for (const [index, name] of ['1', '2', '3', '4'].entries()) {
      work.end(name);
      expect(await all[index]).toBe(name);
    }
    expect(work.started).toEqual(['1', '2', '3', '4']);
    expect([admission.running, admission.waiting]).toEqual([0, 0]);
  });

  test('do not take the places of another caller', async () => {
    const admission = createAdmission();
    using work = createWork();
    for (const name of ['a1', 'a2', 'a3']) void admission.run('a', signal, work.of(name));
    void admission.run('b', signal, work.of('b1'));
    expect(work.started).toEqual(['a1', 'a2', 'b1']);
  });

  test('are refused if too many wait', async () => {
    const admission = createAdmission();
    using work = createWork();
    for (let i = 0; i < 2 + 32; i += 1) void admission.run('a', signal, work.of(String(i)));
    const error = await rejection(admission.run('a', signal, work.of('one more')));
    expect(error).toBeInstanceOf(RateLimited);
    expect(error).toMatchObject({ limit: 'maxOperations', retryable: true });
  });

  test('are refused if they time out before the event loop gets to them', async () => {
    const pacer = new Pacer();
    const admission = new Admission({ limits: LIMITS, now: Date.now, holdFetched: null, pacer });
    using work = createWork();
    pacer.postpone();
    const late = new AbortController();
    const refused = rejection(admission.run('a', late.signal, work.of('late')));
    late.abort(new BackendTimeout('too late'));
    expect(await refused).toBeInstanceOf(RateLimited);
    expect(work.started).toEqual([]);
  });

  test('never run if their caller disconnects while they wait, and are refused if they time out', async () => {
    const admission = createAdmission();
    using work = createWork();
    const running = ['1', '2'].map((name) => admission.run('a', signal, work.of(name)));
    const [gone, late] = [new AbortController(), new AbortController()];
    const [first, second] = [gone, late].map((one) => rejection(admission.run('a', one.signal, work.of('never'))));
    const reason = new BackendUnavailable('The caller disconnected');
    gone.abort(reason);
    late.abort(new BackendTimeout('The operation took too long'));
    expect(await first).toBe(reason);
    expect(await second).toMatchObject({ code: 'RATE_LIMITED', limit: 'maxOperations' });
    for (const name of ['1', '2']) work.end(name);
    await Promise.all(running);
    expect(work.started).toEqual(['1', '2']);
  });

  test('free their place if they fail', async () => {
    const admission = createAdmission();
    for (let i = 0; i < 5; i += 1)
      expect(await rejection(admission.run('a', signal, () => Promise.reject(new Error('no'))))).toBeInstanceOf(Error);
    expect(admission.running).toBe(0);
  });

  test('do not wait longer than the time-out of an operation', async () => {
    const admission = new Admission({
      limits: { ...LIMITS, operationTimeoutMs: 20 },
      now: Date.now,
      holdFetched: null,
    });
    using work = createWork();
    for (const name of ['1', '2']) void admission.run('a', signal, work.of(name));
    expect(await rejection(admission.run('a', signal, work.of('3')))).toMatchObject({ code: 'RATE_LIMITED' });
  });
});

test('all callers together run four times as many operations as one may, and free places go round the callers', async () => {
  const admission = createAdmission();
  using work = createWork();
  const callers = ['a', 'b', 'c', 'd', 'e', 'f'];
  const all = callers.flatMap((caller) => ['1', '2'].map((n) => admission.run(caller, signal, work.of(caller + n))));
  expect(work.started).toEqual(['a1', 'a2', 'b1', 'b2', 'c1', 'c2', 'd1', 'd2']);
  for (const name of ['a1', 'a2']) work.end(name);
  await Promise.all(all.slice(0, 2));
  await expect.poll(() => work.started.slice(8)).toEqual(['e1', 'f1']);
});

test('each operation runs for its caller, with its own budget of REST calls', async () => {
  const admission = createAdmission();
  const spend = async () => {
    await null;
    const behalf = currentBehalf();
    for (let i = 0; i < 3; i += 1) behalf.countCall();
    return behalf;
  };
  for (let i = 0; i < 2; i += 1) {
    const behalf = await admission.run('a', signal, spend);
    expect(behalf.caller).toBe('a');
    expect(() => behalf.countCall()).toThrow(/more than 3 REST calls/);
  }
});

test('a caller over its rate learns when to try again', async () => {
  let now = 0;
  const admission = new Admission({ limits: { ...LIMITS, requestsPerMinute: 6 }, now: () => now, holdFetched: null });
  for (let i = 0; i < 6; i += 1) await admission.run('a', signal, async () => i);
  const error = await rejection(admission.run('a', signal, async () => 'too many'));
  expect(error).toMatchObject({ limit: 'requestsPerMinute', retryAfterMs: 10_000 });
  expect(await admission.run('b', signal, async () => 'another caller')).toBe('another caller');
  now += 10_000;
  expect(await admission.run('a', signal, async () => 'later')).toBe('later');
});
