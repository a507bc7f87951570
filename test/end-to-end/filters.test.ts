import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ODD_V6_NUMBERS } from '../../sandbox/world/v6/odd-invoices.ts';
import { SOURCES } from '../../src/domain/source.ts';
import { type ExpectedInvoice, expectedInvoice } from './expected-invoice.ts';
import { accountOf, nameOf, nodesOf, pageQuery, readPage, readPages } from './list-pages.ts';
import { type SampleDocument, sampleDocuments } from './sample-documents.ts';
import { startWorld, type TestWorld } from './world.ts';

interface Filter {
  readonly companies?: readonly string[];
  readonly sources?: readonly string[];
  readonly kinds?: readonly string[];
  readonly issuedFrom?: string;
  readonly issuedTo?: string;
  readonly iveskQueue?: 'DIGITIZED' | 'EXPORTED';
  readonly since?: string;
}

const NOW = new Date('2026-03-10T12:00:00Z');
const TODAY = '2026-03-10';
const UNDATED_OF_V6: readonly string[] = [
  ODD_V6_NUMBERS.bare,
  ODD_V6_NUMBERS.withoutDate,
  ODD_V6_NUMBERS.impossibleDate,
];

let world: TestWorld;
let everything: readonly { readonly document: SampleDocument; readonly invoice: ExpectedInvoice }[];

beforeAll(async () => {
  world = await startWorld({
    as: 'auditor',
    sandbox: { now: NOW, lightyear: { keyPolicy: 'any' } },
    overrides: { now: () => NOW.getTime() },
  });
  everything = sampleDocuments(world.sandbox.world).map((document) => ({
    document,
    invoice: expectedInvoice(document, {}),
  }));
});
afterAll(() => world[Symbol.asyncDispose]());

/** The schema's definition of a filter, applied to the documents of the sources. */
function wanted(filter: Filter): readonly string[] {
  return everything
    .filter(({ document }) => filter.companies?.includes(document.company) ?? true)
    .filter(({ document }) => filter.sources?.includes(document.source) ?? true)
    .filter(({ invoice }) => filter.kinds?.includes(invoice.kind) ?? true)
    .filter(({ document, invoice: { issueDate } }) =>
      // A source that filters by days itself decides which of its undated documents are in a range.
      issueDate === null && document.filedOn !== undefined
        ? true
        : isWithin(issueDate, filter.issuedFrom, filter.issuedTo),
    )
    .filter(({ document }) => isAsked(document, filter))
    .map(({ document }) => nameOf({ ...document, company: { id: document.company } }))
    .sort();
}

function isWithin(date: string | null, from?: string, to?: string): boolean {
  if (from === undefined && to === undefined) return true;
  return date !== null && (from ?? date) <= date && date <= (to ?? date);
}

/** Whether a source is asked for the document: Įvesk for a queue, V6 for days, by default the last 30. */
function isAsked({ digitizedAt, exportedAt, filedOn }: SampleDocument, filter: Filter): boolean {
  if (digitizedAt !== undefined) {
    const enteredAt = filter.iveskQueue === 'DIGITIZED' ? digitizedAt : exportedAt;
    return enteredAt !== undefined && enteredAt > Date.parse(filter.since ?? '1970-01-01T00:00:00Z');
  }
  if (filedOn === undefined) return true;
  const to = filter.issuedTo ?? TODAY;
  const thirtyDaysBefore = new Date(Date.parse(`${to}T00:00:00Z`) - 30 * 86_400_000).toISOString().slice(0, 10);
  return (filter.issuedFrom ?? thirtyDaysBefore) <= filedOn && filedOn <= to;
}

