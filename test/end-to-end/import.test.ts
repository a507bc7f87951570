import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createManualClock } from '../../sandbox/stand-in/clock.ts';
import { type Answer, type Ask, startWorld, type TestWorld } from './world.ts';

interface Job {
  readonly id: string;
  readonly sourceId: string;
  readonly company: { readonly id: string };
  readonly type: string;
  readonly status: string;
  readonly sourceApplicationCode: string | null;
  readonly counts: { readonly inserted: number } | null;
}

interface Started {
  readonly job: Job | null;
  readonly errors: readonly {
    readonly code: string;
    readonly message: string;
    readonly field: readonly string[] | null;
    readonly source: string | null;
    readonly retryable: boolean;
  }[];
}

type Data = { readonly startImport: Started };

const JOB = 'id sourceId company { id } type status sourceApplicationCode counts { inserted }';
const PAYLOAD = `{ job { ${JOB} } errors { code message field source retryable } }`;
const START = `mutation ($input: StartImportInput!) { startImport(input: $input) ${PAYLOAD} }`;
const IMPORT_MS = 6_000;

const clock = createManualClock(new Date('2025-03-01T12:00:00Z'));
const used = new AsyncDisposableStack();
let world: TestWorld;

beforeAll(async () => {
  world = used.use(
    await startWorld({
      sandbox: { clock, lightyear: { importMs: IMPORT_MS } },
      config: (sandbox) => ({
        limits: { maxBodyBytes: 20_000_000, maxReceivingBytes: 160_000_000 },
        companies: { ...sandbox.companies, noLightyear: { ...sandbox.companies.borealis, lightyear: undefined } },
        callers: { ...sandbox.callers, ...CALLERS },
      }),
    }),
  );
});
beforeEach(() => world.forgetCalls());
afterAll(() => used.disposeAsync());

const CALLERS = {
  writer: { token: 'writer-token-not-a-secret', companies: ['acme'], scopes: ['imports:write'] },
  follower: { token: 'follower-token-not-a-secret', companies: ['acme'], scopes: ['imports:read'] },
  without: { token: 'without-token-not-a-secret', companies: ['noLightyear'], scopes: '*' },
};
const WRITER = { token: CALLERS.writer.token };
const ACME: Ask = { as: 'acme' };

const code = { sourceId: 's', description: 'd' };
const GL_CODES = { glCodes: [code] };

function ask(input: object, options: Ask = ACME): Promise<Answer<Data>> {
  return world.ask<Data>(START, { input: { sourceApplicationCode: 'erp', ...input } }, options);
}

async function start(objects: object, options?: Ask, more: object = {}): Promise<Started> {
  const { data, errors } = await ask({ objects, ...more }, options);
  if (!data) throw new Error(`Was not executed: ${JSON.stringify(errors)}`);
  return data.startImport;
}

async function started(...given: Parameters<typeof start>): Promise<Job> {
  const { job, errors } = await start(...given);
  if (job === null) throw new Error(`Was not started: ${JSON.stringify(errors)}`);
  expect(errors).toEqual([]);
  return job;
}

async function follow(id: string, as: Ask = ACME): Promise<Job | null | undefined> {
  const { data } = await world.ask<{ importJob: Job | null }>(
    `query ($id: ID!) { importJob(id: $id) { ${JOB} } }`,
    { id },
    as,
  );
  return data?.importJob;
}

/** The objects as literals in the operation. */
function literal(objects: string, variables = '') {
  return `mutation ${variables} { startImport(input: { sourceApplicationCode: "erp", objects: ${objects} }) ${PAYLOAD} }`;
}

function importsSent() {
  return world.sandbox.lightyear.calls.of('startImportJob');
}
function bodySent() {
  return JSON.parse(importsSent().at(-1)?.body ?? 'null') as unknown;
}

const CARD = {
  ...{ sourceId: 'S-1', code: 'c', name: 'Ąžuolas', taxNumber: 't', countryCode: 'LT', currency: 'EUR' },
  bankAccount: { accountName: 'a', accountNumber: '1', sortCode: '2', bic: 'b', iban: 'as it is given' },
  addressLines: ['one', '', 'Vilnius'],
  terms: { type: 'FROM_END_OF_MONTH', days: 30 },
};

