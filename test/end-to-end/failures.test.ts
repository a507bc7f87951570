import { describe, expect, test } from 'vitest';
import type { Call } from '../../sandbox/stand-in/call.ts';
import { SOURCES } from '../../src/domain/source.ts';
import { accountOf, type ListPage, nodesOf, pageQuery, readPage } from './list-pages.ts';
import { body, CALLS, FAILURES, type Failure, impatient, status, TIMEOUT_MS } from './ways-to-fail.ts';
import { startWorld, type TestWorld } from './world.ts';

/** Enough for a page, and quick to read. */
const SMALL_PAGES = { lightyear: { pageSize: 10 }, ivesk: { pageSize: 10 } };

/** The time that a busy machine may add to a measurement. */
const SLACK_MS = 2_000;

function isAcmes({ company }: Call) {
  return company === 'acme';
}

/** A list of all accounts, as it is without one of them. */
async function expectPageWithout(world: TestWorld, account: string, code: string, retryable: boolean): Promise<void> {
  const startedAt = performance.now();
  const page = await readPage(world, { first: PAGE });
  expect(performance.now() - startedAt).toBeLessThan(2 * TIMEOUT_MS + SLACK_MS);

  expect(page.edges).toHaveLength(PAGE);
  const counts = countsOf(page);
  for (const [index, one] of ALL_ACCOUNTS.entries()) {
    if (one === account) expect(counts[index]).toBe(0);
    else expect([Math.floor(SHARE_OF_OTHERS), Math.ceil(SHARE_OF_OTHERS)]).toContain(counts[index]);
  }
  expect(page.accounts.map(accountOf)).toEqual(ALL_ACCOUNTS);
  for (const outcome of page.accounts) {
    if (accountOf(outcome) !== account) expect(outcome).toMatchObject({ ok: true, error: null });
    else expect(outcome).toMatchObject({ ok: false, error: { code, source: account.split(' ')[1], retryable } });
  }
  expect(page.failures).toEqual([]);
  expect(page.pageInfo.hasNextPage).toBe(true);
}

async function expectWholePage(world: TestWorld): Promise<void> {
  const page = await readPage(world, { first: PAGE });
  expect(countsOf(page)).toEqual(ALL_ACCOUNTS.map(() => SHARE));
  expect(page.accounts.every(({ ok, error }) => ok && error === null)).toBe(true);
}

function countsOf(page: ListPage): readonly number[] {
  const accounts = nodesOf([page]).map(accountOf);
  return ALL_ACCOUNTS.map((account) => accounts.filter((one) => one === account).length);
}

const ALL_ACCOUNTS = ['acme', 'borealis'].flatMap((company) => SOURCES.map((source) => `${company} ${source}`));
/** The number of documents of each account if all accounts have documents. */
const SHARE = 5;
const PAGE = SHARE * ALL_ACCOUNTS.length;
/** The number of documents of each other account while one fails: the page stays as long. */
const SHARE_OF_OTHERS = PAGE / (ALL_ACCOUNTS.length - 1);

