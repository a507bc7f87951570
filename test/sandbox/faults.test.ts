import { describe, expect, test } from 'vitest';
import type { Fault } from '../../sandbox/stand-in/fault.ts';
import { createGate } from '../../sandbox/stand-in/gate.ts';
import { ask, type Reply, signIn, startAtNow } from './sources.ts';

const RANGE = '/invoices?fromDate=18022026&toDate=20032026';

/** Makes one call that meets the fault, and then one that does not. */
async function meet(fault: Fault) {
  await using sandbox = await startAtNow();
  const { v6 } = await signIn(sandbox, 'acme');
  sandbox.v6.fail('listInvoices', fault, { times: 1 });
  const [faulty] = await Promise.allSettled([v6(RANGE)]);
  const after = await v6(RANGE);
  await sandbox.v6.calls.settled();
  return { faulty, after, calls: [...sandbox.v6.calls] };
}

function answered(result: PromiseSettledResult<Reply>): Reply {
  if (result.status === 'rejected') throw result.reason;
  return result.value;
}

describe('a fault', () => {
  test('with a status answers with the vendor’s own error body, or with the given one', async () => {
    const { faulty, after } = await meet({ kind: 'status', status: 503, headers: { 'retry-after': '7' } });
    expect(answered(faulty)).toMatchObject({ status: 503, json: { httpStatusCode: 503 } });
    expect(answered(faulty).headers.get('retry-after')).toBe('7');
    expect(after.status).toBe(200);
    const own = await meet({ kind: 'status', status: 400, body: { msg: 'mine' } });
    expect(answered(own.faulty)).toMatchObject({ status: 400, json: { msg: 'mine' } });
  });

  test('with a rate limit answers 429, with Retry-After if seconds are given', async () => {
    const limited = answered((await meet({ kind: 'rateLimit', retryAfterSeconds: 3 })).faulty);
    expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, '3']);
    expect(answered((await meet({ kind: 'rateLimit' })).faulty).headers.has('retry-after')).toBe(false);
  });

  test('with a delay answers as usual, but later', async () => {
    const startedAt = performance.now();
    const { faulty, after } = await meet({ kind: 'delay', delayMs: 60 });
    expect(performance.now() - startedAt).toBeGreaterThan(55);
    expect(answered(faulty).text).toBe(after.text);
  });

  test('with a reset or a body cut short fails the call, and is logged as cut', async () => {
    for (const kind of ['reset', 'truncate'] as const) {
      const { faulty, after, calls } = await meet({ kind });
      expect(faulty.status, kind).toBe('rejected');
      expect(after.status).toBe(200);
      expect(calls.map(({ aborted }) => aborted)).toEqual([true, false]);
    }
  });

  test('with garbage or half a JSON text sends a complete answer that cannot be parsed', async () => {
    const garbage = answered((await meet({ kind: 'garbage' })).faulty);
    expect(garbage.status).toBe(200);
    expect(garbage.text).toMatch(/^<html>/);
    const { faulty } = await meet({ kind: 'malformedJson' });
    expect(faulty).toMatchObject({ status: 'rejected', reason: expect.any(SyntaxError) });
  });

  test('can be a redirect, another body or a changed body', async () => {
    const redirect = answered((await meet({ kind: 'redirect', location: 'http://elsewhere.example/' })).faulty);
    expect([redirect.status, redirect.headers.get('location')]).toEqual([302, 'http://elsewhere.example/']);
    expect(answered((await meet({ kind: 'body', body: '[1e400]' })).faulty).text).toBe('[1e400]');
    const { faulty, after } = await meet({ kind: 'transform', transform: (text) => text.replaceAll('LT1', 'XX1') });
    expect(answered(faulty).text).toBe(after.text.replaceAll('LT1', 'XX1'));
    expect(answered(faulty).text).toContain('XX1');
  });
});

describe('a call that hangs', () => {
  test('never has a status, and ends when its client disconnects', async () => {
    await using sandbox = await startAtNow();
    sandbox.v6.fail('ping', { kind: 'hang' });
    const client = new AbortController();
    const pending = ask(`${sandbox.v6.url}/ping`, { signal: client.signal });
    await sandbox.v6.calls.arrived(1);
    client.abort();
    await expect(pending).rejects.toThrow(/abort/);
    await sandbox.v6.calls.settled();
    expect(sandbox.v6.calls).toMatchObject([{ operation: 'ping', status: undefined, aborted: true }]);
  });

  test('ends when the stand-in stops', async () => {
    await using sandbox = await startAtNow();
    sandbox.v6.fail(/ping/, { kind: 'hang' });
    const pending = Promise.allSettled([ask(`${sandbox.v6.url}/ping`)]);
    await sandbox.v6.calls.arrived(1);
    await sandbox.v6.stop();
    expect(await pending).toMatchObject([{ status: 'rejected' }]);
  });
});

describe('a gate', () => {
  test('holds answers until it releases them', async () => {
    await using sandbox = await startAtNow();
    using gate = createGate();
    sandbox.v6.fail('listInvoices', { kind: 'gate', gate });
    const { v6 } = await signIn(sandbox, 'acme');
    const pending = Promise.all([v6(RANGE), v6(RANGE)]);
    await gate.waiting(2);
    expect(sandbox.v6.calls.map(({ status }) => status)).toEqual([undefined, undefined]);
    gate.release(1);
    expect(gate.held).toBe(1);
    gate.open();
    expect((await pending).map(({ status }) => status)).toEqual([200, 200]);
  });
});

describe('faults', () => {
  test('apply to an operation, a path or calls that a function selects, in the order in which they were added', async () => {
    await using sandbox = await startAtNow();
    const { v6, ivesk } = await signIn(sandbox, 'acme');
    sandbox.v6.fail('listInvoices', { kind: 'status', status: 500 }, { times: 2 });
    sandbox.v6.fail(/^\/invoices$/, { kind: 'status', status: 502 }, { times: 1 });
    sandbox.v6.fail(({ query }) => query['toDate'] === '20032026', { kind: 'status', status: 504 });
    const statuses: number[] = [];
    for (let count = 0; count < 5; count += 1) statuses.push((await v6(RANGE)).status);
    expect(statuses).toEqual([500, 500, 502, 504, 504]);
    expect(await v6('/ping')).toMatchObject({ status: 200 });
    expect(await ivesk('/digitized')).toMatchObject({ status: 200 });
  });

  test('can be removed, one or all', async () => {
    await using sandbox = await startAtNow();
    const { v6 } = await signIn(sandbox, 'acme');
    const ping = async () => (await v6('/ping')).status;
    const remove = sandbox.v6.fail('ping', { kind: 'status', status: 500 });
    sandbox.v6.fail('ping', { kind: 'status', status: 502 });
    expect(await ping()).toBe(500);
    remove();
    expect(await ping()).toBe(502);
    sandbox.v6.clearFaults();
    expect(await ping()).toBe(200);
    {
      using _down = sandbox.v6.fail('ping', { kind: 'status', status: 503 });
      expect(await ping()).toBe(503);
    }
    expect(await ping()).toBe(200);
  });
});
