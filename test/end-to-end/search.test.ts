import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createWorld } from '../../sandbox/world/world.ts';
import { encodeId, type InvoiceRef } from '../../src/domain/ids.ts';
import type { Invoice } from '../../src/domain/invoice.ts';
import { createStore } from '../../src/store/open-store.ts';
import { openSqlite } from '../../src/store/sqlite/open-sqlite.ts';
import { type DocumentFields, documentOf } from '../store/index/some-documents.ts';
import { filledIn, makeDirectory } from '../store/sqlite-place.ts';
import { sampleDocuments } from './sample-documents.ts';
import { type CallerName, startWorld, type TestWorld } from './world.ts';

interface Page {
  readonly edges: readonly { readonly cursor: string; readonly node: { readonly sourceId: string } }[];
  readonly pageInfo: Readonly<Record<'hasNextPage' | 'hasPreviousPage', boolean>> &
    Readonly<Record<'startCursor' | 'endCursor', string | null>>;
  readonly totalCount: number;
}

const NOW = new Date('2026-03-10T12:00:00Z');
const FISH = { name: 'UAB „Žuvis“', taxNumber: 'LT100001738313' };
/** A thousand digits and one. */
const LONG = '9'.repeat(1_001);
const SEARCH = `query Search($text: String, $filter: InvoiceSearchFilter, $orderBy: [InvoiceOrder!], $first: Int, $after: String,
  $last: Int, $before: String) {
  searchInvoices(text: $text, filter: $filter, orderBy: $orderBy, first: $first, after: $after, last: $last, before: $before) {
    edges { cursor node { sourceId } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } totalCount
  }
}`;

let world: TestWorld;
/** A document of a source, with a bank account and a file. */
let real: InvoiceRef;
const used = new AsyncDisposableStack();

beforeAll(async () => {
  const directory = used.use(await makeDirectory());
  const sample = sampleDocuments(createWorld(NOW)).find(
    ({ company, source }) => company === 'acme' && source === 'LIGHTYEAR',
  );
  real = { company: 'acme', source: 'LIGHTYEAR', key: [sample?.sourceId ?? ''] };
  await fill(directory.path, documents());
  const config = { storage: { dataDir: directory.path } };
  world = used.use(await startWorld({ config, sandbox: { now: NOW }, overrides: { now: () => NOW.getTime() } }));
});
afterAll(() => used.disposeAsync());

function documents(): readonly Invoice[] {
  const of = (key: string, fields: DocumentFields, account: Partial<InvoiceRef> = {}) =>
    documentOf(key, { currency: 'EUR', ...fields }, account);
  const bank = { accountName: 'a', accountNumber: '1', sortCode: null, bic: null, iban: 'LT12' };
  const amounts = (net: string, tax: string, gross: string) => ({ netAmount: net, taxAmount: tax, grossAmount: gross });
  const gl = (code: string) => ({
    ...{ id: null, code, description: null, sourceId: null, type: null },
    ...{ isRounding: null, isHeader: null, isInUse: null },
  });
  return [
    of('n1', { number: 'A-1', issueDate: '2026-01-15', supplier: FISH, ...amounts('100', '21', '121') }),
    of('n2', { number: 'A-2', issueDate: '2026-02-15', supplier: FISH, ...amounts('10.1', '2.1', '12.2') }),
    of('n3', {
      ...{
        number: 'A-3',
        issueDate: '2026-02-16',
        kind: 'CREDIT_NOTE',
        supplier: FISH,
        ...amounts('50', '10.5', '60.5'),
      },
      lineItems: [
        { description: 'Nets', glCode: gl('4000'), ...amounts('60', '12.6', '72.6') },
        { description: 'Hooks', glCode: gl('5000'), ...amounts('-10', '-2.1', '-12.1') },
      ],
    }),
    of(
      'twin',
      { number: 'a -1', issueDate: null, supplier: FISH, ...amounts('100', '21', '121') },
      { source: 'IVESK' },
    ),
    of('n5', { number: null, supplier: { name: 'Other' }, grossAmount: null, currency: null }),
    of(
      'foreign',
      { number: 'A-1', issueDate: '2026-01-01', supplier: FISH, ...amounts('100', '21', '121') },
      { company: 'borealis' },
    ),
    documentOf(real.key[0] ?? '', {
      ...{ number: 'REAL', kind: 'RECEIPT', supplier: { name: 'Real', bankAccount: bank } },
      file: { name: 'scan.pdf', url: 'https://files.example/secret' },
    }),
  ];
}

