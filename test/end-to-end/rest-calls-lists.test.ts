import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { countCalls } from './count-calls.ts';
import { type ListPage, readPage, readPages } from './list-pages.ts';
import { startWorld, type TestWorld } from './world.ts';

/** Each operation makes its own calls, so that tests do not affect each other. */
let world: TestWorld;
beforeAll(async () => {
  world = await startWorld({ config: { cache: { enabled: false } }, sandbox: { lightyear: { keyPolicy: 'any' } } });
});
afterAll(() => world[Symbol.asyncDispose]());

const LIST_CALLS = { 'LIGHTYEAR listExportableInvoiceIds': 2, 'IVESK listExported': 2, 'V6 listInvoices': 2 };

describe('a list of six accounts', () => {
  test.each([
    'nodes { id source sourceId company { id name } }',
    'edges { cursor node { __typename id company { sources } } }',
    'nodes { ...on Node { id } ...on Invoice { source } ...Name } } } fragment Name on Invoice { sourceId company { id',
    'nodes { id number @skip(if: true) netAmount @include(if: false) }',
    'pageInfo { hasNextPage startCursor endCursor }',
    'accounts { company { name } source ok error { code } } failures { id }',
    '__typename',
  ])('costs one call each if no document has to be read: %s', async (fields) => {
    const { calls } = await countCalls(world, `{ invoices(first: 30) { ${fields} } }`);
    expect(calls).toEqual(LIST_CALLS);
  });

  test.each([
    'nodes { number }',
    'edges { node { supplier { name } } }',
    'nodes { id } edges { node { ...Money } } } } fragment Money on Invoice { supplier { name',
    'nodes { ...on Node { ...on Invoice { lineItems { id } } } }',
    'nodes { file { name } }',
  ])('costs one more call for each Lightyear document of the page if a field needs it: %s', async (fields) => {
    const { calls } = await countCalls(world, `{ invoices(first: 30) { ${fields} } }`);
    expect(calls).toEqual({ ...LIST_CALLS, 'LIGHTYEAR getInvoice': 10 });
  });

  test('reads only the Lightyear documents that are on the page', async () => {
    const { data, calls } = await countCalls<{ invoices: ListPage }>(
      world,
      '{ invoices(first: 7) { edges { node { id source number } } } }',
    );
    const fromLightyear = data.invoices.edges.filter(({ node }) => node.source === 'LIGHTYEAR');
    expect(fromLightyear).toHaveLength(3);
    expect(calls).toEqual({ ...LIST_CALLS, 'LIGHTYEAR getInvoice': 3 });
  });

  test('reads everything once for several fields, under any alias', async () => {
    const { calls } = await countCalls(
      world,
      `{
      thin: invoices(first: 30) { nodes { id } }
      one: invoices(first: 30) { nodes { number } }
      two: invoices(first: 30) { edges { node { supplier { name } lineItems { id } } } pageInfo { endCursor } }
    }`,
    );
    expect(calls).toEqual({ ...LIST_CALLS, 'LIGHTYEAR getInvoice': 10 });
  });

  test('reads a document of the page only once if `node` or `invoice` also asks for it', async () => {
    const [
      {
        node: { id },
      },
    ] = (await readPage(world, { first: 6 })).edges as [ListPage['edges'][number]];
    const { calls } = await countCalls(
      world,
      'query($id: ID!) { invoices(first: 30) { nodes { number } } invoice(id: $id) { number } node(id: $id) { id } }',
      { id },
    );
    expect(calls).toEqual({ ...LIST_CALLS, 'LIGHTYEAR getInvoice': 10 });
  });

  test.each([
    [{ sources: ['V6'] }, { 'V6 listInvoices': 2 }],
    [{ sources: ['IVESK'], companies: ['acme'] }, { 'IVESK listExported': 1 }],
    [{ sources: ['IVESK'], iveskQueue: 'DIGITIZED', companies: ['acme'] }, { 'IVESK listDigitized': 1 }],
    [
      { companies: ['borealis'] },
      { 'LIGHTYEAR listExportableInvoiceIds': 1, 'IVESK listExported': 1, 'V6 listInvoices': 1 },
    ],
    [{ kinds: [] }, {}],
    [{ sources: [] }, {}],
  ])('asks only the accounts that the filter selects: %j', async (filter, wanted) => {
    const { calls } = await countCalls(
      world,
      'query($filter: InvoiceFilter) { invoices(filter: $filter) { nodes { id } } }',
      {
        filter,
      },
    );
    expect(calls).toEqual(wanted);
  });

  test('reads Lightyear documents for a filter that examines them, for any selection', async () => {
    const { calls } = await countCalls(
      world,
      '{ invoices(first: 5, filter: { sources: [LIGHTYEAR], companies: ["acme"], kinds: [INVOICE, CREDIT_NOTE, RECEIPT, EXPENSE, OTHER] }) { nodes { id } } }',
    );
    expect(calls).toEqual({ 'LIGHTYEAR listExportableInvoiceIds': 1, 'LIGHTYEAR getInvoice': 5 });
  });

  test('makes a second call only for documents that the first answer did not contain', async () => {
    const query = (first: number) =>
      `{ invoices(first: ${first}, filter: { sources: [LIGHTYEAR], companies: ["acme"] }) { nodes { id } } }`;
    expect((await countCalls(world, query(100))).calls).toEqual({ 'LIGHTYEAR listExportableInvoiceIds': 1 });
    expect((await countCalls(world, query(101))).calls).toEqual({ 'LIGHTYEAR listExportableInvoiceIds': 2 });
  });
});

