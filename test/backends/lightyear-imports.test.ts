import { text } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import type { ImportJobs } from '../../src/backends/backend.ts';
import type { CategoryImportType, ImportObjects } from '../../src/domain/imports/import-objects.ts';
import { createTestCache } from '../cache/cache-subject.ts';
import { rejection } from '../calls/account.ts';
import { type Arrival, refusedBaseUrl } from '../calls/source-server.ts';
import { answerJson, type FakeAccount, openFakeAccount, pathOf } from './fake-account.ts';
import { COMPANY_ID, createFakeLightyear } from './fake-lightyear.ts';
import { sendWrite } from './send-write.ts';
import { uncachedReads } from './uncached-reads.ts';

const { signal } = new AbortController();
const JOB = { id: 'job-1', type: 'TAX_CODES', sourceApplicationCode: 'erp', status: 'IN_PROGRESS' };
const ONE_CODE: ImportObjects = {
  type: 'TAX_CODES',
  objects: [{ sourceId: 's', description: 'd', ratePercent: '20' }],
};

function jobsOf({ backend }: FakeAccount): ImportJobs {
  if (backend.importJobs === undefined) throw new Error('Lightyear has import jobs');
  return backend.importJobs;
}

function start(account: FakeAccount, objects: ImportObjects = ONE_CODE) {
  return sendWrite((ticket) => jobsOf(account).start('erp', objects, ticket));
}

/** Answers each import that arrives completely. Returns their bodies. */
function takeImports(account: FakeAccount, answer: (arrival: Arrival) => void): readonly string[] {
  const bodies: string[] = [];
  account.fault = (arrival) => {
    if (pathOf(arrival) !== '/api/import-jobs') return false;
    void text(arrival.response.req).then((body) => {
      bodies.push(body);
      answer(arrival);
    });
    return true;
  };
  return bodies;
}

function started(arrival: Arrival) {
  return answerJson(arrival, JOB, 202);
}

/** The JSON text that is sent for some objects. */
async function sentFor(objects: ImportObjects): Promise<string> {
  await using account = await openFakeAccount(createFakeLightyear());
  const bodies = takeImports(account, started);
  await start(account, objects);
  return bodies[0] ?? '';
}

