import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Sandbox } from '../../sandbox/start.ts';
import { ask, signIn, startAtNow } from './sources.ts';

const NAME = 'sąskaita "1" 50%.pdf';

async function askLocation(sandbox: Sandbox) {
  const { ivesk } = await signIn(sandbox, 'acme');
  return ivesk(`/uploadlocation/${encodeURIComponent(NAME)}?userdata=a%20b&processlines=true`);
}

function put(location: Record<string, string>, init: RequestInit = {}) {
  const { url = '', ...headers } = location;
  return ask(url, { method: 'PUT', body: 'a file', ...init, headers: { ...headers, ...(init.headers as object) } });
}

describe('an upload', () => {
  test('goes to its location with just the headers of the location', async () => {
    await using sandbox = await startAtNow();
    const { json } = await askLocation(sandbox);
    expect(json).toMatchObject({
      'Content-Type': 'application/pdf',
      'Content-Disposition': 'filename="s%C4%85skaita%20%221%22%2050%25.pdf"',
    });
    expect(await put(json)).toMatchObject({ status: 200, text: '' });
    const sha256 = createHash('sha256').update('a file').digest('hex');
    expect(sandbox.s3.calls.of('putFile')).toMatchObject([{ size: 6, sha256, body: '' }]);
  });

  test('is refused with a changed header, with credentials, in chunks and after its time', async () => {
    await using sandbox = await startAtNow();
    const { json } = await askLocation(sandbox);
    const body = new Blob(['a file']).stream();
    expect(await put(json, { headers: { 'Content-Type': 'image/png' } })).toMatchObject({ status: 403 });
    expect(await put(json, { headers: { 'x-api-key': 'k' } })).toMatchObject({ status: 400 });
    const chunked = await put(json, { body, duplex: 'half' } as RequestInit);
    expect(chunked.status).toBe(501);
    expect(chunked.text).toContain('<Code>NotImplemented</Code>');
    sandbox.s3.store.expireUrls();
    expect((await put(json)).text).toContain('<Message>Request has expired</Message>');
  });

  test('has a location of its own each time, and none without a known extension', async () => {
    await using sandbox = await startAtNow();
    const [one, other] = [await askLocation(sandbox), await askLocation(sandbox)];
    expect(one.json.url).not.toBe(other.json.url);
    const { ivesk } = await signIn(sandbox, 'acme');
    expect(await ivesk('/uploadlocation/notes.txt')).toMatchObject({ status: 400 });
    expect(await ivesk('/uploadlocation/a.pdf?processlines=maybe')).toMatchObject({ status: 400 });
    expect(await ivesk('/uploadlocation/%ff.pdf')).toMatchObject({ status: 400 });
  });
});

describe('a file', () => {
  test('is not read without its signature, with another one or after its time', async () => {
    await using sandbox = await startAtNow();
    const url = sandbox.s3.readUrl({ path: '/bucket/acme/one.pdf', title: 'One' });
    const codeOf = async (target: string) => /<Code>(.*)<\/Code>/.exec((await ask(target)).text)?.[1];
    expect(await ask(url)).toMatchObject({ status: 200 });
    expect(await codeOf(url.replace(/\?.*/, ''))).toBe('AccessDenied');
    expect(await codeOf(url.replace('one.pdf', 'two.pdf'))).toBe('SignatureDoesNotMatch');
    sandbox.s3.store.expireUrls();
    expect(await ask(url)).toMatchObject({ status: 403 });
  });
});
