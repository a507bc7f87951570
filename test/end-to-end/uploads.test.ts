import { createHash, randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Fault } from '../../sandbox/stand-in/fault.ts';
import { impatient, status } from './ways-to-fail.ts';
import { type Ask, startWorld, type TestWorld, tokenOf } from './world.ts';

interface UserError {
  readonly code: string;
  readonly message: string;
  readonly field: readonly string[] | null;
  readonly source: string | null;
}

const ERRORS = 'errors { code message field source }';
const UPLOAD = `mutation Upload($input: UploadFileInput!) {
  uploadFile(input: $input) { upload { fileName contentType size } ${ERRORS} }
}`;
const REQUEST = `mutation Request($input: RequestUploadInput!) {
  requestUpload(input: $input) { location { url method headers { name value } } ${ERRORS} }
}`;

interface Uploaded {
  readonly upload: { readonly fileName: string; readonly contentType: string; readonly size: number } | null;
  readonly errors: readonly UserError[];
}

interface Requested {
  readonly location: {
    readonly url: string;
    readonly method: string;
    readonly headers: readonly { readonly name: string; readonly value: string }[];
  } | null;
  readonly errors: readonly UserError[];
}

interface UploadOptions extends Ask {
  readonly name?: string;
  readonly type?: string;
  readonly input?: object;
}

/** A request as a browser makes it by the multipart specification. */
async function post(world: TestWorld, content: Uint8Array<ArrayBuffer>, options: UploadOptions = {}) {
  const { name = 'invoice.pdf', type = 'application/pdf', input = {}, as = 'acme' } = options;
  const form = new FormData();
  form.set('operations', JSON.stringify({ query: UPLOAD, variables: { input: { ...input, file: null } } }));
  form.set('map', JSON.stringify({ 0: ['variables.input.file'] }));
  form.set('0', new Blob([content], { type }), name);
  const headers = { authorization: `Bearer ${tokenOf(as)}`, 'apollo-require-preflight': 'true' };
  const response = await world.fetch('graphql', { method: 'POST', headers, body: form });
  const body = (await response.json()) as {
    data?: { uploadFile: Uploaded } | null;
    errors?: { extensions: { code: string } }[];
  };
  return { status: response.status, data: body.data, errors: body.errors ?? [] };
}

async function upload(world: TestWorld, content: Uint8Array<ArrayBuffer>, options?: UploadOptions): Promise<Uploaded> {
  const { data, errors } = await post(world, content, options);
  if (!data) throw new Error(`Nothing came of the upload: ${JSON.stringify(errors)}`);
  return data.uploadFile;
}

async function request(world: TestWorld, input: object, options: Ask = { as: 'acme' }): Promise<Requested> {
  const { data, errors } = await world.ask<{ requestUpload: Requested }>(REQUEST, { input }, options);
  if (!data) throw new Error(`Nothing came of the request: ${JSON.stringify(errors)}`);
  return data.requestUpload;
}

const PDF = new Uint8Array(Buffer.from('%PDF-1.4 an invoice'));
function locations(world: TestWorld) {
  return world.sandbox.ivesk.calls.of('getUploadLocation');
}
function puts(world: TestWorld) {
  return world.sandbox.s3.calls.of('putFile');
}
function sha256(bytes: Uint8Array) {
  return createHash('sha256').update(bytes).digest('hex');
}
function nothingSent(world: TestWorld) {
  return expect([locations(world), puts(world)]).toEqual([[], []]);
}

