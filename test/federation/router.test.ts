import { describe, expect, test } from 'vitest';
import { IMPORT_JOB_IDS } from '../../sandbox/world/lightyear/import-jobs.ts';
import { encodeId } from '../../src/domain/ids.ts';
import { countCalls } from '../end-to-end/count-calls.ts';
import { readPage } from '../end-to-end/list-pages.ts';
import { useSupergraph } from './use-supergraph.ts';

/** Without a cache each operation makes all the REST calls that it needs. */
const used = useSupergraph({ config: { cache: { enabled: false } } });

describe('a list of this endpoint', () => {
  test('includes the fields that the other subgraph adds to its invoices and companies, by their keys', async () => {
    const query = `{ invoices(first: 5, filter: { sources: [V6], companies: ["borealis"] }) {
      nodes { id number isApproved company { name paysOnDay } }
    } }`;
    const { data, errors, requests } = await used.router.ask<InvoiceList>(query);

    expect(errors).toEqual([]);
    expect(data?.invoices.nodes).toHaveLength(5);
    for (const node of data?.invoices.nodes ?? [])
      expect(node).toEqual({
        id: expect.any(String),
        number: expect.any(String),
        isApproved: true,
        company: { name: 'UAB Borealis', paysOnDay: 15 },
      });
    expect(requests.filter(({ url }) => url === ours())).toHaveLength(1);
  });

  test('passes the field that the other subgraph @requires on to it, with all its digits', async () => {
    const filter = 'filter: { companies: ["borealis"] }, first: 40';
    const { data, errors } = await used.router.ask<InvoiceList>(
      `{ invoices(${filter}) { nodes { id plannedPayment { amount } } } }`,
    );
    const direct = await used.world.ask<InvoiceList>(`{ invoices(${filter}) { nodes { id grossAmount } } }`);

    expect(errors).toEqual([]);
    expect(data?.invoices.nodes).toEqual(
      direct.data?.invoices.nodes.map(({ id, grossAmount }) => ({ id, plannedPayment: { amount: grossAmount } })),
    );
    expect(direct.data?.invoices.nodes.length).toBeGreaterThan(20);
  });

  test('includes suppliers, whose further fields are in the other subgraph', async () => {
    const { data, errors } = await used.router.ask<InvoiceList>(
      '{ invoices(first: 3, filter: { sources: [LIGHTYEAR] }) { nodes { supplier { name isOnHold } } } }',
    );

    expect(errors).toEqual([]);
    const supplier = { name: expect.any(String), isOnHold: false };
    expect(data?.invoices.nodes).toEqual([{ supplier }, { supplier }, { supplier }]);
  });
});