const KINDS = [
  {
    type: 'SUPPLIER_CARDS',
    objects: { supplierCards: [CARD, { sourceId: 'S-2', name: 'n', code: null, terms: null }] },
    sent: [
      {
        ...{ sourceID: 'S-1', code: 'c', fullName: 'Ąžuolas', taxNumber: 't', countryCode: 'LT', currency: 'EUR' },
        bankAccount: CARD.bankAccount,
        address: { line1: 'one', line2: '', line3: 'Vilnius' },
        terms: { termsType: 'FROM_END_OF_MONTH', termsDays: 30 },
      },
      { sourceID: 'S-2', fullName: 'n' },
    ],
  },
  {
    type: 'GL_CODES',
    objects: { glCodes: [{ ...code, type: 't', isRounding: true, isHeader: false, isInUse: true }] },
    sent: [
      {
        ...{ sourceID: 's', description: 'd', glType: 't' },
        ...{ isRoundingCode: true, isHeaderGLCode: false, isSourceInUse: true },
      },
    ],
  },
  {
    type: 'TAX_CODES',
    objects: { taxCodes: [{ ...code, code: 'PVM1', ratePercent: '21' }] },
    sent: [{ sourceID: 's', code: 'PVM1', description: 'd', ratePercent: 21 }],
  },
  {
    type: 'CLASSES',
    objects: { categories: { kind: 'CLASSES', items: [{ ...code, parentSourceId: 'p', sequence: 2, inUse: false }] } },
    sent: [{ sourceID: 's', parentSourceID: 'p', description: 'd', sequence: 2, inUse: false, type: 'CLASSIFICATION' }],
  },
];

describe('an import', () => {
  test.each(KINDS)('sends $type once, and is followed until it has finished', async ({ type, objects, sent }) => {
    const job = await started(objects);
    expect(job).toMatchObject({ company: { id: 'acme' }, type, status: 'IN_PROGRESS', sourceApplicationCode: 'erp' });
    expect(bodySent()).toEqual({ type, sourceApplicationCode: 'erp', objects: sent });
    expect(world.calls()).toEqual(['LIGHTYEAR startImportJob']);

    expect(await follow(job.id)).toEqual(job);
    clock.advance(IMPORT_MS / 2);
    expect(await follow(job.id)).toMatchObject({ status: 'IN_PROGRESS' });
    clock.advance(IMPORT_MS / 2);
    expect(await follow(job.id)).toEqual({ ...job, status: 'FINISHED', counts: { inserted: sent.length } });
  });

  test('is read again while it is running, and not after it has ended', async () => {
    const { id } = await started({ glCodes: [{ ...code, sourceId: 'anew' }] });
    world.forgetCalls();
    for (const status of ['IN_PROGRESS', 'IN_PROGRESS']) expect(await follow(id)).toMatchObject({ status });
    clock.advance(IMPORT_MS);
    for (const status of ['FINISHED', 'FINISHED']) expect(await follow(id)).toMatchObject({ status });
    expect(world.calls()).toEqual(Array(3).fill('LIGHTYEAR getImportJob'));
  });

  test('can fail', async () => {
    const { id } = await started(GL_CODES, ACME, { sourceApplicationCode: 'FAIL' });
    clock.advance(IMPORT_MS);
    expect(await follow(id)).toMatchObject({ status: 'FAILED', sourceApplicationCode: 'FAIL' });
  });

  test('keeps all digits of a rate', async () => {
    await started({ taxCodes: [{ ...code, ratePercent: '20.000000000000000001' }] });
    expect(importsSent()[0]?.body).toContain('"ratePercent":20.000000000000000001}');
  });

  test('sends 10,000 supplier cards in one call', async () => {
    const supplierCards = Array.from({ length: 10_000 }, (_, index) => ({ ...CARD, sourceId: `many-${index}` }));
    const { id } = await started({ supplierCards });
    clock.advance(IMPORT_MS);
    expect(await follow(id)).toMatchObject({ status: 'FINISHED', counts: { inserted: 10_000 } });
    expect(importsSent().length).toBe(1);
  });

  test('is not sent if it has more bytes than Lightyear accepts', async () => {
    const glCodes = Array.from({ length: 11 }, () => ({ ...code, description: 'x'.repeat(1_000_000) }));
    expect(await start({ glCodes })).toEqual({
      job: null,
      errors: [
        {
          code: 'BAD_USER_INPUT',
          message: expect.stringMatching(/^This import has 11,000,\d{3} bytes, and Lightyear accepts 10,485,760 at/),
          ...{ field: ['input', 'objects'], source: null, retryable: false },
        },
      ],
    });
    expect(world.calls()).toEqual([]);
  });
});

