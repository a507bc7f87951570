import { describe, expect, test } from 'vitest';
import type { Fault } from '../../sandbox/stand-in/fault.ts';
import { encodeId } from '../../src/domain/ids.ts';
import { identityOf } from '../../src/loaders/identity-of.ts';
import { nodesOf, readPage, readPages } from './list-pages.ts';
import { body, impatient, status } from './ways-to-fail.ts';
import { type Ask, startWorld, type TestWorld } from './world.ts';

interface Result {
  readonly id: string;
  readonly ok: boolean;
  readonly error: {
    readonly code: string;
    readonly message: string;
    readonly field: readonly string[] | null;
    readonly source: string | null;
    readonly retryable: boolean;
  } | null;
}

const MARK = `mutation Mark($input: MarkInvoicesExportedInput!) {
  markInvoicesExported(input: $input) { results { id ok error { code message field source retryable } } }
}`;

const ACMES = { companies: ['acme'], sources: ['LIGHTYEAR'] };

async function mark(world: TestWorld, ids: readonly string[], options?: Ask): Promise<readonly Result[]> {
  const { data, errors } = await world.ask<{ markInvoicesExported: { results: Result[] } }>(
    MARK,
    { input: { ids } },
    options,
  );
  if (!data) throw new Error(`No results: ${JSON.stringify(errors)}`);
  return data.markInvoicesExported.results;
}

/** Ids of documents that wait for their export at Acme's Lightyear. */
async function waiting(world: TestWorld, count: number): Promise<readonly string[]> {
  const page = await readPage(world, { filter: ACMES, first: count });
  return page.edges.map(({ node }) => node.id);
}

function idOf(sourceId: string, company = 'acme') {
  return encodeId({ type: 'Invoice', ref: { company, source: 'LIGHTYEAR', key: [sourceId] } });
}
const UNKNOWN = 'ffffffff-ffff-4fff-8fff-ffffffffffff';

function completions(world: TestWorld) {
  return world.sandbox.lightyear.calls.of('completeInvoiceExport');
}

describe('marking documents exported', () => {
  test('removes them from the list immediately, and a second attempt is a conflict', async () => {
    await using world = await startWorld();
    const [first = '', second = '', third = ''] = await waiting(world, 3);
    expect(await mark(world, [first, second])).toEqual([
      { id: first, ok: true, error: null },
      { id: second, ok: true, error: null },
    ]);
    const left = nodesOf(await readPages(world, { filter: ACMES, first: 200 })).map(({ id }) => id);
    expect(left).toContain(third);
    expect(left).not.toContain(first);
    expect(left).not.toContain(second);

    const [again] = await mark(world, [first]);
    expect(again).toMatchObject({ ok: false, error: { code: 'CONFLICT', source: 'LIGHTYEAR', retryable: false } });
  });

  test('sends a document once whose id comes in both letter cases', async () => {
    await using world = await startWorld();
    const [id = ''] = await waiting(world, 1);
    const { ref } = identityOf('Invoice', id);
    const capitals = idOf(ref.sourceId.toUpperCase());
    expect(capitals).not.toBe(id);
    expect(await mark(world, [capitals, id])).toEqual(
      [capitals, id].map((given) => ({ id: given, ok: true, error: null })),
    );
    expect(completions(world).length).toBe(1);
  });

  test('has an outcome for each in the given order, and sends each once, even if it is repeated', async () => {
    await using world = await startWorld();
    const [done = '', repeated = ''] = await waiting(world, 2);
    await mark(world, [done]);
    const invoices = nodesOf([await readPage(world, { filter: { companies: ['acme'] }, first: 30 })]);
    const ofSource = (source: string) => invoices.find((one) => one.source === source)?.id ?? '';
    const line = encodeId({
      type: 'LineItem',
      ref: { company: 'acme', source: 'LIGHTYEAR', key: [UNKNOWN] },
      line: { sourceId: null, position: 1 },
    });
    world.forgetCalls();
    const asked = [repeated, 'x', idOf(UNKNOWN), done, ofSource('IVESK'), ofSource('V6'), repeated, line];
    const results = await mark(world, asked);
    expect(results.map(({ id }) => id)).toEqual(asked);
    expect(results.map(({ ok, error }) => (ok ? 'ok' : error?.code))).toEqual([
      'ok',
      'BAD_USER_INPUT',
      'NOT_FOUND',
      'CONFLICT',
      'ok',
      'ok',
      'ok',
      'BAD_USER_INPUT',
    ]);
    expect(results[1]?.error?.field).toEqual(['input', 'ids', '1']);
    // The others are only looked for.
    expect(world.callCounts()).toEqual({
      'IVESK listDigitized': 1,
      'LIGHTYEAR completeInvoiceExport': 3,
      'V6 listInvoices': 1,
    });
    expect(completions(world).every((call) => call.method === 'POST' && call.size === 0)).toBe(true);
  });

  test('answers for a company that the caller may not see as for one that does not have such a document', async () => {
    await using world = await startWorld();
    const [hers = ''] = await waiting(world, 1);
    world.forgetCalls();
    const results = await mark(world, [hers, idOf(UNKNOWN, 'nobody'), idOf(UNKNOWN, 'borealis')], { as: 'borealis' });
    const errors = results.map(({ error }) => error);
    expect(errors[0]).toMatchObject({ code: 'NOT_FOUND', source: 'LIGHTYEAR' });
    expect(errors[1]).toEqual(errors[0]);
    expect(errors[2]).toEqual(errors[0]);
    expect(world.callCounts()).toEqual({ 'LIGHTYEAR completeInvoiceExport': 1 });
    expect(await waiting(world, 1)).toEqual([hers]);
  });

  test('accepts 200 at once, and sends no more concurrently than the account allows', async () => {
    await using world = await startWorld({ sandbox: { lightyear: { pageSize: 500 } } });
    const ids = Array.from({ length: 200 }, (_, n) => idOf(`00000000-0000-4000-8000-${String(n).padStart(12, '0')}`));
    const results = await mark(world, ids);
    expect(results.map(({ id }) => id)).toEqual(ids);
    expect(new Set(results.map(({ error }) => error?.code))).toEqual(new Set(['NOT_FOUND']));
    expect(completions(world).length).toBe(200);
  });

  test.each([0, 201])('refuses %i ids, and does not send any', async (count) => {
    await using world = await startWorld();
    const ids = Array.from({ length: count }, () => idOf(UNKNOWN));
    const { errors, data } = await world.ask(MARK, { input: { ids } });
    expect(data).toEqual({ markInvoicesExported: null });
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    expect(world.calls()).toEqual([]);
  });

  test('needs the scope invoices:export', async () => {
    await using world = await startWorld();
    const { errors, data } = await world.ask(MARK, { input: { ids: [idOf(UNKNOWN)] } }, { as: 'reader' });
    expect([data, errors[0]?.extensions.code]).toEqual([{ markInvoicesExported: null }, 'FORBIDDEN']);
    expect(world.calls()).toEqual([]);
  });
});