describe('the body of an import', () => {
  test('has all that a supplier card can have, under the names of the contract', async () => {
    const body = await sentFor({
      type: 'SUPPLIER_CARDS',
      objects: [
        {
          ...{ sourceId: 'S-1', code: 'c', name: 'Ąžuolas "& Co"', taxNumber: 't', countryCode: 'LT', currency: 'EUR' },
          bankAccount: { accountName: 'a', accountNumber: '1', sortCode: '2', bic: 'b', iban: 'i' },
          addressLines: ['one', '', 'Vilnius', 'four', 'LT-1'],
          terms: { type: 'FROM_BILL_DATE', days: 0 },
        },
      ],
    });
    expect(JSON.parse(body)).toEqual({
      type: 'SUPPLIER_CARDS',
      sourceApplicationCode: 'erp',
      objects: [
        {
          ...{ sourceID: 'S-1', code: 'c', fullName: 'Ąžuolas "& Co"' },
          ...{ taxNumber: 't', countryCode: 'LT', currency: 'EUR' },
          bankAccount: { accountName: 'a', accountNumber: '1', sortCode: '2', bic: 'b', iban: 'i' },
          address: { line1: 'one', line2: '', line3: 'Vilnius', line4: 'four', line5: 'LT-1' },
          terms: { termsType: 'FROM_BILL_DATE', termsDays: 0 },
        },
      ],
    });
  });

  test('leaves out fields that are null or absent, and objects without a field', async () => {
    const empty = { accountName: null, accountNumber: undefined };
    const body = await sentFor({
      type: 'SUPPLIER_CARDS',
      objects: [
        { sourceId: '1', name: 'n' },
        { sourceId: '2', name: 'n', code: null, taxNumber: null, bankAccount: null, addressLines: null, terms: null },
        {
          sourceId: '3',
          name: 'n',
          bankAccount: empty,
          addressLines: [],
          terms: { type: 'DUE_ON_RECEIPT', days: null },
        },
        { sourceId: '4', name: 'n', code: '', bankAccount: { iban: '' }, addressLines: ['one'] },
      ],
    });
    expect(body).toBe(
      `{"type":"SUPPLIER_CARDS","sourceApplicationCode":"erp","objects":[${[
        '{"sourceID":"1","fullName":"n"}',
        '{"sourceID":"2","fullName":"n"}',
        '{"sourceID":"3","fullName":"n","terms":{"termsType":"DUE_ON_RECEIPT"}}',
        '{"sourceID":"4","code":"","fullName":"n","bankAccount":{"iban":""},"address":{"line1":"one"}}',
      ]}]}`,
    );
  });

  test('has ledger accounts, and what of them is false', async () => {
    const flags = { isRounding: true, isHeader: false, isInUse: false };
    const body = await sentFor({
      type: 'GL_CODES',
      objects: [
        { sourceId: '1', code: '4000', description: 'd', type: 'EXPENSE', ...flags },
        { sourceId: '2', description: 'd', isHeader: null },
      ],
    });
    expect(JSON.parse(body)).toEqual({
      ...{ type: 'GL_CODES', sourceApplicationCode: 'erp' },
      objects: [
        {
          ...{ sourceID: '1', code: '4000', description: 'd', glType: 'EXPENSE' },
          ...{ isRoundingCode: true, isHeaderGLCode: false, isSourceInUse: false },
        },
        { sourceID: '2', description: 'd' },
      ],
    });
  });

  test.each([
    ['20', '20'],
    ['20.000000000000000001', '20.000000000000000001'],
    ['0.10', '0.10'],
    ['-007.5', '-7.5'],
    ['00', '0'],
    ['00.5', '0.5'],
    ['1'.repeat(500), '1'.repeat(500)],
  ])('has the rate %s as a number with all its digits', async (ratePercent, number) => {
    const body = await sentFor({ type: 'TAX_CODES', objects: [{ sourceId: 's', description: 'd', ratePercent }] });
    expect(body).toBe(
      `{"type":"TAX_CODES","sourceApplicationCode":"erp","objects":[{"sourceID":"s","description":"d","ratePercent":${number}}]}`,
    );
  });

  test.each<[CategoryImportType, string]>([
    ['BRANCHES', 'BRANCH'],
    ['CATEGORIES', 'CATEGORY'],
    ['CLASSES', 'CLASSIFICATION'],
    ['CUSTOMERS', 'CUSTOMER'],
    ['DEPARTMENTS', 'DEPARTMENT'],
    ['FIXED_ASSETS', 'FIXED_ASSET'],
    ['ITEMS', 'ITEM'],
    ['INVENTORIES', 'INVENTORY'],
    ['JOBS', 'JOB'],
    ['LOCATIONS', 'LOCATION'],
    ['PROJECTS', 'PROJECT'],
  ])('with the type %s has categories of the type %s', async (type, one) => {
    const all = { parentSourceId: 'p', code: 'c', sequence: 0, inUse: false };
    const body = await sentFor({
      type,
      objects: [
        { sourceId: '1', description: 'd', ...all },
        { sourceId: '2', description: 'e' },
      ],
    });
    expect(JSON.parse(body)).toEqual({
      ...{ type, sourceApplicationCode: 'erp' },
      objects: [
        {
          ...{ sourceID: '1', parentSourceID: 'p', code: 'c', description: 'd' },
          ...{ sequence: 0, inUse: false, type: one },
        },
        { sourceID: '2', description: 'e', type: one },
      ],
    });
  });

  test('has a text as it was given, also where it is no Unicode', async () => {
    const body = await sentFor({ type: 'GL_CODES', objects: [{ sourceId: 'a\ud800', description: '😀\u0000' }] });
    expect(JSON.parse(body)).toMatchObject({ objects: [{ sourceID: 'a\ud800', description: '😀\u0000' }] });
    expect(body.isWellFormed()).toBe(true);
  });

  test('may have 10 MB; with one byte more, the import is not sent', async () => {
    const objects = (length: number): ImportObjects => ({
      type: 'GL_CODES',
      objects: [{ sourceId: 's', description: `ž${'x'.repeat(length)}` }],
    });
    await using account = await openFakeAccount(createFakeLightyear());
    const bodies = takeImports(account, started);
    await start(account, objects(0));
    const room = 10_485_760 - Buffer.byteLength(bodies[0] ?? '');
    await start(account, objects(room));
    expect(Buffer.byteLength(bodies[1] ?? '')).toBe(10_485_760);
    const before = account.arrivals.length;
    expect(await rejection(start(account, objects(room + 1)))).toMatchObject({
      code: 'BAD_USER_INPUT',
      message:
        'This import has 10,485,761 bytes, and Lightyear accepts 10,485,760 at once: split its objects into several imports',
    });
    expect(account.arrivals.length).toBe(before);
  });
});