describe('an invalid input', () => {
  test('is refused with all its faults, and is not sent', async () => {
    const lines = ['1', '2', '3', '4', '5', '6'];
    const supplierCards = [CARD, { ...CARD, name: ' ' }, CARD, { ...CARD, addressLines: lines }];
    expect(await start({ supplierCards }, ACME, { sourceApplicationCode: '' })).toEqual({
      job: null,
      errors: [
        ['input', 'sourceApplicationCode'],
        ['input', 'objects', 'supplierCards', '1', 'name'],
        ['input', 'objects', 'supplierCards', '3', 'addressLines', '5'],
      ].map((field) => ({
        ...{ code: 'BAD_USER_INPUT', message: expect.any(String), field, source: null, retryable: false },
      })),
    });
    expect(world.calls()).toEqual([]);
  });

  test.each([
    ['two kinds', { ...GL_CODES, taxCodes: [] }],
    ['no kind', {}],
    ['a kind of null', { glCodes: null }],
    ['one kind, and another of null', { ...GL_CODES, taxCodes: null }],
  ])('with %s in variables is refused by the schema', async (_, objects) => {
    const { status, data, errors } = await ask({ objects });
    expect([status, data]).toEqual([400, undefined]);
    expect(errors.length).toBeGreaterThan(0);
    for (const { message, extensions } of errors) {
      expect(extensions.code).toBe('BAD_USER_INPUT');
      expect(message).toMatch(
        /^Variable "\$input" got invalid value .* at "input\.objects(\.\w+)?"; .*(Exactly one|non-null)/,
      );
    }
    expect(world.calls()).toEqual([]);
  });

  test.each([
    ['two kinds', '{ glCodes: [], taxCodes: [] }'],
    ['no kind', '{}'],
    ['a kind of null', '{ glCodes: null }'],
  ])('with %s in the operation itself is refused by the schema', async (_, objects) => {
    const { status, data, errors } = await world.ask(literal(objects));
    expect([status, data]).toEqual([400, undefined]);
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    expect(errors[0]?.message).toMatch(/ImportObjectsInput/);
    expect(world.calls()).toEqual([]);
  });

  test('with one kind in a variable is refused if that is missing or null, and otherwise accepted', async () => {
    const query = literal('{ glCodes: $codes }', '($codes: [GlCodeInput!])');
    for (const variables of [{}, { codes: null }]) {
      const { data, errors } = await world.ask(query, variables, ACME);
      expect([data, errors]).toMatchObject([null, [{ extensions: { code: 'BAD_USER_INPUT' } }]]);
    }
    expect(world.calls()).toEqual([]);
    const { data } = await world.ask<Data>(query, { codes: [code] }, ACME);
    expect(data?.startImport).toMatchObject({ job: { type: 'GL_CODES' }, errors: [] });
  });

  const withRate = (ratePercent: unknown) => ({
    taxCodes: [...Array(3).fill({ ...code, ratePercent: '1' }), { ...code, ratePercent }],
  });

  test.each<[string, object, string]>([
    ['an exponent', withRate('1e5'), 'taxCodes[3].ratePercent'],
    ['NaN', withRate('NaN'), 'taxCodes[3].ratePercent'],
    ['a blank', withRate(' 1'), 'taxCodes[3].ratePercent'],
    ['no text', withRate(20), 'taxCodes[3].ratePercent'],
    ['no currency', { supplierCards: [CARD, { ...CARD, currency: 'eur' }] }, 'supplierCards[1].currency'],
    ['no country', { supplierCards: [{ ...CARD, countryCode: 'LTU' }] }, 'supplierCards[0].countryCode'],
    ['no such terms', { supplierCards: [{ ...CARD, terms: { type: 'NEVER' } }] }, 'supplierCards[0].terms.type'],
    ['no name', { supplierCards: [{ sourceId: 's' }] }, 'supplierCards[0]'],
    ['no such kind', { categories: { kind: 'SPACESHIPS', items: [] } }, 'categories.kind'],
  ])('with %s names the place, and is not sent', async (_, objects, place) => {
    const { status, data, errors } = await ask({ objects });
    expect([status, data]).toEqual([400, undefined]);
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    expect(errors[0]?.message).toContain(`at "input.objects.${place}"; `);
    expect(world.calls()).toEqual([]);
  });

  test('in the operation itself is refused with an explanation', async () => {
    const { status, errors } = await world.ask(
      literal('{ taxCodes: { sourceId: "s", description: "d", ratePercent: "1e5" } }'),
    );
    expect([status, errors]).toMatchObject([400, [{ extensions: { code: 'BAD_USER_INPUT' } }]]);
    expect(errors[0]?.message).toContain('Decimal must be an exact decimal in a string, like "123.45"');
    expect(world.calls()).toEqual([]);
  });
});