interface WayOut {
  readonly how: string;
  readonly fault: Fault;
  readonly code: string;
  readonly retryable?: boolean;
}

const WAYS: readonly WayOut[] = [
  { how: 'answers 400', fault: status(400), code: 'BACKEND_REJECTED' },
  { how: 'answers 403', fault: status(403), code: 'BACKEND_UNAUTHORIZED' },
  {
    how: 'answers 429',
    fault: { kind: 'rateLimit', retryAfterSeconds: 0 },
    code: 'BACKEND_RATE_LIMITED',
    retryable: true,
  },
  { how: 'answers 500', fault: status(500), code: 'OUTCOME_UNKNOWN' },
  { how: 'answers 502', fault: status(502), code: 'OUTCOME_UNKNOWN' },
  { how: 'answers 503', fault: status(503), code: 'BACKEND_UNAVAILABLE', retryable: true },
  { how: 'answers 504', fault: status(504), code: 'OUTCOME_UNKNOWN' },
  { how: 'answers 520, as a proxy', fault: status(520), code: 'OUTCOME_UNKNOWN' },
  { how: 'does not answer', fault: { kind: 'hang' }, code: 'OUTCOME_UNKNOWN' },
  { how: 'resets the connection', fault: { kind: 'reset' }, code: 'OUTCOME_UNKNOWN' },
  { how: 'sends a web page', fault: { kind: 'garbage' }, code: 'OUTCOME_UNKNOWN' },
  { how: 'redirects', fault: { kind: 'redirect', location: '/elsewhere' }, code: 'OUTCOME_UNKNOWN' },
  { how: 'sends elsewhere', fault: status(307), code: 'BACKEND_BAD_RESPONSE' },
];