describe('a list is exactly what its filter says', () => {
  test.each<Filter>([
    {},
    { companies: ['acme'] },
    { companies: ['borealis', 'curio'] },
    ...SOURCES.map((source) => ({ sources: [source] })),
    { sources: ['V6', 'IVESK'] },
    { companies: ['borealis'], sources: ['IVESK'] },
    { kinds: ['CREDIT_NOTE'] },
    { kinds: ['DEBIT_NOTE', 'RECEIPT', 'EXPENSE'] },
    { kinds: ['OTHER'] },
    { kinds: ['DEBIT_NOTE'], sources: ['LIGHTYEAR', 'IVESK'] },
    { issuedFrom: '2026-02-20' },
    { issuedTo: '2026-02-01' },
    { issuedFrom: '2026-02-03', issuedTo: '2026-02-03' },
    { issuedFrom: '2026-01-20', issuedTo: '2026-02-10', kinds: ['INVOICE'] },
    { issuedFrom: '2030-01-01' },
    { iveskQueue: 'DIGITIZED' },
    { iveskQueue: 'DIGITIZED', kinds: ['OTHER'], companies: ['curio'] },
    { iveskQueue: 'EXPORTED', since: '2026-02-15T10:00:00Z' },
    { iveskQueue: 'DIGITIZED', since: '2026-02-15T12:00:00+02:00', sources: ['IVESK'] },
    { since: '2026-03-01T00:00:00Z', issuedTo: '2026-03-05', sources: ['IVESK', 'V6'] },
  ])('%j', async (filter) => {
    const nodes = nodesOf(await readPages(world, { filter, first: 200 }));
    expect(nodes.map(nameOf).sort()).toEqual(wanted(filter));
  });

  test.each<Filter>([
    { kinds: ['CREDIT_NOTE'] },
    { issuedFrom: '2026-02-20', companies: ['curio'] },
    { iveskQueue: 'DIGITIZED', since: '2026-02-15T10:00:00Z', sources: ['IVESK'] },
  ])('also in small pages: %j', async (filter) => {
    const nodes = nodesOf(await readPages(world, { filter, first: 7 }));
    expect(nodes.map(nameOf).sort()).toEqual(wanted(filter));
  });

  test('a V6 document without a usable date is only in the ranges in which V6 lists it', async () => {
    const namesOf = async (issuedFrom: string, issuedTo: string) => {
      const filter = { companies: ['curio'], sources: ['V6'], issuedFrom, issuedTo };
      const nodes = nodesOf(await readPages(world, { filter }));
      return nodes.map(({ sourceId }) => sourceId).filter((name) => UNDATED_OF_V6.includes(name));
    };
    expect((await namesOf('2026-02-28', '2026-02-28')).sort()).toEqual([...UNDATED_OF_V6].sort());
    expect(await namesOf('2026-02-20', '2026-02-27')).toEqual([]);
  });

  test('`since` is exclusive: a document of exactly that instant is not listed', async () => {
    const [, second] = world.sandbox.world.borealis.ivesk.exported();
    const since = new Date(second?.exportedAt ?? 0).toISOString();
    const filter = { companies: ['borealis'], sources: ['IVESK'], since };
    const names = nodesOf(await readPages(world, { filter })).map(({ sourceId }) => sourceId);
    expect(names).toEqual(
      world.sandbox.world.borealis.ivesk
        .exported()
        .slice(2)
        .map(({ id }) => id),
    );
  });

  test('Įvesk is asked for the exact instant of `since`, in UTC', async () => {
    world.forgetCalls();
    await readPage(world, {
      filter: { sources: ['IVESK'], companies: ['acme'], since: '2026-02-15T12:00:00.1234567+02:00' },
    });
    expect(world.sandbox.ivesk.calls.map(({ query }) => query)).toEqual([{ from: '2026-02-15T10:00:00.1234567Z' }]);
  });

  test('V6 is asked for exactly the days of the filter', async () => {
    const ranges: readonly (readonly [Filter, string, string])[] = [
      [{}, '08022026', '10032026'],
      [{ issuedFrom: '2026-01-15' }, '15012026', '10032026'],
      [{ issuedTo: '2026-02-20' }, '21012026', '20022026'],
      [{ issuedFrom: '2026-02-20', issuedTo: '2026-02-21' }, '20022026', '21022026'],
      [{ issuedFrom: '2026-04-01' }, '01042026', '01042026'],
    ];
    await using uncached = await startWorld({
      config: { cache: { enabled: false } },
      overrides: { now: () => NOW.getTime() },
    });
    for (const [filter, fromDate, toDate] of ranges) {
      uncached.forgetCalls();
      await readPage(uncached, { filter: { ...filter, companies: ['acme'], sources: ['V6'], kinds: ['INVOICE'] } });
      expect(uncached.sandbox.v6.calls.map(({ query }) => query)).toEqual([{ fromDate, toDate }]);
    }
  });
});

