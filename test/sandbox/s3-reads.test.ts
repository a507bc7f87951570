import { describe, expect, test } from 'vitest';
import { ask, startAtNow } from './sources.ts';
import { errorOf, newLocation, put } from './uploads.ts';

const SAMPLE = { path: '/bucket/acme/one.pdf', title: 'One' };

describe('a file', () => {
  test('cannot be read without its signature, with another one or after it has expired', async () => {
    await using sandbox = await startAtNow();
    const url = sandbox.s3.sampleUrl(SAMPLE);
    expect(await ask(url)).toMatchObject({ status: 200 });
    expect(errorOf(await ask(url.replace(/\?.*/, '')))).toBe('403 AccessDenied');
    expect(errorOf(await ask(url.replace('one.pdf', 'two.pdf')))).toBe('403 SignatureDoesNotMatch');
    sandbox.s3.signer.expireUrls();
    expect(errorOf(await ask(url))).toBe('403 AccessDenied');
  });

  test('does not exist before it was uploaded', async () => {
    await using sandbox = await startAtNow();
    expect(errorOf(await ask(sandbox.s3.readUrl('/public/acme/one.pdf')))).toBe('404 NoSuchKey');
  });

  test('has a URL for each method', async () => {
    await using sandbox = await startAtNow();
    const read = sandbox.s3.sampleUrl(SAMPLE);
    const { url: write } = newLocation(sandbox.s3);
    expect(errorOf(await ask(write))).toBe('403 SignatureDoesNotMatch');
    expect(errorOf(await ask(read, { method: 'PUT', body: 'x' }))).toBe('403 SignatureDoesNotMatch');
    expect(await ask(read, { method: 'HEAD' })).toMatchObject({ status: 403, text: '' });
    for (const method of ['POST', 'DELETE', 'PATCH']) {
      const reply = await ask(read, { method });
      expect(errorOf(reply)).toBe('405 MethodNotAllowed');
      expect(reply.headers.get('allow')).toBe('GET, HEAD, PUT, OPTIONS');
    }
  });
});

describe('a browser of another origin', () => {
  const origin = 'https://erp.example.com';
  const asks = (method: string, headers = 'content-type,content-disposition') => ({
    method: 'OPTIONS',
    headers: { origin, 'access-control-request-method': method, 'access-control-request-headers': headers },
  });

  test('may put and read files, and may read the answers', async () => {
    await using sandbox = await startAtNow();
    const location = newLocation(sandbox.s3);
    const allowed = await ask(location.url, asks('PUT'));
    expect(allowed).toMatchObject({ status: 200, text: '' });
    expect(Object.fromEntries(allowed.headers)).toMatchObject({
      'access-control-allow-origin': '*',
      'access-control-allow-methods': 'GET, HEAD, PUT',
      'access-control-allow-headers': 'content-type,content-disposition',
    });
    const stored = await put(location, undefined, { origin });
    const refused = await put(location, undefined, { origin, 'Content-Type': 'image/png' });
    expect([stored.status, refused.status]).toEqual([200, 403]);
    for (const { headers } of [stored, refused]) expect(headers.get('access-control-allow-origin')).toBe('*');
    expect(stored.headers.get('access-control-expose-headers')).toBe('ETag');
    expect(sandbox.s3.calls.map(({ operation }) => operation)).toEqual(['preflight', 'putFile', 'putFile']);
  });

  test('may not use other methods, and only browsers get CORS headers', async () => {
    await using sandbox = await startAtNow();
    const location = newLocation(sandbox.s3);
    expect(errorOf(await ask(location.url, asks('DELETE')))).toBe('403 AccessForbidden');
    expect(errorOf(await ask(location.url, { method: 'OPTIONS' }))).toBe('403 AccessForbidden');
    expect((await put(location)).headers.has('access-control-allow-origin')).toBe(false);
  });
});