describe('a write', () => {
  test.each(WAYS)('is sent once, and is $code, if the source $how', async ({ fault, code, retryable = false }) => {
    await using world = await startWorld({ config: impatient('LIGHTYEAR', { retries: 2 }) });
    const ids = await waiting(world, 2);
    world.sandbox.lightyear.fail('completeInvoiceExport', fault, { times: 1 });
    const results = await mark(world, ids);
    expect(results.map(({ ok }) => ok).sort()).toEqual([false, true]);
    expect(results.find(({ ok }) => !ok)?.error).toMatchObject({ code, retryable, source: 'LIGHTYEAR' });
    expect(completions(world).length).toBe(2);
  });

  test('that is refused for an expired token is repeated with a new one, as it was not carried out', async () => {
    await using world = await startWorld();
    const [id = ''] = await waiting(world, 1);
    world.sandbox.lightyear.fail('completeInvoiceExport', status(401), { times: 1 });
    expect(await mark(world, [id])).toEqual([{ id, ok: true, error: null }]);
    expect(completions(world).map((call) => call.status)).toEqual([401, 204]);
  });

  test('is reported as not sent if its token cannot be had', async () => {
    await using world = await startWorld({ config: impatient('LIGHTYEAR') });
    world.sandbox.lightyear.fail('issueToken', { kind: 'reset' });
    const [result] = await mark(world, [idOf(UNKNOWN)]);
    expect(result?.error).toMatchObject({ code: 'BACKEND_UNAVAILABLE', retryable: true });
    expect(completions(world)).toEqual([]);
  });

  test('is reported as not carried out if its source is down', async () => {
    await using world = await startWorld({ config: impatient('LIGHTYEAR', { retries: 1 }) });
    const ids = await waiting(world, 2);
    await world.sandbox.lightyear.stop();
    const results = await mark(world, ids);
    expect(results.map(({ error }) => error?.code)).toEqual(['BACKEND_UNAVAILABLE', 'BACKEND_UNAVAILABLE']);
  });

  test('that runs out of time says which documents were not sent', async () => {
    await using world = await startWorld({
      config: (sandbox) => {
        const { acme, ...others } = sandbox.companies;
        const lightyear = { ...acme.lightyear, maxConcurrent: 2, timeoutMs: 30_000 };
        return { companies: { acme: { ...acme, lightyear }, ...others }, limits: { operationTimeoutMs: 700 } };
      },
    });
    const ids = await waiting(world, 5);
    world.sandbox.lightyear.fail('completeInvoiceExport', { kind: 'hang' });
    const results = await mark(world, ids);
    expect(results.map(({ error }) => error?.code)).toEqual([
      'OUTCOME_UNKNOWN',
      'OUTCOME_UNKNOWN',
      'BACKEND_TIMEOUT',
      'BACKEND_TIMEOUT',
      'BACKEND_TIMEOUT',
    ]);
    expect(completions(world).length).toBe(2);
  });
});

const REPORT = `mutation Report($input: ReportSyncErrorInput!) {
  reportSyncError(input: $input) { ok errors { code message field source retryable } }
}`;

interface Report {
  readonly ok: boolean;
  readonly errors: readonly NonNullable<Result['error']>[];
}

async function report(world: TestWorld, invoiceId: string, message: string, options?: Ask): Promise<Report> {
  const answer = await world.ask<{ reportSyncError: Report }>(REPORT, { input: { invoiceId, message } }, options);
  if (!answer.data) throw new Error(`No report: ${JSON.stringify(answer.errors)}`);
  return answer.data.reportSyncError;
}

async function firstOf(world: TestWorld, source: string): Promise<string> {
  const page = await readPage(world, { filter: { companies: ['acme'], sources: [source] }, first: 1 });
  return page.edges[0]?.node.id ?? '';
}

const OK = { ok: true, errors: [] };