describe('a filter that excludes everything', () => {
  test.each<Filter>([{ kinds: [] }, { companies: [] }, { sources: [] }, { kinds: [], companies: ['acme'] }])(
    'does not ask a source, and has neither documents nor accounts: %j',
    async (filter) => {
      world.forgetCalls();
      const page = await readPage(world, { filter, more: 'number' });
      expect(page).toMatchObject({ edges: [], accounts: [], failures: [], pageInfo: { hasNextPage: false } });
      // Its cursor leads to an empty page.
      const next = await readPage(world, { filter, after: page.pageInfo.endCursor });
      expect(next).toMatchObject({ edges: [], pageInfo: { hasNextPage: false, hasPreviousPage: true } });
      expect(world.calls()).toEqual([]);
    },
  );
});

describe('the accounts of a page', () => {
  test.each<{ filter: Filter; accounts: readonly string[] }>([
    { filter: { companies: ['borealis'] }, accounts: ['borealis LIGHTYEAR', 'borealis IVESK', 'borealis V6'] },
    { filter: { sources: ['V6'] }, accounts: ['acme V6', 'borealis V6', 'curio V6'] },
    { filter: { companies: ['acme'], sources: ['IVESK', 'LIGHTYEAR'] }, accounts: ['acme LIGHTYEAR', 'acme IVESK'] },
  ])('are those that the filter selects: $filter', async ({ filter, accounts }) => {
    const page = await readPage(world, { filter });
    expect(page.accounts.map(accountOf)).toEqual(accounts);
    expect(page.accounts.every(({ ok, error }) => ok && error === null)).toBe(true);
  });

  test('are only those of companies that the caller may see', async () => {
    const page = await readPage(world, { as: 'acme', first: 30 });
    expect(page.accounts.map(accountOf)).toEqual(['acme LIGHTYEAR', 'acme IVESK', 'acme V6']);
    expect(new Set(nodesOf([page]).map(({ company }) => company.id))).toEqual(new Set(['acme']));
  });
});

describe('a range of more than 366 days', () => {
  const filter = { companies: ['curio'], issuedFrom: '2024-01-01', issuedTo: '2026-03-10' };

  test('is refused for V6 on every page, while the others return all their documents', async () => {
    const [own, whole] = [{ ...filter, sources: ['LIGHTYEAR', 'IVESK'] }, filter];
    const wanted = nodesOf(await readPages(world, { filter: own, first: 20 })).map(nameOf);
    world.forgetCalls();
    const pages = await readPages(world, { filter: whole, first: 20 });
    expect(nodesOf(pages).map(nameOf).sort()).toEqual([...wanted].sort());
    expect(pages.length).toBeGreaterThan(1);
    for (const { accounts } of pages) {
      expect(accounts.filter(({ ok }) => !ok)).toMatchObject([
        { source: 'V6', error: { code: 'BAD_USER_INPUT', message: expect.stringMatching(/at most 366 days/) } },
      ]);
    }
    expect(world.sandbox.v6.calls).toHaveLength(0);
    // It is also refused after the end of the others.
    const after = pages.at(-1)?.pageInfo.endCursor ?? null;
    const [anew] = await readPages(world, { filter: whole, first: 20, after });
    expect(anew?.accounts.filter(({ ok }) => !ok)).toMatchObject([{ source: 'V6' }]);
  });

  test('is an error if only V6 is asked', async () => {
    world.forgetCalls();
    const { data, errors } = await world.ask(pageQuery(), { filter: { ...filter, sources: ['V6'] } });
    expect(data).toBeNull();
    expect(errors).toMatchObject([
      { path: ['invoices'], extensions: { code: 'BAD_USER_INPUT', source: 'V6', company: 'curio' } },
    ]);
    expect(world.calls()).toEqual([]);
  });
});

test.each(['companies', 'sources', 'kinds'])('a filter with thousands of %s is refused', async (name) => {
  const value = { companies: 'acme', sources: 'V6', kinds: 'INVOICE' }[name];
  const values = Array.from({ length: 1_001 }, () => value);
  const { errors } = await world.ask(pageQuery(), { filter: { [name]: values } });
  expect(errors).toMatchObject([{ message: `${name} has 1,001 entries: pass at most 1,000, each once` }]);
});