async function fill(dataDir: string, invoices: readonly Invoice[]): Promise<void> {
  const filled = filledIn({ now: () => NOW.getTime() });
  await using store = await createStore(await openSqlite({ dataDir, ...filled }), filled);
  await store.index.put(invoices.map((invoice) => ({ invoice, isListed: true })));
}

async function search(variables: object, as: CallerName = 'acme'): Promise<Page> {
  const { data, errors } = await world.ask<{ searchInvoices: Page }>(SEARCH, variables, { as });
  expect(errors).toEqual([]);
  if (!data) throw new Error('no data');
  return data.searchInvoices;
}

async function keys(variables: object, as?: CallerName): Promise<readonly string[]> {
  return (await search(variables, as)).edges.map(({ node }) => node.sourceId);
}

async function refusal(query: string, variables: object = {}, as: CallerName = 'acme') {
  const { errors } = await world.ask(query, variables, { as });
  return errors.map(({ message, extensions: { code } }) => `${code}: ${message}`);
}

describe('searching invoices', () => {
  test('finds words of any letter case, newest issue date first, without a REST call', async () => {
    world.forgetCalls();
    expect(await keys({ text: 'zuvis' })).toEqual(['n3', 'n2', 'n1', 'twin']);
    expect(await keys({ text: 'NETS žuvis' })).toEqual(['n3']);
    expect(await keys({ text: 'SCAN.PDF' })).toEqual([real.key[0]]);
    expect(world.calls()).toEqual([]);
  });

  test.each([
    [{ number: 'a-1' }, ['n1', 'twin']],
    [{ number: 'A-' }, []],
    [{ isPossibleDuplicate: true }, ['n1', 'twin']],
    [{ kinds: ['CREDIT_NOTE'] }, ['n3']],
    [{ kinds: [] }, []],
    [{ sources: ['IVESK'] }, ['twin']],
    [{ states: ['EXPORTED'] }, []],
    [{ directions: ['SALE'] }, []],
    [{ issuedFrom: '2026-01-15', issuedTo: '2026-02-15' }, ['n2', 'n1']],
    [{ grossFrom: '60.50', grossTo: '0121.0' }, ['n3', 'n1', 'twin']],
    [{ counterparty: 'tax:LT100001738313', currencies: ['EUR'] }, ['n3', 'n2', 'n1', 'twin']],
    [{ companies: ['acme'], purchaseOrderNumber: 'none' }, []],
  ])('filters by %j', async (filter, found) => {
    expect(await keys({ filter })).toEqual(found);
  });

  test('sorts by several fields, with documents without a value last in either direction', async () => {
    const orderOf = (direction: string) => ({
      ...{
        text: 'zuvis',
        orderBy: [
          { field: 'GROSS_AMOUNT', direction },
          { field: 'ISSUE_DATE', direction },
        ],
      },
    });
    expect(await keys(orderOf('ASC'))).toEqual(['n3', 'n2', 'n1', 'twin']);
    expect(await keys(orderOf('DESC'))).toEqual(['n1', 'twin', 'n2', 'n3']);
    expect((await keys({ orderBy: [{ field: 'NUMBER', direction: 'DESC' }] })).at(-1)).toBe('n5');
  });

  test('pages forwards and backwards over the same documents', async () => {
    const first = await search({ text: 'zuvis', first: 3 });
    expect(first.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
    expect(first.totalCount).toBe(4);
    const rest = await search({ text: 'zuvis', first: 3, after: first.pageInfo.endCursor });
    expect(rest.edges.map(({ node }) => node.sourceId)).toEqual(['twin']);
    expect(rest.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
    const back = await search({ text: 'zuvis', last: 2, before: rest.pageInfo.startCursor });
    expect(back.edges).toEqual(first.edges.slice(1));
    expect(back.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: true });
    expect(await keys({ text: 'zuvis', last: 2 })).toEqual(['n1', 'twin']);
    const end = await search({ text: 'zuvis', after: rest.pageInfo.endCursor });
    expect(end.edges).toEqual([]);
    expect(end.pageInfo.endCursor).toBe(rest.pageInfo.endCursor);
  });

  test('refuses a cursor of another list, order or filter, and any other text', async () => {
    const { pageInfo } = await search({ text: 'zuvis', first: 1 });
    const wrong = [
      { after: pageInfo.endCursor },
      { text: 'zuvis', after: pageInfo.endCursor, orderBy: [{ field: 'NUMBER', direction: 'ASC' }] },
      { text: 'zuvis', after: pageInfo.endCursor, filter: { sources: ['LIGHTYEAR'] } },
      { after: 'x' },
      { last: 1, before: '' },
    ];
    for (const variables of wrong)
      expect(await refusal(SEARCH, variables)).toEqual([
        expect.stringMatching(/^BAD_USER_INPUT: .*cursor of this list/),
      ]);
  });

  test('refuses arguments that contradict each other or exceed a limit', async () => {
    const wrong: readonly (readonly [object, string])[] = [
      [{ first: 0 }, 'first is 0'],
      [{ first: 201 }, 'first is 201'],
      [{ last: 0 }, 'last is 0'],
      [{ first: 1, last: 1 }, 'two directions'],
      [{ last: 1, after: 'x' }, 'two directions'],
      [{ before: 'x' }, 'two directions'],
      [{ text: LONG.repeat(10) }, '10,000 characters'],
      [{ filter: { issuedFrom: '2026-02-01', issuedTo: '2026-01-01' } }, 'swap them'],
      [{ filter: { grossFrom: '2', grossTo: '1' } }, 'swap them'],
      [{ filter: { grossTo: LONG } }, 'more digits'],
    ];
    for (const [variables, message] of wrong)
      expect(await refusal(SEARCH, variables)).toEqual([expect.stringContaining(message)]);
  });

  test('shows a caller its own companies only', async () => {
    expect(await keys({ text: 'zuvis' }, 'borealis')).toEqual(['foreign']);
    expect(await keys({ text: 'zuvis', filter: { companies: ['acme', 'acme'] } }, 'sandbox')).toHaveLength(4);
    expect(await keys({ text: 'zuvis' }, 'sandbox')).toHaveLength(5);
    expect(await refusal(SEARCH, { filter: { companies: ['acme'] } }, 'borealis')).toEqual([
      expect.stringMatching(/^NOT_FOUND/),
    ]);
  });

  test('reads bank details and the URL of the file from the source, if they are selected', async () => {
    const fields = 'number supplier { name bankAccount { iban } } file { name downloadUrl }';
    const query = `{ searchInvoices(text: "real") { nodes { ${fields} } } }`;
    const { data, errors } = await world.ask<{ searchInvoices: { nodes: readonly object[] } }>(query);
    expect(errors).toEqual([]);
    expect(data?.searchInvoices.nodes).toEqual([
      {
        number: 'REAL',
        supplier: { name: 'Real', bankAccount: { iban: expect.not.stringMatching('LT12$') } },
        file: { name: 'scan.pdf', downloadUrl: expect.not.stringContaining('secret') },
      },
    ]);
  });
});

describe('possible duplicates', () => {
  test('are the other documents of the company with the same counterparty, number and amount', async () => {
    const query =
      '{ searchInvoices(text: "zuvis") { nodes { sourceId company { id } possibleDuplicates { sourceId company { id } } } } }';
    const { data, errors } = await world.ask<{ searchInvoices: { nodes: readonly object[] } }>(query);
    expect(errors).toEqual([]);
    const acme = { company: { id: 'acme' } };
    const single = { ...acme, possibleDuplicates: [] };
    expect(data?.searchInvoices.nodes).toEqual([
      { sourceId: 'n3', ...single },
      { sourceId: 'n2', ...single },
      { sourceId: 'n1', ...acme, possibleDuplicates: [{ sourceId: 'twin', ...acme }] },
      { sourceId: 'foreign', company: { id: 'borealis' }, possibleDuplicates: [] },
      { sourceId: 'twin', ...acme, possibleDuplicates: [{ sourceId: 'n1', ...acme }] },
    ]);
  });
});

describe('totals', () => {
  const TOTALS = `query Totals($text: String, $filter: InvoiceSearchFilter, $groupBy: [InvoiceGroup!]!, $first: Int, $after: String) {
    invoiceTotals(text: $text, filter: $filter, groupBy: $groupBy, first: $first, after: $after) {
      nodes { company { id } direction currency counterparty { key name } month kind source state glCode { code }
        count signedNetAmount signedTaxAmount signedGrossAmount unknownAmounts }
      pageInfo { hasNextPage endCursor } totalCount
    }
  }`;
  interface Totals {
    readonly nodes: readonly Readonly<Record<string, unknown>>[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
    readonly totalCount: number;
  }
  async function totals(variables: object): Promise<Totals> {
    const { data, errors } = await world.ask<{ invoiceTotals: Totals }>(TOTALS, variables, { as: 'acme' });
    expect(errors).toEqual([]);
    if (!data) throw new Error('no data');
    return data.invoiceTotals;
  }

  test('are exact, and credit notes count with a minus', async () => {
    const { nodes } = await totals({ groupBy: [], filter: { kinds: ['INVOICE', 'CREDIT_NOTE'] } });
    expect(nodes).toMatchObject([
      { currency: null, count: 1, signedGrossAmount: '0', unknownAmounts: 1, counterparty: null, month: null },
      {
        ...{ company: { id: 'acme' }, direction: 'PURCHASE', currency: 'EUR', count: 4, unknownAmounts: 0 },
        ...{ signedNetAmount: '160.1', signedTaxAmount: '33.6', signedGrossAmount: '193.7' },
      },
    ]);
  });

  test('are grouped by what is asked for, in pages', async () => {
    const request = { text: 'zuvis', groupBy: ['MONTH', 'COUNTERPARTY', 'KIND', 'SOURCE', 'STATE'], first: 3 };
    const page = await totals(request);
    expect(page.totalCount).toBe(4);
    expect(page.nodes.map(({ month, kind, source, count }) => [month, kind, source, count])).toEqual([
      [null, 'INVOICE', 'IVESK', 1],
      ['2026-01', 'INVOICE', 'LIGHTYEAR', 1],
      ['2026-02', 'CREDIT_NOTE', 'LIGHTYEAR', 1],
    ]);
    expect(page.nodes[0]).toMatchObject({
      ...{ counterparty: { key: 'tax:LT100001738313', name: FISH.name }, state: 'AWAITING_EXPORT', glCode: null },
    });
    const rest = await totals({ ...request, after: page.pageInfo.endCursor });
    expect(rest.nodes.map(({ month, kind }) => [month, kind])).toEqual([['2026-02', 'INVOICE']]);
    expect(rest.pageInfo.hasNextPage).toBe(false);
  });

  test('by ledger account add up the lines, with the sign of their document', async () => {
    const { nodes } = await totals({ groupBy: ['GL_CODE'], filter: { kinds: ['CREDIT_NOTE'] } });
    expect(nodes).toMatchObject([
      {
        glCode: { code: '4000' },
        count: 1,
        signedNetAmount: '-60',
        signedTaxAmount: '-12.6',
        signedGrossAmount: '-72.6',
      },
      { glCode: { code: '5000' }, count: 1, signedNetAmount: '10', signedTaxAmount: '2.1', signedGrossAmount: '12.1' },
    ]);
  });
});

describe('counterparties', () => {
  const LIST = `query List($text: String, $filter: InvoiceSearchFilter, $first: Int, $after: String) {
    counterparties(text: $text, filter: $filter, first: $first, after: $after) {
      nodes { key name taxNumber invoices(first: 2) { nodes { sourceId } totalCount } } pageInfo { hasNextPage endCursor } totalCount
    }
  }`;

  test('are listed by name with their documents, in pages', async () => {
    const ask = (variables: object) =>
      world.ask<{ counterparties: { nodes: readonly object[]; pageInfo: { endCursor: string }; totalCount: number } }>(
        LIST,
        variables,
        { as: 'acme' },
      );
    const page = await ask({ first: 2 });
    expect(page.errors).toEqual([]);
    expect(page.data?.counterparties).toMatchObject({
      nodes: [{ name: 'Other' }, { name: 'Real', invoices: { nodes: [{ sourceId: real.key[0] }] } }],
      totalCount: 3,
    });
    const rest = await ask({ first: 2, after: page.data?.counterparties.pageInfo.endCursor });
    expect(rest.data?.counterparties.nodes).toEqual([
      {
        ...{ key: 'tax:LT100001738313', name: FISH.name, taxNumber: FISH.taxNumber },
        invoices: { nodes: [{ sourceId: 'n3' }, { sourceId: 'n2' }], totalCount: 4 },
      },
    ]);
    expect((await ask({ text: 'ŽUV' })).data?.counterparties.nodes).toHaveLength(1);
    expect((await ask({ text: 'nets' })).data?.counterparties.nodes).toEqual([]);
    expect((await ask({ filter: { kinds: ['RECEIPT'] } })).data?.counterparties.nodes).toMatchObject([
      { name: 'Real' },
    ]);
  });
});

test('ids of found documents are those of the sources', async () => {
  const { data } = await world.ask<{ searchInvoices: { nodes: readonly { id: string }[] } }>(
    '{ searchInvoices(text: "real") { nodes { id } } }',
  );
  expect(data?.searchInvoices.nodes).toEqual([{ id: encodeId({ type: 'Invoice', ref: real }) }]);
});
