import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { createObjectStore } from '../../sandbox/s3/object-store.ts';
import { createManualClock } from '../../sandbox/stand-in/clock.ts';
import { startSandbox } from '../../sandbox/start.ts';
import { openRaw, putLarge, sendRaw } from './raw-request.ts';
import { ask, startAtNow } from './sources.ts';
import { bytesOf, errorOf, HEADERS, newLocation, put } from './uploads.ts';

function sha256(bytes: Uint8Array | string) {
  return createHash('sha256').update(bytes).digest('hex');
}

describe('a PUT', () => {
  test('is answered with only an ETag, and its file can be read', async () => {
    await using sandbox = await startAtNow();
    const { s3 } = sandbox;
    const reply = await put(newLocation(s3));
    expect(reply).toMatchObject({ status: 200, text: '' });
    expect(reply.headers.get('etag')).toMatch(/^"[0-9a-f]{32}"$/);
    expect(s3.store.uploads).toMatchObject([{ path: '/public/acme/one.pdf', headers: HEADERS, size: 6 }]);
    expect(s3.calls.of('putFile')).toMatchObject([{ size: 6, sha256: sha256('a file'), body: '' }]);
    const read = await ask(s3.readUrl('/public/acme/one.pdf'));
    expect(read).toMatchObject({ status: 200, text: 'a file' });
    expect(read.headers.get('content-type')).toBe(HEADERS['Content-Type']);
    expect(read.headers.get('content-disposition')).toBe(HEADERS['Content-Disposition']);
  });

  test('replaces the file of an earlier one', async () => {
    await using sandbox = await startAtNow();
    const location = newLocation(sandbox.s3);
    await put(location);
    expect(await put(location, bytesOf('another'))).toMatchObject({ status: 200 });
    expect((await ask(sandbox.s3.readUrl('/public/acme/one.pdf'))).text).toBe('another');
    expect(sandbox.s3.store.uploads.map(({ size }) => size)).toEqual([6, 7]);
  });

  test.each([
    ['another Content-Type', { 'Content-Type': 'image/png' }],
    ['an equivalent Content-Type', { 'Content-Type': 'application/pdf; charset=binary' }],
    ['no Content-Type', { 'Content-Type': undefined }],
    ['another Content-Disposition', { 'Content-Disposition': 'attachment; filename="a b.pdf"' }],
    ['no Content-Disposition', { 'Content-Disposition': undefined }],
  ])('with %s does not match its signature', async (_, headers) => {
    await using sandbox = await startAtNow();
    const reply = await put(newLocation(sandbox.s3), undefined, headers);
    expect(errorOf(reply)).toBe('403 SignatureDoesNotMatch');
    expect(reply.headers.get('content-type')).toBe('application/xml');
    expect(sandbox.s3.store.uploads).toEqual([]);
  });

  test.each([
    ['for another object', (url: string) => url.replace('one.pdf', 'two.pdf'), '403 SignatureDoesNotMatch'],
    ['for longer', (url: string) => url.replace('Expires=900', 'Expires=901'), '403 SignatureDoesNotMatch'],
    ['with one more parameter', (url: string) => `${url}&versionId=1`, '403 SignatureDoesNotMatch'],
    ['without signed headers', (url: string) => url.replace(/content-[^&]*host/, 'host'), '403 SignatureDoesNotMatch'],
    ['without a signature', (url: string) => url.replace(/&X-Amz-Signature=\w+/, ''), '403 AccessDenied'],
    ['bare', (url: string) => url.replace(/\?.*/, ''), '403 AccessDenied'],
  ])('to its URL %s is refused', async (_, change, error) => {
    await using sandbox = await startAtNow();
    const location = newLocation(sandbox.s3);
    const url = change(location.url);
    expect(url).not.toBe(location.url);
    expect(errorOf(await put({ ...location, url }))).toBe(error);
    expect(sandbox.s3.store.uploads).toEqual([]);
  });

  test.each([
    ['an API key', { 'x-api-key': 'k' }, '400 InvalidArgument'],
    ['a token', { authorization: 'Bearer t' }, '400 InvalidArgument'],
    ['a header of AWS that is not signed', { 'x-amz-acl': 'public-read' }, '403 AccessDenied'],
  ])('with %s is refused', async (_, headers, error) => {
    await using sandbox = await startAtNow();
    expect(errorOf(await put(newLocation(sandbox.s3), undefined, headers))).toBe(error);
    expect(sandbox.s3.store.uploads).toEqual([]);
  });

  test('is valid until its URL expires', async () => {
    const clock = createManualClock();
    await using sandbox = await startSandbox({ clock });
    sandbox.s3.signer.lifetimeSeconds = 60;
    const location = newLocation(sandbox.s3);
    clock.advance(58_000);
    expect(await put(location)).toMatchObject({ status: 200 });
    clock.advance(2_000);
    const late = await put(location);
    expect([errorOf(late), late.text]).toEqual(['403 AccessDenied', expect.stringContaining('Request has expired')]);
    const fresh = newLocation(sandbox.s3);
    sandbox.s3.signer.expireUrls();
    expect(errorOf(await put(fresh))).toBe('403 AccessDenied');
  });

  test('in chunks, or without a length, is refused', async () => {
    await using sandbox = await startAtNow();
    const { url, ...headers } = newLocation(sandbox.s3);
    const chunked = await sendRaw(url, 'PUT', { ...headers, 'transfer-encoding': 'chunked' }, '1\r\na\r\n0\r\n\r\n');
    expect(chunked).toMatch(/^HTTP\/1\.1 501 .*<Code>NotImplemented<\/Code>/s);
    expect(await sendRaw(url, 'PUT', headers)).toMatch(/^HTTP\/1\.1 411 .*<Code>MissingContentLength<\/Code>/s);
    expect(sandbox.s3.store.uploads).toEqual([]);
    expect(await sendRaw(url, 'PUT', { ...headers, 'content-length': '0' })).toMatch(/^HTTP\/1\.1 200 /);
  });

  test('that ends before its full length does not store a file', async () => {
    await using sandbox = await startAtNow();
    const { url, ...headers } = newLocation(sandbox.s3);
    const socket = openRaw(url, 'PUT', { ...headers, 'content-length': '10' }, '123456789');
    await sandbox.s3.calls.arrived(1);
    socket.destroy();
    await sandbox.s3.calls.settled();
    expect(sandbox.s3.calls).toMatchObject([{ operation: 'putFile', status: undefined, aborted: true }]);
    expect(sandbox.s3.store.uploads).toEqual([]);
  });

  test('with 60 MB is hashed and not kept, and a PDF replaces it', async () => {
    await using sandbox = await startAtNow();
    const { url, ...headers } = newLocation(sandbox.s3);
    const part = new Uint8Array(2 ** 20).fill(7);
    expect(await putLarge(url, headers, part, 60)).toBe(200);
    const whole = createHash('sha256');
    for (let count = 0; count < 60; count += 1) whole.update(part);
    const digest = { size: 60 * 2 ** 20, sha256: whole.digest('hex') };
    expect(sandbox.s3.store.uploads).toMatchObject([{ ...digest, bytes: undefined }]);
    expect((await ask(sandbox.s3.readUrl('/public/acme/one.pdf'))).text).toMatch(/^%PDF-.*62914560 bytes/s);
  });

  test('is dropped except for its size once there are too many', () => {
    const store = createObjectStore();
    const bytes = new Uint8Array(4 * 2 ** 20);
    const paths = Array.from({ length: 17 }, (_, index) => `/public/acme/${index}.pdf`);
    for (const path of paths) {
      store.addSlot({ path, headers: HEADERS, stored: () => {} });
      store.put({ path, size: bytes.length, sha256: 'x', bytes });
    }
    expect(store.uploads.map((file) => file.bytes === undefined)).toEqual([true, ...Array(16).fill(false)]);
  });
});