describe('reporting a sync error', () => {
  test('rejects a Lightyear document with its reason, and removes it from the list', async () => {
    await using world = await startWorld();
    const id = await firstOf(world, 'LIGHTYEAR');
    const message = 'No ledger account "6100"\n— Žiūrėkite 🙂';
    expect(await report(world, id, message)).toEqual(OK);
    const [call] = world.sandbox.lightyear.calls.of('rejectInvoiceExport');
    expect(JSON.parse(call?.body ?? '')).toEqual({ reason: message });
    expect(nodesOf(await readPages(world, { filter: ACMES, first: 200 })).map((one) => one.id)).not.toContain(id);
    expect((await report(world, id, message)).errors).toMatchObject([{ code: 'CONFLICT', source: 'LIGHTYEAR' }]);
    expect((await mark(world, [id]))[0]?.error?.code).toBe('CONFLICT');
  });

  test("goes to the company of an Įvesk document, or to the account's if the document does not name one", async () => {
    await using world = await startWorld();
    const { ivesk } = world.sandbox.world.acme;
    const id = await firstOf(world, 'IVESK');
    const sent = () => {
      const call = world.sandbox.ivesk.calls.of('reportSyncError').at(-1);
      return JSON.parse(call?.body ?? '{}') as Record<string, string>;
    };
    const { data } = await world.ask<{ invoice: { sourceId: string } }>(
      'query($id: ID!) { invoice(id: $id) { sourceId } }',
      {
        id,
      },
    );
    const documentid = data?.invoice.sourceId;
    expect(await report(world, id, 'Nope')).toEqual(OK);
    expect(sent()).toEqual({ documentid, companycode: ivesk.companyCode, message: 'Nope' });

    for (const [companycode, expected] of [
      ['305555555', '305555555'],
      ['', ivesk.companyCode],
    ] as const) {
      using _changed = world.sandbox.ivesk.fail('listDigitized', {
        kind: 'transform',
        transform: (text) => {
          const page = JSON.parse(text) as { documents: object[] };
          return JSON.stringify({ ...page, documents: page.documents.map((one) => ({ ...one, companycode })) });
        },
      });
      // The stand-in only knows the document under its own company.
      using _taken = world.sandbox.ivesk.fail('reportSyncError', body('{}'));
      await using other = await startWorld({ config: world.sandbox.gatewayConfig() as Record<string, object> });
      expect(await report(other, id, 'Nope')).toEqual(OK);
      expect(sent()).toEqual({ documentid, companycode: expected, message: 'Nope' });
    }
  });

  test('about a document that does not exist or cannot be read is not sent', async () => {
    await using world = await startWorld({ config: impatient('IVESK') });
    const gone = encodeId({
      type: 'Invoice',
      ref: { company: 'acme', source: 'IVESK', key: [UNKNOWN, '2024-01-01T00:00:00.000Z'] },
    });
    expect((await report(world, gone, 'Nope')).errors).toMatchObject([{ code: 'NOT_FOUND', source: 'IVESK' }]);
    expect((await report(world, gone, 'Nope', { as: 'borealis' })).errors).toMatchObject([
      { code: 'NOT_FOUND', source: 'IVESK' },
    ]);
    world.sandbox.ivesk.fail('listDigitized', status(500));
    expect((await report(world, gone, 'Nope')).errors).toMatchObject([{ code: 'BACKEND_UNAVAILABLE' }]);
    expect(world.sandbox.ivesk.calls.of('reportSyncError')).toEqual([]);
  });

  test('is OUTCOME_UNKNOWN if the connection breaks', async () => {
    await using world = await startWorld({ config: impatient('IVESK') });
    const id = await firstOf(world, 'IVESK');
    world.sandbox.ivesk.fail('reportSyncError', { kind: 'reset' });
    expect((await report(world, id, 'Nope')).errors).toMatchObject([{ code: 'OUTCOME_UNKNOWN', source: 'IVESK' }]);
    expect(world.sandbox.ivesk.calls.of('reportSyncError').length).toBe(1);
  });

  test('is not supported by V6', async () => {
    await using world = await startWorld();
    expect((await report(world, await firstOf(world, 'V6'), 'Nope')).errors).toMatchObject([
      { code: 'UNSUPPORTED_BY_SOURCE', source: 'V6' },
    ]);
  });

  test("quotes only the message of a source's answer", async () => {
    await using world = await startWorld();
    const id = await firstOf(world, 'IVESK');
    world.sandbox.ivesk.fail('reportSyncError', {
      kind: 'status',
      status: 400,
      body: { message: 'message is\u0007 odd' },
    });
    expect((await report(world, id, 'Nope')).errors).toMatchObject([
      { code: 'BACKEND_REJECTED', message: expect.stringMatching(/^message is ?odd$/) },
    ]);
    world.sandbox.ivesk.clearFaults();
    world.sandbox.ivesk.fail('reportSyncError', body(''));
    expect(await report(world, id, 'Nope')).toEqual(OK);
  });

  test.each([
    ['an empty message', ''],
    ['blanks', ' \n\t '],
    ['2,001 characters', 'x'.repeat(2_001)],
    ['100,000 characters', 'ą'.repeat(100_000)],
  ])('refuses %s with the field at fault, and is not sent', async (_, message) => {
    await using world = await startWorld();
    expect(await report(world, idOf(UNKNOWN), message)).toMatchObject({
      ok: false,
      errors: [{ code: 'BAD_USER_INPUT', field: ['input', 'message'], source: null }],
    });
    expect(world.calls()).toEqual([]);
  });

  test('accepts 2,000 characters, and counts an emoji as one', async () => {
    await using world = await startWorld();
    expect(await report(world, await firstOf(world, 'LIGHTYEAR'), '🙂'.repeat(2_000))).toEqual(OK);
  });

  test('refuses a text that is not the id of a document', async () => {
    await using world = await startWorld();
    expect((await report(world, 'x', 'Nope')).errors).toMatchObject([
      { code: 'BAD_USER_INPUT', field: ['input', 'invoiceId'] },
    ]);
    expect(world.calls()).toEqual([]);
  });
});