describe.each(SOURCES)('a page while %s fails for one company', (source) => {
  test('has the documents of all others, says how it failed, and is complete again afterwards', async () => {
    await using world = await startWorld({ config: impatient(source), sandbox: SMALL_PAGES });
    const standIn = world.sandbox.sources[source];
    const wrongType: Failure = {
      how: 'sends JSON of another form',
      fault: body(CALLS[source].wrongList),
      code: 'BACKEND_BAD_RESPONSE',
      retryable: false,
    };
    const elsewhere: Failure = {
      how: 'redirects',
      fault: { kind: 'redirect', location: `${world.sandbox.s3.url}/elsewhere` },
      code: 'BACKEND_BAD_RESPONSE',
      retryable: false,
    };
    for (const { how, fault, code, retryable } of [...FAILURES, wrongType, elsewhere]) {
      try {
        standIn.fail((call) => isAcmes(call) && call.operation === CALLS[source].list, fault);
        // A list that does not exist does not count as a missing document.
        const listCode = code === 'NOT_FOUND' ? 'BACKEND_BAD_RESPONSE' : code;
        await expectPageWithout(world, `acme ${source}`, listCode, retryable);
        standIn.clearFaults();
        await expectWholePage(world);
      } catch (cause) {
        throw new Error(`Where it ${how}: ${cause instanceof Error ? cause.message : ''}`, { cause });
      }
    }
    // A redirect is not followed, least of all with credentials.
    expect(world.sandbox.s3.calls).toHaveLength(0);
  });

  test('has the documents of the other sources while it is stopped, and of all sources when it is back', async () => {
    await using world = await startWorld({ config: { cache: { enabled: false } } });
    await expectWholePage(world);
    await world.sandbox.sources[source].stop();
    const page = await readPage(world, { first: PAGE });
    const gone = page.accounts.filter(({ ok }) => !ok);
    expect(gone.map(accountOf)).toEqual([`acme ${source}`, `borealis ${source}`]);
    for (const { error } of gone) expect(error).toMatchObject({ code: 'BACKEND_UNAVAILABLE', retryable: true });
    expect(page.edges).toHaveLength(PAGE);
    await world.sandbox.sources[source].restart();
    await expectWholePage(world);
  });
});

describe('a page while Lightyear gives a company no token', () => {
  test.each<Failure>([
    { how: 'answers 400', fault: status(400), code: 'BACKEND_BAD_RESPONSE', retryable: false },
    { how: 'answers 401', fault: status(401), code: 'BACKEND_UNAUTHORIZED', retryable: false },
    { how: 'answers 500', fault: status(500), code: 'BACKEND_UNAVAILABLE', retryable: true },
    { how: 'does not answer', fault: { kind: 'hang' }, code: 'BACKEND_TIMEOUT', retryable: true },
    { how: 'sends a web page', fault: { kind: 'garbage' }, code: 'BACKEND_BAD_RESPONSE', retryable: false },
    { how: 'sends none', fault: body('{"expires_in":3600}'), code: 'BACKEND_BAD_RESPONSE', retryable: false },
  ])(
    'because it $how, has the documents of all others, and is complete again afterwards',
    async ({ fault, code, retryable }) => {
      await using world = await startWorld({ config: impatient('LIGHTYEAR') });
      const acme = `Basic ${Buffer.from('acme-client:').toString('base64').slice(0, 15)}`;
      world.sandbox.lightyear.fail(({ headers }) => headers.authorization?.startsWith(acme) === true, fault);
      await expectPageWithout(world, 'acme LIGHTYEAR', code, retryable);
      world.sandbox.lightyear.clearFaults();
      await expectWholePage(world);
    },
  );
});

describe('a page with only failed accounts', () => {
  test('is a GraphQL error that names the first of them', async () => {
    await using world = await startWorld();
    for (const source of SOURCES) await world.sandbox.sources[source].stop();
    const { status: httpStatus, data, errors } = await world.ask(pageQuery());
    expect(httpStatus).toBe(200);
    expect(data).toEqual({ invoices: null });
    expect(errors).toMatchObject([
      {
        path: ['invoices'],
        extensions: { code: 'BACKEND_UNAVAILABLE', source: 'LIGHTYEAR', company: 'acme', retryable: true },
      },
    ]);
    for (const source of SOURCES) await world.sandbox.sources[source].restart();
    await expectWholePage(world);
  });

  test('is also a GraphQL error if only one account was asked', async () => {
    await using world = await startWorld();
    world.sandbox.v6.fail('listInvoices', { kind: 'garbage' });
    const { data, errors } = await world.ask(pageQuery(), { filter: { companies: ['borealis'], sources: ['V6'] } });
    expect(data).toEqual({ invoices: null });
    expect(errors).toMatchObject([
      { extensions: { code: 'BACKEND_BAD_RESPONSE', source: 'V6', company: 'borealis', retryable: false } },
    ]);
  });
});