test('an account whose share of the page is used up is not asked again while others can fill the page', async () => {
  await using small = await startWorld({ sandbox: { lightyear: { pageSize: 2 } } });
  // V6 has enough credit notes for the page, though far apart. The first answer of Lightyear has few or none.
  const { data, calls } = await countCalls<{ invoices: ListPage }>(
    small,
    '{ invoices(first: 5, filter: { companies: ["acme"], sources: [LIGHTYEAR, V6], kinds: [CREDIT_NOTE] }) { edges { node { id } } } }',
  );
  expect(data.invoices.edges).toHaveLength(5);
  expect(calls).toEqual({ 'LIGHTYEAR listExportableInvoiceIds': 1, 'LIGHTYEAR getInvoice': 2, 'V6 listInvoices': 1 });
});

describe('the next page of a list', () => {
  const query = `query($filter: InvoiceFilter, $first: Int, $after: String) {
    invoices(filter: $filter, first: $first, after: $after) { nodes { id } pageInfo { endCursor hasNextPage } }
  }`;
  type Page = { invoices: { pageInfo: { endCursor: string; hasNextPage: boolean } } };

  test('does not ask Lightyear again for ids that it has already returned', async () => {
    await using caching = await startWorld();
    const filter = { sources: ['LIGHTYEAR'], companies: ['borealis'] };
    let after: string | null = null;
    const calls: number[] = [];
    for (;;) {
      const { data }: { data: Page } = await countCalls<Page>(caching, query, { filter, first: 30, after });
      calls.push(caching.calls().length);
      if (!data.invoices.pageInfo.hasNextPage) break;
      after = data.invoices.pageInfo.endCursor;
    }
    // There are 110 documents, and an answer of the source has 100: 30, 30, 30, 10 + 10 from its second answer.
    expect(calls).toEqual([1, 0, 0, 1]);
  });

  test('needs a call if pages are not cached', async () => {
    const filter = { sources: ['LIGHTYEAR'], companies: ['borealis'] };
    const { data } = await countCalls<Page>(world, query, { filter, first: 30 });
    const { endCursor } = data.invoices.pageInfo;
    const { calls } = await countCalls<Page>(world, query, { filter, first: 30, after: endCursor });
    expect(calls).toEqual({ 'LIGHTYEAR listExportableInvoiceIds': 1 });
  });

  test('does not ask an account that has ended', async () => {
    await using caching = await startWorld();
    const filter = { companies: ['borealis'], sources: ['V6', 'LIGHTYEAR'] };
    const { data } = await countCalls<Page>(caching, query, { filter, first: 120 });
    const { calls } = await countCalls<Page>(caching, query, {
      filter,
      first: 120,
      after: data.invoices.pageInfo.endCursor,
    });
    expect(calls).toEqual({ 'LIGHTYEAR listExportableInvoiceIds': 1 });
  });

  test('asks every account once after the end of all', async () => {
    const filter = { companies: ['borealis'] };
    const pages = await readPages(world, { filter, first: 200 });
    const { calls } = await countCalls<Page>(world, query, { filter, after: pages.at(-1)?.pageInfo.endCursor });
    expect(calls).toEqual({
      'LIGHTYEAR listExportableInvoiceIds': 1,
      'IVESK listExported': 1,
      'V6 listInvoices': 1,
    });
  });
});
