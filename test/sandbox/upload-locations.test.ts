import { describe, expect, test } from 'vitest';
import type { Sandbox } from '../../sandbox/start.ts';
import { signIn, startAtNow } from './sources.ts';
import { put } from './uploads.ts';

async function locate(sandbox: Sandbox, path: string) {
  const { ivesk } = await signIn(sandbox, 'acme');
  return ivesk(`/uploadlocation/${path}`);
}

describe('an upload location', () => {
  test('is new each time, and contains only the extension of the file name', async () => {
    await using sandbox = await startAtNow();
    const [one, other] = [await locate(sandbox, 'x%2Fy.PDF'), await locate(sandbox, 'x%2Fy.PDF')];
    expect(Object.keys(one.json)).toEqual(['url', 'Content-Type', 'Content-Disposition']);
    expect(one.json.url).toMatch(/\/public\/302320404\/[-0-9a-f]{36}\.pdf\?X-Amz-/);
    expect(one.json.url).not.toBe(other.json.url);
    expect(sandbox.world.acme.ivesk.uploads).toEqual([]);
  });

  test.each([
    ['a.pdf', 'application/pdf'],
    ['A.PDF', 'application/pdf'],
    ['a.png', 'image/png'],
    ['a.jpg', 'image/jpeg'],
    ['a.jpeg', 'image/jpeg'],
    ['a.tif', 'image/tiff'],
    ['a.tiff', 'image/tiff'],
    ['a.heic', 'image/heic'],
    ['a.xml', 'application/xml'],
    ['a.pdf.exe', 'application/octet-stream'],
    ['a', 'application/octet-stream'],
    ['a.constructor', 'application/octet-stream'],
  ])('for %s has the type %s', async (name, type) => {
    await using sandbox = await startAtNow();
    expect((await locate(sandbox, name)).json['Content-Type']).toBe(type);
  });

  test.each([
    ['somefile.pdf', 'filename="somefile.pdf"'],
    ['sąskaita "1" 50%.pdf', 'filename="s_skaita _1_ 50%.pdf"'],
    ['a\r\nx-api-key: b\\\u0000\u007f.pdf', 'filename="a__x-api-key: b___.pdf"'],
    ['../../етc/🧾;.pdf', 'filename="../../__c/_;.pdf"'],
    ['x.\r\n', 'filename="x.__"'],
    ['ÿ'.repeat(300), `filename="${'_'.repeat(300)}"`],
  ])('for %j contains the name in a header that can be sent', async (name, disposition) => {
    await using sandbox = await startAtNow();
    const { json } = await locate(sandbox, encodeURIComponent(name));
    expect(json['Content-Disposition']).toBe(disposition);
    expect(await put(json)).toMatchObject({ status: 200 });
    expect(sandbox.world.acme.ivesk.uploads).toMatchObject([{ fileName: name }]);
  });

  test.each([
    ['a.pdf?pages=2', 400],
    ['a.pdf?userData=x', 400],
    ['a.pdf?processlines=maybe', 400],
    ['a.pdf?processlines=', 400],
    ['a.pdf?splitdocuments=1', 400],
    ['a.pdf?checkduplicates=TRUE', 400],
    ['a.pdf?rejectnoninvoices=yes', 400],
    ['a.pdf?tags=a&tags=b', 400],
    ['%ff.pdf', 400],
    ['50%.pdf', 400],
    ['%20', 400],
    ['', 404],
    ['a/b.pdf', 404],
    ['a.pdf/', 404],
  ])('is refused for %j', async (path, status) => {
    await using sandbox = await startAtNow();
    expect(await locate(sandbox, path)).toMatchObject({ status, json: { message: expect.any(String) } });
    expect(sandbox.world.acme.ivesk.uploads).toEqual([]);
  });
});