describe('an upload through the gateway', () => {
  test('arrives completely, with the headers that its location requires', async () => {
    await using world = await startWorld();
    const content = new Uint8Array(randomBytes(3_000_001));
    const { upload: uploaded, errors } = await upload(world, content);
    expect(errors).toEqual([]);
    expect(uploaded).toEqual({ fileName: 'invoice.pdf', contentType: 'application/pdf', size: 3_000_001 });
    expect(puts(world)).toMatchObject([{ status: 200, size: 3_000_001, sha256: sha256(content) }]);
    const headers = puts(world)[0]?.headers ?? {};
    expect(headers['content-length']).toBe('3000001');
    expect(headers).not.toHaveProperty('authorization');
    expect(headers).not.toHaveProperty('x-api-key');
    expect(headers).not.toHaveProperty('transfer-encoding');
  });

  test('passes exactly the given options to Įvesk', async () => {
    await using world = await startWorld();
    const options = {
      reference: 'ERP 4711/ä&b=c',
      processLines: true,
      splitDocuments: false,
      checkDuplicates: true,
      rejectNonInvoices: false,
      tags: ['a b', 'č'],
      warehouse: 'W 1',
      allocation: '+50%',
    };
    expect((await upload(world, PDF, { input: { options } })).errors).toEqual([]);
    expect((await upload(world, PDF, { input: { options: { warehouse: null, tags: [] } } })).errors).toEqual([]);
    expect((await upload(world, PDF)).errors).toEqual([]);
    expect(locations(world).map(({ query }) => query)).toEqual([
      {
        userdata: 'ERP 4711/ä&b=c',
        processlines: 'true',
        splitdocuments: 'false',
        checkduplicates: 'true',
        rejectnoninvoices: 'false',
        tags: 'a b,č',
        warehouse: 'W 1',
        allocation: '+50%',
      },
      {},
      {},
    ]);
  });

  test('has its own location each time, even for equal files at the same time', async () => {
    await using world = await startWorld();
    const all = await Promise.all([1, 2, 3].map(() => upload(world, PDF)));
    expect(all.map(({ errors }) => errors)).toEqual([[], [], []]);
    expect(new Set(puts(world).map(({ path }) => path)).size).toBe(3);
  });

  test.each([
    'a "quoted" name.pdf',
    'ש\u200f עברית.pdf',
    '../../etc/passwd.pdf',
    '..%2F..%2Fpasswd.pdf',
    '100 % sure?#&.pdf',
    'sąskaita faktūra.pdf',
    '📎🙂.pdf',
    'x'.repeat(251).concat('.pdf'),
  ])('can have any name: %j', async (fileName) => {
    await using world = await startWorld();
    const { upload: uploaded, errors } = await upload(world, PDF, { input: { fileName } });
    expect(errors).toEqual([]);
    expect(uploaded?.fileName).toBe(fileName);
    const [location] = locations(world);
    expect(location?.path).toBe(`/uploadlocation/${encodeURIComponent(fileName)}`);
    expect(puts(world)).toMatchObject([{ status: 200 }]);
  });

  test.each([
    ['no name', '', 'fileName'],
    ['blanks', '  ', 'fileName'],
    ['a step of a path', '..', 'fileName'],
    ['another step', '.', 'fileName'],
    ['a line break', 'line\r\nX-Injected: yes.pdf', 'fileName'],
    ['a tab', 'a\tb.pdf', 'fileName'],
    ['DEL', 'a\u007f.pdf', 'fileName'],
    ['a control character of Latin-1', 'a\u0085.pdf', 'fileName'],
    ['letters that run backwards', 'invoice-\u202efdp.exe', 'fileName'],
    ['an isolate', 'invoice-\u2067fdp.exe', 'fileName'],
    ['half a character', 'a\ud83d.pdf', 'fileName'],
    ['300 characters', `${'x'.repeat(296)}.pdf`, 'fileName'],
  ])('is refused with %s, and nothing is sent', async (_, fileName, field) => {
    await using world = await startWorld();
    expect((await upload(world, PDF, { input: { fileName } })).errors).toMatchObject([
      { code: 'BAD_USER_INPUT', field: ['input', field], source: null },
    ]);
    expect((await request(world, { fileName })).errors).toMatchObject([
      { code: 'BAD_USER_INPUT', field: ['input', field] },
    ]);
    nothingSent(world);
  });

  test('is refused if it is empty', async () => {
    await using world = await startWorld();
    expect((await upload(world, new Uint8Array())).errors).toMatchObject([
      { code: 'BAD_USER_INPUT', field: ['input', 'file'] },
    ]);
    nothingSent(world);
  });

  test.each([
    ['with a comma', ['fine', 'a,b'], '1'],
    ['that is blank', [' '], '0'],
  ])('is refused for a tag %s, which would become another tag or be lost', async (_, tags, index) => {
    await using world = await startWorld();
    expect((await upload(world, PDF, { input: { options: { tags } } })).errors).toMatchObject([
      { code: 'BAD_USER_INPUT', field: ['input', 'options', 'tags', index] },
    ]);
    nothingSent(world);
  });

  test('is refused for options that do not fit into a URL', async () => {
    await using world = await startWorld();
    const options = { reference: 'ą'.repeat(100_000) };
    expect((await upload(world, PDF, { input: { options } })).errors).toMatchObject([
      { code: 'BAD_USER_INPUT', field: ['input', 'options'] },
    ]);
    nothingSent(world);
  });

  test('has the type of its file extension, not the one that its sender declares', async () => {
    await using world = await startWorld();
    const { upload: uploaded } = await upload(world, PDF, { name: 'scan.png', type: 'application/x-msdownload' });
    expect(uploaded).toEqual({ fileName: 'scan.png', contentType: 'image/png', size: PDF.length });
    expect(puts(world)[0]?.headers['content-type']).toBe('image/png');
  });

  test('over the limit is refused while it is being received', async () => {
    await using world = await startWorld({ config: { limits: { maxUploadBytes: 100_000 } } });
    const answer = await post(world, new Uint8Array(100_001));
    expect([answer.status, answer.errors[0]?.extensions.code]).toEqual([413, 'BAD_USER_INPUT']);
    expect((await upload(world, new Uint8Array(100_000).fill(1))).errors).toEqual([]);
    expect(puts(world).length).toBe(1);
  });

  test('cannot be sent as JSON', async () => {
    await using world = await startWorld();
    for (const file of ['invoice.pdf', {}, { size: 1 }, null]) {
      const { errors } = await world.ask(UPLOAD, { input: { file } }, { as: 'acme' });
      expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    }
    const literal = 'mutation { uploadFile(input: { file: "x" }) { errors { code } } }';
    expect((await world.ask(literal, {}, { as: 'acme' })).errors).toMatchObject([
      { extensions: { code: 'BAD_USER_INPUT' } },
    ]);
    nothingSent(world);
  });

  test('needs the scope files:write', async () => {
    await using world = await startWorld();
    const answer = await post(world, PDF, { as: 'reader' });
    expect(answer.errors.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN']);
    nothingSent(world);
  });
});

describe('the company of an upload', () => {
  test('is optional for a caller of one company, and required for others', async () => {
    await using world = await startWorld();
    expect((await request(world, { fileName: 'a.pdf' }, { as: 'acme' })).errors).toEqual([]);
    expect((await request(world, { fileName: 'a.pdf' }, { as: 'sandbox' })).errors).toMatchObject([
      { code: 'BAD_USER_INPUT', field: ['input', 'company'], message: expect.stringContaining('acme, borealis') },
    ]);
    const ofBorealis = { fileName: 'a.pdf', company: 'borealis' };
    expect((await request(world, ofBorealis, { as: 'sandbox' })).errors).toEqual([]);
    expect(locations(world).map(({ company }) => company)).toEqual(['acme', 'borealis']);
  });

  test('cannot be a company that the caller may not see', async () => {
    await using world = await startWorld();
    const [hidden, none] = await Promise.all(
      ['borealis', 'nobodys'].map((company) => request(world, { fileName: 'a.pdf', company }, { as: 'acme' })),
    );
    expect(hidden?.errors).toMatchObject([{ code: 'NOT_FOUND' }]);
    expect(hidden?.errors[0]?.message.replace('borealis', 'nobodys')).toBe(none?.errors[0]?.message);
    nothingSent(world);
  });

  test('cannot be a company without Įvesk', async () => {
    await using world = await startWorld({
      config: ({ companies: { acme, ...others } }) => ({
        companies: { acme: { name: acme.name, v6: acme.v6 }, ...others },
      }),
    });
    for (const input of [{ fileName: 'a.pdf' }, { fileName: 'a.pdf', company: 'acme' }])
      expect((await request(world, input)).errors).toMatchObject([{ code: 'UNSUPPORTED_BY_SOURCE' }]);
  });
});

describe('an upload by the client itself', () => {
  test('goes to the location with exactly the headers given', async () => {
    await using world = await startWorld();
    const { location, errors } = await request(world, { fileName: 'sąskaita.pdf', options: { reference: 'R' } });
    expect(errors).toEqual([]);
    if (location === null) throw new Error('No location');
    expect(location.method).toBe('PUT');
    expect(location.headers.map(({ name }) => name)).toEqual(['Content-Type', 'Content-Disposition']);
    const headers = Object.fromEntries(location.headers.map(({ name, value }) => [name, value]));
    const response = await fetch(location.url, { method: 'PUT', headers, body: PDF });
    expect(response.status).toBe(200);
    expect(puts(world)).toMatchObject([{ sha256: sha256(PDF) }]);
  });

  test.each([
    ['no URL', '{"Content-Type":"application/pdf"}'],
    ['a URL of another kind', '{"url":"file:///etc/passwd"}'],
    ['a header that is two', '{"url":"https://s3.example/x","Content-Disposition":"a\\r\\nX-Other: b"}'],
  ])('is refused if the location has %s', async (_, text) => {
    await using world = await startWorld();
    world.sandbox.ivesk.fail('getUploadLocation', { kind: 'body', body: text });
    expect(await request(world, { fileName: 'a.pdf' })).toMatchObject({
      location: null,
      errors: [{ code: 'BACKEND_BAD_RESPONSE', source: 'IVESK' }],
    });
  });
});

const STORAGE_FAILURES: readonly { how: string; fault: Fault; code: string }[] = [
  { how: 'answers 403', fault: status(403), code: 'BACKEND_REJECTED' },
  { how: 'answers 500', fault: status(500), code: 'OUTCOME_UNKNOWN' },
  { how: 'answers 503', fault: status(503), code: 'BACKEND_UNAVAILABLE' },
  { how: 'does not answer', fault: { kind: 'hang' }, code: 'OUTCOME_UNKNOWN' },
  { how: 'resets the connection after all', fault: { kind: 'reset' }, code: 'OUTCOME_UNKNOWN' },
  { how: 'redirects', fault: { kind: 'redirect', location: '/elsewhere' }, code: 'BACKEND_BAD_RESPONSE' },
];

describe('a storage', () => {
  test.each(STORAGE_FAILURES)('that $how receives the file once: $code', async ({ fault, code }) => {
    await using world = await startWorld({ config: impatient('IVESK', { retries: 2 }) });
    world.sandbox.s3.fail('putFile', fault);
    const { upload: uploaded, errors } = await upload(world, PDF);
    expect([uploaded, errors.map((error) => error.code)]).toEqual([null, [code]]);
    expect(JSON.stringify(errors)).not.toMatch(/X-Amz|127\.0\.0\.1|<\?xml|<Error/);
    expect(puts(world).length).toBe(1);
  });

  test('that is down is reported as unavailable', async () => {
    await using world = await startWorld({ config: impatient('IVESK', { retries: 1 }) });
    await world.sandbox.s3.stop();
    const { errors } = await upload(world, PDF);
    expect(errors.map(({ code }) => code)).toEqual(['BACKEND_UNAVAILABLE']);
  });

  test('whose location has expired is reported as a rejection', async () => {
    await using world = await startWorld();
    world.sandbox.s3.fail('putFile', status(403), { times: 1 });
    expect((await upload(world, PDF)).errors).toMatchObject([{ code: 'BACKEND_REJECTED', source: 'IVESK' }]);
    expect((await upload(world, PDF)).errors).toEqual([]);
  });
});