describe('invoices that the other subgraph references', () => {
  test.each([
    ['V6', 6, { 'V6 listInvoices': 1 }],
    ['IVESK', 6, { 'IVESK listDigitized': 1 }],
    ['LIGHTYEAR', 6, { 'LIGHTYEAR getInvoice': 6 }],
  ])('are requested once for %s, with no more REST calls than by nodes', async (source, count, calls) => {
    const filter = { sources: [source], companies: ['acme'], iveskQueue: 'DIGITIZED' };
    const page = await readPage(used.world, { first: count, filter });
    const ids = page.edges.map(({ node }) => node.id);
    const byNodes = await countCalls<Nodes>(used.world, NODES, { ids });
    used.payments.plan(ids.map((invoice) => ({ invoice })));
    used.world.forgetCalls();

    const { data, errors, requests } = await used.router.ask<Tasks>('{ tasks { invoice { number netAmount } } }');

    expect(errors).toEqual([]);
    expect(data?.tasks.map(({ invoice }) => invoice)).toEqual(byNodes.data.nodes);
    expect(requests.filter(({ url }) => url === ours())).toEqual([
      expect.objectContaining({
        query: expect.stringMatching(/^query\(\$representations:\[_Any!\]!\)\{_entities\((?!.*_entities)/),
        variables: { representations: ids.map((id) => ({ __typename: 'Invoice', id })) },
      }),
    ]);
    expect(used.world.callCounts()).toEqual(calls);
    expect(byNodes.calls).toEqual(calls);
  });

  test('are requested once for all sources and companies, and each document is read once, even if it is repeated', async () => {
    const page = await readPage(used.world, { first: 12 });
    const ids = page.edges.map(({ node }) => node.id);
    const byNodes = await countCalls<Nodes>(used.world, NODES, { ids });
    used.payments.plan([...ids, ...ids].map((invoice) => ({ invoice })));
    used.world.forgetCalls();

    const { data, errors, requests } = await used.router.ask<Tasks>('{ tasks { invoice { number netAmount } } }');

    expect(errors).toEqual([]);
    expect(data?.tasks.map(({ invoice }) => invoice)).toEqual([...byNodes.data.nodes, ...byNodes.data.nodes]);
    expect(requests.filter(({ url }) => url === ours())).toHaveLength(1);
    expect(used.world.callCounts()).toEqual(byNodes.calls);
  });

  test('are sent to the other subgraph again with the field that it @requires', async () => {
    const page = await readPage<{ id: string; grossAmount: string }>(used.world, { first: 4, more: 'grossAmount' });
    used.payments.plan(page.edges.map(({ node }) => ({ invoice: node.id })));

    const { data, errors } = await used.router.ask<Tasks>('{ tasks { invoice { plannedPayment { amount } } } }');

    expect(errors).toEqual([]);
    expect(data?.tasks.map(({ invoice }) => invoice)).toEqual(
      page.edges.map(({ node }) => ({ plannedPayment: { amount: node.grossAmount } })),
    );
  });
});

test('objects of every type with a resolvable key are read by it, all with one request', async () => {
  const page = await readPage<{ lineItems: { id: string; description: string }[] }>(used.world, {
    first: 1,
    filter: { sources: ['LIGHTYEAR'] },
    more: 'lineItems { id description }',
  });
  const [line] = page.edges[0]?.node.lineItems ?? [];
  const sourceId = 'a0000000-0000-4000-8000-000000000001';
  used.payments.plan([
    {
      line: line?.id ?? '',
      order: encodeId({ type: 'PurchaseOrder', company: 'acme', source: 'LIGHTYEAR', sourceId }),
      job: encodeId({ type: 'ImportJob', company: 'acme', source: 'LIGHTYEAR', sourceId: IMPORT_JOB_IDS.finished }),
      company: 'acme',
    },
  ]);

  const { data, errors, requests } = await used.router.ask<Tasks>(
    '{ tasks { line { description } order { source sourceId } job { sourceId status } company { name paysOnDay } } }',
  );

  expect(errors).toEqual([]);
  expect(data?.tasks).toEqual([
    {
      line: { description: line?.description },
      order: { source: 'LIGHTYEAR', sourceId },
      job: { sourceId: IMPORT_JOB_IDS.finished, status: 'FINISHED' },
      company: { name: 'Acme Ltd', paysOnDay: 15 },
    },
  ]);
  expect(requests.filter(({ url }) => url === ours())).toHaveLength(1);
});

describe('a mutation', () => {
  const startImport = (objects: string) =>
    `mutation { startImport(input: { company: "acme", sourceApplicationCode: "ERP", objects: { ${objects} } }) {
      job { type } errors { code }
    } }`;
  const glCodes = 'glCodes: [{ sourceId: "6100", description: "Office supplies", isHeader: false }]';
  const taxCodes = 'taxCodes: [{ sourceId: "T1", description: "Standard", ratePercent: "20" }]';

  test('is forwarded once', async () => {
    used.world.forgetCalls();
    const { data, errors } = await used.router.ask(startImport(glCodes));

    expect(errors).toEqual([]);
    expect(data).toEqual({ startImport: { job: { type: 'GL_CODES' }, errors: [] } });
    expect(used.world.callCounts()).toEqual({ 'LIGHTYEAR startImportJob': 1 });
  });

  test('is checked against @oneOf here, as the supergraph does not include it', async () => {
    used.world.forgetCalls();
    const { data, errors } = await used.router.ask(startImport(`${glCodes}, ${taxCodes}`));

    expect(data).toEqual({ startImport: null });
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT']);
    expect(used.world.calls()).toEqual([]);
  });
});

const NODES = 'query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Invoice { number netAmount } } }';

interface InvoiceList {
  readonly invoices: { readonly nodes: readonly { readonly id: string; readonly grossAmount?: string }[] };
}

interface Nodes {
  readonly nodes: readonly object[];
}

interface Tasks {
  readonly tasks: readonly { readonly invoice?: object | null }[];
}

function ours(): string {
  return new URL('graphql', used.world.url).href;
}
