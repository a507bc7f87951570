import { describe, expect, test } from 'vitest';
import type { Call } from '../../sandbox/stand-in/call.ts';
import type { Fault } from '../../sandbox/stand-in/fault.ts';
import { putLarge } from './raw-request.ts';
import { ask, postJson, signIn, startAtNow } from './sources.ts';
import { newLocation, put } from './uploads.ts';

/**
 * Makes a write that meets the fault, and the same write again without it. A conflict shows that the first one was
 * carried out.
 */
async function completeTwice(fault: Fault) {
  await using sandbox = await startAtNow();
  const { lightyear } = await signIn(sandbox, 'acme');
  const path = `/invoices/${sandbox.world.acme.lightyear.invoices[0]?.id}/complete`;
  const client = new AbortController();
  const isMet = Promise.withResolvers<void>();
  const meets = ({ operation }: Call) => {
    if (operation === 'completeInvoiceExport') isMet.resolve();
    return operation === 'completeInvoiceExport';
  };
  sandbox.lightyear.fail(meets, fault, { times: 1 });
  const pending = Promise.allSettled([lightyear(path, { method: 'POST', signal: client.signal })]);
  await isMet.promise;
  if (fault.kind === 'hang') client.abort();
  const [first] = await pending;
  const second = await lightyear(path, { method: 'POST' });
  return [first?.status === 'fulfilled' ? first.value.status : 'lost', second.status];
}

describe('a write', () => {
  test.each([
    [{ kind: 'reset' }, 'lost', 204],
    [{ kind: 'reset', done: true }, 'lost', 409],
    [{ kind: 'hang' }, 'lost', 204],
    [{ kind: 'hang', done: true }, 'lost', 409],
    [{ kind: 'status', status: 502 }, 502, 204],
    [{ kind: 'status', status: 502, done: true }, 502, 409],
    [{ kind: 'rateLimit', done: true }, 429, 409],
    [{ kind: 'cut' }, 'lost', 204],
    [{ kind: 'slow', pauseMs: 1 }, 204, 409],
    [{ kind: 'delay', delayMs: 1 }, 204, 409],
  ] as const)('that meets %j is %s, and after it %s', async (fault, first, second) => {
    expect(await completeTwice(fault)).toEqual([first, second]);
  });

  test('is carried out once, with any change of its answer', async () => {
    await using sandbox = await startAtNow();
    const { lightyear } = await signIn(sandbox, 'acme');
    const transform = (text: string) => text.replace('IN_PROGRESS', 'PAUSED');
    sandbox.lightyear.fail('startImportJob', { kind: 'transform', transform, done: true });
    const request = { type: 'PROJECTS', sourceApplicationCode: 'erp', objects: [{ sourceID: 'p' }] };
    const { json } = await lightyear('/import-jobs', postJson(request));
    expect(json.status).toBe('PAUSED');
    expect(sandbox.world.acme.lightyear.importJobs.started).toMatchObject([{ id: json.id }]);
  });

  test('is recorded with its body, even if its answer is lost', async () => {
    await using sandbox = await startAtNow();
    const { ivesk } = await signIn(sandbox, 'acme');
    const body = { documentid: sandbox.world.acme.ivesk.digitized()[0]?.id, companycode: '302320404', message: 'm' };
    sandbox.ivesk.fail('reportSyncError', { kind: 'reset', done: true });
    await expect(ivesk('/syncerrors', postJson(body))).rejects.toThrow();
    await sandbox.ivesk.calls.settled();
    expect(sandbox.ivesk.calls).toMatchObject([{ body: JSON.stringify(body), status: undefined, aborted: true }]);
    expect(sandbox.world.acme.ivesk.syncErrors).toEqual([body]);
  });
});

describe('an upload', () => {
  test('is stored if only its answer is lost', async () => {
    await using sandbox = await startAtNow();
    sandbox.s3.fail('putFile', { kind: 'reset', done: true });
    await expect(put(newLocation(sandbox.s3))).rejects.toThrow();
    expect(sandbox.s3.store.uploads).toMatchObject([{ size: 6 }]);
  });

  test('is not stored if it is cut in the middle', async () => {
    await using sandbox = await startAtNow();
    sandbox.s3.fail('putFile', { kind: 'cut', afterBytes: 2 ** 20 });
    const { url, ...headers } = newLocation(sandbox.s3);
    await expect(putLarge(url, headers, new Uint8Array(2 ** 20), 20)).rejects.toThrow(/ECONNRESET|EPIPE/);
    await sandbox.s3.calls.settled();
    expect(sandbox.s3.store.uploads).toEqual([]);
    expect(sandbox.s3.calls).toMatchObject([{ status: undefined, aborted: true }]);
  });

  test('that is no longer read does not end by itself, and does not prevent the stand-in from stopping', async () => {
    await using sandbox = await startAtNow();
    sandbox.s3.fail('putFile', { kind: 'stall', afterBytes: 1 });
    const { url, ...headers } = newLocation(sandbox.s3);
    const pending = Promise.allSettled([putLarge(url, headers, new Uint8Array(2 ** 20), 20)]);
    await sandbox.s3.calls.arrived(1);
    await sandbox.s3.stop();
    expect(await pending).toMatchObject([{ status: 'rejected' }]);
    expect(sandbox.s3.store.uploads).toEqual([]);
  });

  test('that is read slowly arrives', async () => {
    await using sandbox = await startAtNow();
    sandbox.s3.fail('putFile', { kind: 'slow', pauseMs: 1 });
    const { url, ...headers } = newLocation(sandbox.s3);
    expect(await putLarge(url, headers, new Uint8Array(2 ** 18), 4)).toBe(200);
    expect(sandbox.s3.store.uploads).toMatchObject([{ size: 2 ** 20 }]);
    expect(await ask(sandbox.s3.readUrl('/public/acme/one.pdf'))).toMatchObject({ status: 200 });
  });
});