describe('the company of an import', () => {
  test('is the one in the input', async () => {
    const job = await started(GL_CODES, { as: 'sandbox' }, { company: 'borealis' });
    expect(job.company.id).toBe('borealis');
    expect(importsSent().map(({ company }) => company)).toEqual(['borealis']);
    expect(await follow(job.id, { as: 'sandbox' })).toMatchObject({ sourceId: job.sourceId });
    expect(await follow(job.id)).toBeNull();
  });

  test.each([
    ['NOT_FOUND', 'does not exist', 'nobody', ACME],
    ['NOT_FOUND', 'belongs to another caller', 'borealis', ACME],
    ['UNSUPPORTED_BY_SOURCE', 'has no Lightyear account', 'noLightyear', { as: 'auditor' }],
    ['UNSUPPORTED_BY_SOURCE', 'is missing and no company has such an account', null, { token: CALLERS.without.token }],
    ['BAD_USER_INPUT', 'is missing and several companies have such an account', null, { as: 'sandbox' }],
  ] satisfies [string, string, string | null, Ask][])(
    'is refused with %s if it %s',
    async (expected, _, company, as) => {
      const { job, errors } = await start(GL_CODES, as, { company });
      expect([job, errors.map(({ code: given }) => given)]).toEqual([null, [expected]]);
      expect(world.calls()).toEqual([]);
    },
  );
});

describe('the scope imports:write', () => {
  test('is required to start an import, and nothing is sent without it', async () => {
    const { status, data, errors } = await ask({ objects: GL_CODES }, { token: CALLERS.follower.token });
    expect([status, data]).toEqual([200, null]);
    expect(errors).toMatchObject([{ path: ['startImport'], extensions: { code: 'FORBIDDEN' } }]);
    expect(world.calls()).toEqual([]);
  });

  test('is sufficient to read the started job, but not to follow it', async () => {
    const job = await started(GL_CODES, WRITER);
    expect(job).toMatchObject({ company: { id: 'acme' }, type: 'GL_CODES' });
    expect(await follow(job.id, WRITER)).toBeNull();
    expect(await follow(job.id, { token: CALLERS.follower.token })).toEqual(job);
  });
});

describe('Lightyear', () => {
  test('is quoted if it refuses an import', async () => {
    using _fault = world.sandbox.lightyear.fail('startImportJob', {
      kind: 'status',
      status: 400,
      body: JSON.stringify({ message: 'objects[0] is odd' }),
    });
    expect(await start(GL_CODES)).toEqual({
      job: null,
      errors: [
        {
          ...{ code: 'BACKEND_REJECTED', message: 'objects[0] is odd' },
          ...{ field: null, source: 'LIGHTYEAR', retryable: false },
        },
      ],
    });
  });

  test.each([
    ['OUTCOME_UNKNOWN', false, { kind: 'reset', done: true }],
    ['OUTCOME_UNKNOWN', false, { kind: 'status', status: 502, done: true }],
    ['BACKEND_UNAVAILABLE', true, { kind: 'status', status: 503 }],
    ['BACKEND_RATE_LIMITED', true, { kind: 'rateLimit' }],
  ] as const)(
    'is asked once if its answer does not say whether it accepted an import: %s',
    async (expected, retryable, fault) => {
      using _fault = world.sandbox.lightyear.fail('startImportJob', fault);
      expect(await start(GL_CODES)).toMatchObject({
        job: null,
        errors: [{ code: expected, field: null, source: 'LIGHTYEAR', retryable }],
      });
      expect(importsSent().length).toBe(1);
    },
  );
});