describe('starting an import', () => {
  test('is one POST of JSON with token and company', async () => {
    await using account = await openFakeAccount(createFakeLightyear());
    takeImports(account, started);
    await start(account);
    expect(account.arrivals.map(({ method, url }) => `${method} ${url}`)).toEqual([
      'POST /oauth2/token',
      'POST /api/import-jobs',
    ]);
    expect(account.arrivals[1]?.headers).toMatchObject({
      ...{ authorization: 'Bearer token-1', 'lightyear-company-id': COMPANY_ID },
      ...{ 'content-type': 'application/json', accept: 'application/json' },
    });
  });

  test('gives the job as the answer has it', async () => {
    await using account = await openFakeAccount(createFakeLightyear());
    takeImports(account, (arrival) =>
      answerJson(arrival, { ...JOB, created: '2024-05-14T10:00:00Z', counts: { inserted: 1 } }, 202),
    );
    expect(await start(account)).toEqual({
      ...{ company: 'acme', source: 'LIGHTYEAR', sourceId: 'job-1', type: 'TAX_CODES', sourceApplicationCode: 'erp' },
      ...{ status: 'IN_PROGRESS', createdAt: '2024-05-14T10:00:00Z', updatedAt: null },
      counts: { inserted: 1, updated: 0, deleted: 0, unchanged: 0 },
    });
  });

  test.each([
    ['only an id', { id: 7 }, { sourceId: '7', type: 'TAX_CODES', sourceApplicationCode: 'erp' }],
    [
      'nulls',
      { id: 'a', type: null, sourceApplicationCode: null },
      { type: 'TAX_CODES', sourceApplicationCode: 'erp' },
    ],
    ['another type', { id: 'a', type: 'SPACESHIPS' }, { type: 'OTHER' }],
  ])('takes the rest as it was asked for where the answer has %s; its status is not known', async (_, answer, job) => {
    await using account = await openFakeAccount(createFakeLightyear());
    takeImports(account, (arrival) => answerJson(arrival, answer, 202));
    expect(await start(account)).toMatchObject({ company: 'acme', status: 'UNKNOWN', counts: null, ...job });
  });

  test.each([
    ['nothing', ''],
    ['null', 'null'],
    ['a list', '[]'],
    ['no id', '{}'],
    ['an id of null', '{"id":null}'],
    ['a blank id', '{"id":" "}'],
    ['an id that cannot be part of a path', '{"id":".."}'],
  ])('that is answered with %s has an unknown outcome, as its job is not known', async (_, answer) => {
    await using account = await openFakeAccount(createFakeLightyear());
    const bodies = takeImports(account, (arrival) => arrival.answer(202, answer));
    expect(await rejection(start(account))).toMatchObject({
      code: 'OUTCOME_UNKNOWN',
      message:
        'Lightyear accepted the import and did not name its job: look for the job there before you send it again.',
      accountId: { source: 'LIGHTYEAR', company: 'acme' },
    });
    expect(bodies.length).toBe(1);
  });

  test('is sent again after a 401, with a new token: a refused import was not carried out', async () => {
    await using account = await openFakeAccount(createFakeLightyear());
    const bodies = takeImports(account, (arrival) => {
      if (arrival.headers.authorization === 'Bearer token-1') arrival.answer(401);
      else started(arrival);
    });
    expect(await start(account)).toMatchObject({ sourceId: 'job-1' });
    expect(bodies.length).toBe(2);
    expect(bodies[1]).toBe(bodies[0]);
  });

  test.each<[string, (arrival: Arrival) => void]>([
    ['breaks off', ({ socket }) => socket.destroy()],
    ['is half an answer', ({ response, socket }) => response.writeHead(202).write('{"id":', () => socket.destroy())],
    ['is the HTML of a proxy', (arrival) => arrival.answer(200, '<html>')],
    ['is a 500', (arrival) => arrival.answer(500)],
    ['is a 502', (arrival) => arrival.answer(502)],
    ['is a 504', (arrival) => arrival.answer(504)],
  ])('has an unknown outcome where the answer %s, and is not sent again', async (_, answer) => {
    await using account = await openFakeAccount(createFakeLightyear(), { retries: 2 });
    const bodies = takeImports(account, answer);
    expect(await rejection(start(account))).toMatchObject({ code: 'OUTCOME_UNKNOWN', retryable: false });
    expect(bodies.length).toBe(1);
  });

  test.each([
    [503, 'BACKEND_UNAVAILABLE'],
    [429, 'BACKEND_RATE_LIMITED'],
  ])('that a %i answers was not done, and is left to its caller', async (status, code) => {
    await using account = await openFakeAccount(createFakeLightyear(), { retries: 2 });
    const bodies = takeImports(account, (arrival) => arrival.answer(status));
    expect(await rejection(start(account))).toMatchObject({ code, retryable: true });
    expect(bodies.length).toBe(1);
  });

  test('that is refused says why in the words of the source', async () => {
    await using account = await openFakeAccount(createFakeLightyear());
    const bodies = takeImports(account, (arrival) =>
      answerJson(arrival, { message: 'objects[0] has no fullName', violations: ['a', 'b'] }, 400),
    );
    expect(await rejection(start(account))).toMatchObject({
      ...{ code: 'BACKEND_REJECTED', message: 'objects[0] has no fullName', violations: ['a', 'b'] },
    });
    expect(bodies.length).toBe(1);
  });

  test('that cannot connect was not sent', async () => {
    const fake = createFakeLightyear();
    const refused = await refusedBaseUrl();
    const section: typeof fake.section = (baseUrl) => ({ ...fake.section(baseUrl), baseUrl: refused });
    await using account = await openFakeAccount({ ...fake, section });
    expect(await rejection(start(account))).toMatchObject({ code: 'BACKEND_UNAVAILABLE', retryable: true });
    expect(fake.tokens.length).toBe(1);
  });
});

describe('a job that was started', () => {
  test('is found by the id that its start returned, and is read again while it runs', async () => {
    await using account = await openFakeAccount(createFakeLightyear());
    await using cache = await createTestCache({ enabled: true });
    takeImports(account, started);
    const { sourceId, company } = await start(account);
    let status = 'IN_PROGRESS';
    account.fault = (arrival) => {
      answerJson(arrival, { ...JOB, status });
      return true;
    };
    const read = async () => {
      const reads = cache.openOperation().of({ source: 'LIGHTYEAR', company }, signal);
      return (await jobsOf(account).read(sourceId, reads))?.status;
    };
    expect([await read(), await read()]).toEqual(['IN_PROGRESS', 'IN_PROGRESS']);
    status = 'FINISHED';
    expect([await read(), await read()]).toEqual(['FINISHED', 'FINISHED']);
    expect(account.calls().slice(1)).toEqual(Array(3).fill('/api/import-jobs/job-1'));
    expect(await jobsOf(account).read(sourceId, uncachedReads())).toMatchObject({ company: 'acme' });
  });
});
