import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ODD_LIGHTYEAR_IDS } from '../../sandbox/world/lightyear/odd-invoices.ts';
import { SOURCES } from '../../src/domain/source.ts';
import { countCalls } from './count-calls.ts';
import { type NamedInvoice, nodesOf, readPages } from './list-pages.ts';
import { startWorld, type TestWorld } from './world.ts';

const NOW = new Date('2026-03-10T12:00:00Z');

/** Each operation makes its own calls, so that tests do not affect each other. */
let world: TestWorld;
let invoices: readonly NamedInvoice[];

beforeAll(async () => {
  world = await startWorld({
    as: 'auditor',
    config: { cache: { enabled: false } },
    sandbox: { now: NOW },
    overrides: { now: () => NOW.getTime() },
  });
  invoices = nodesOf(await readPages(world, { filter: { iveskQueue: 'DIGITIZED' }, first: 200 }));
});
afterAll(() => world[Symbol.asyncDispose]());

function idsOf(company: string, source: NamedInvoice['source']): readonly string[] {
  return invoices.filter((one) => one.company.id === company && one.source === source).map(({ id }) => id);
}

function idOf(company: string, source: NamedInvoice['source'], index = 0): string {
  const id = idsOf(company, source)[index];
  if (id === undefined) throw new Error('The sample world has more documents than that');
  return id;
}

describe('documents by their ids', () => {
  test.each([
    ['LIGHTYEAR', { 'LIGHTYEAR getInvoice': 1 }],
    ['IVESK', { 'IVESK listDigitized': 1 }],
    ['V6', { 'V6 listInvoices': 1 }],
  ] as const)('one document of %s costs one call, even if several fields ask for it', async (source, wanted) => {
    const variables = { id: idOf('acme', source, 3) };
    const { calls } = await countCalls(world, 'query($id: ID!) { invoice(id: $id) { number } }', variables);
    expect(calls).toEqual(wanted);
    await countCalls(
      world,
      'query($id: ID!) { a: invoice(id: $id) { id } b: invoice(id: $id) { lineItems { id } } node(id: $id) { id } nodes(ids: [$id, $id]) { id } }',
      variables,
    );
    expect(world.callCounts()).toEqual(wanted);
  });

  const NODES = 'query($ids: [ID!]!) { nodes(ids: $ids) { id } }';

  test('several documents of Lightyear cost a call each, and duplicates do not cost anything', async () => {
    const ids = idsOf('acme', 'LIGHTYEAR').slice(0, 8);
    const { data, calls } = await countCalls(world, NODES, { ids: [...ids, ...ids.toReversed()] });
    expect(data).toEqual({ nodes: [...ids, ...ids.toReversed()].map((id) => ({ id })) });
    expect(calls).toEqual({ 'LIGHTYEAR getInvoice': 8 });
  });

  test('neighbours at Įvesk cost one call together, in any order', async () => {
    const ids = idsOf('acme', 'IVESK').slice(10, 60);
    const asked = [...ids.toReversed(), ...ids.slice(0, 5)];
    const { data, calls } = await countCalls(world, NODES, { ids: asked });
    expect(data).toEqual({ nodes: asked.map((id) => ({ id })) });
    expect(calls).toEqual({ 'IVESK listDigitized': 1 });
  });

  test('distant documents at Įvesk cost a call for each page that contains some of them', async () => {
    const { calls } = await countCalls(world, NODES, { ids: [idOf('acme', 'IVESK', 1), idOf('acme', 'IVESK', 140)] });
    expect(calls).toEqual({ 'IVESK listDigitized': 2 });
  });

  test('neighbouring days of V6 cost one call together, and separate days cost one call each', async () => {
    const days = await countCalls<{ invoices: { nodes: readonly { id: string; issueDate: string | null }[] } }>(
      world,
      '{ invoices(first: 200, filter: { sources: [V6], companies: ["borealis"] }) { nodes { id issueDate } } }',
    );
    const byDay = Map.groupBy(days.data.invoices.nodes, ({ issueDate }) => issueDate);
    const of = (...dates: readonly string[]) => dates.flatMap((date) => byDay.get(date)?.map(({ id }) => id) ?? []);
    const neighbours = of('2026-02-27', '2026-02-28', '2026-03-01', '2026-03-02');
    expect(neighbours.length).toBeGreaterThan(3);
    await countCalls(world, NODES, { ids: neighbours });
    expect(world.sandbox.v6.calls.map(({ query }) => query)).toEqual([{ fromDate: '27022026', toDate: '02032026' }]);
    await countCalls(world, NODES, { ids: of('2026-02-20', '2026-02-27', '2026-02-28') });
    expect(world.sandbox.v6.calls.map(({ query }) => query)).toEqual([
      { fromDate: '20022026', toDate: '20022026' },
      { fromDate: '27022026', toDate: '28022026' },
    ]);
  });

  test("documents of all sources and companies cost the sum of their accounts' calls", async () => {
    const ids = (['acme', 'borealis'] as const).flatMap((company) =>
      SOURCES.flatMap((source) => idsOf(company, source).slice(4, 6)),
    );
    const { calls } = await countCalls(world, NODES, { ids });
    expect(calls['LIGHTYEAR getInvoice']).toBe(4);
    expect(calls['IVESK listDigitized']).toBe(2);
    expect(calls['V6 listInvoices']).toBe(2);
  });

  test('a line costs the call for its document, and several lines of it cost the same call once', async () => {
    const { data } = await countCalls<{ invoice: { lineItems: readonly { id: string }[] } }>(
      world,
      'query($id: ID!) { invoice(id: $id) { lineItems { id } } }',
      { id: idOf('acme', 'LIGHTYEAR', 3) },
    );
    const { calls } = await countCalls(world, NODES, { ids: data.invoice.lineItems.map(({ id }) => id) });
    expect(calls).toEqual({ 'LIGHTYEAR getInvoice': 1 });
  });
});

describe('the parts of a document', () => {
  const blanket = () => {
    const id = invoices.find(({ sourceId }) => sourceId === ODD_LIGHTYEAR_IDS.blanketOrder)?.id;
    return { id };
  };

  test('lines do not cost a call', async () => {
    const { calls } = await countCalls(
      world,
      'query($id: ID!) { invoice(id: $id) { lineItems { id quantity taxCode { code } } supplier { address { lines } } } }',
      { id: idOf('acme', 'LIGHTYEAR', 3) },
    );
    expect(calls).toEqual({ 'LIGHTYEAR getInvoice': 1 });
  });

  test('matches cost a call for each line, and one more for each further page', async () => {
    const { world: sample } = world.sandbox;
    const { data, calls } = await countCalls<{ invoice: { lineItems: readonly { matches: readonly unknown[] }[] } }>(
      world,
      'query($id: ID!) { invoice(id: $id) { lineItems { matches { type document { ... on PurchaseOrder { id sourceId } } } } } }',
      blanket(),
    );
    // There are 45 matches, 20 on a page.
    expect(data.invoice.lineItems.map(({ matches }) => matches.length)).toEqual([45]);
    expect(calls).toEqual({ 'LIGHTYEAR getInvoice': 1, 'LIGHTYEAR listInvoiceLineMatches': 3 });

    const matched = sample.acme.lightyear.matches.find(({ invoice }) => invoice.sequence === 3)?.invoice.documentId;
    const id = invoices.find(({ sourceId }) => sourceId === matched)?.id;
    const lines = await countCalls<typeof data>(
      world,
      'query($id: ID!) { invoice(id: $id) { lineItems { one: matches { type } matches { lineItem { id } } } } }',
      { id },
    );
    expect(lines.calls).toEqual({
      'LIGHTYEAR getInvoice': 1,
      'LIGHTYEAR listInvoiceLineMatches': lines.data.invoice.lineItems.length,
    });
  });

  test('a purchase order does not cost a call, its matches cost one, and each of their invoices one if it is read', async () => {
    const { matches } = world.sandbox.world.acme.lightyear;
    const byLine = Map.groupBy(matches, ({ order }) => `${order.documentId} ${order.lineId}`);
    const [several = []] = [...byLine.values()].filter(({ length }) => length > 1);
    const { documentId = '', lineId } = several[0]?.order ?? {};
    const id = Buffer.from(JSON.stringify(['P', 'acme', 'LIGHTYEAR', documentId])).toString('base64url');

    const { calls } = await countCalls(
      world,
      'query($id: ID!) { purchaseOrder(id: $id) { id source sourceId } node(id: $id) { id } }',
      {
        id,
      },
    );
    expect(calls).toEqual({});

    const lineMatches = (fields: string) =>
      countCalls(
        world,
        `query($id: ID!, $lineId: String!) { purchaseOrder(id: $id) { lineMatches(lineId: $lineId) { document { ${fields} } } } }`,
        { id, lineId },
      );
    const thin = await lineMatches('... on Invoice { id sourceId company { id } }');
    expect(thin.calls).toEqual({ 'LIGHTYEAR listPurchaseOrderLineMatches': 1 });
    const read = await lineMatches('... on Invoice { number }');
    expect(read.calls).toEqual({
      'LIGHTYEAR listPurchaseOrderLineMatches': 1,
      'LIGHTYEAR getInvoice': new Set(several.map(({ invoice }) => invoice.documentId)).size,
    });
  });

  test('matches do not cost a call if the source does not have matches', async () => {
    for (const source of ['IVESK', 'V6'] as const) {
      await countCalls(world, 'query($id: ID!) { invoice(id: $id) { lineItems { matches { type } } } }', {
        id: idOf('borealis', source, 2),
      });
      expect(world.calls()).toHaveLength(1);
    }
  });

  test('a download URL costs a call if it is selected, and is never cached', async () => {
    await using cached = await startWorld();
    const id = idOf('acme', 'LIGHTYEAR');
    const file = async (fields: string) => {
      cached.forgetCalls();
      const { errors } = await cached.ask(`query($id: ID!) { invoice(id: $id) { file { ${fields} } } }`, { id });
      expect(errors).toEqual([]);
      return cached.callCounts();
    };
    expect(await file('name')).toEqual({ 'LIGHTYEAR getInvoice': 1 });
    expect(await file('downloadUrl')).toEqual({ 'LIGHTYEAR getInvoiceDownloadUrl': 1 });
    expect(await file('a: downloadUrl b: downloadUrl')).toEqual({ 'LIGHTYEAR getInvoiceDownloadUrl': 1 });
    expect(await file('name downloadUrl @include(if: false)')).toEqual({});
  });
});

describe('other objects', () => {
  test('companies and backends do not cost a call', async () => {
    const { calls } = await countCalls(
      world,
      '{ companies { id name sources } backends { company { id } source state latencyMs lastError } }',
    );
    expect(calls).toEqual({});
  });

  test('an import job costs a call, and a running one costs a call each time', async () => {
    await using cached = await startWorld();
    const job = async (name: string) => {
      const id = Buffer.from(JSON.stringify(['J', 'acme', 'LIGHTYEAR', name])).toString('base64url');
      cached.forgetCalls();
      const { data, errors } = await cached.ask(
        'query($id: ID!) { importJob(id: $id) { status } node(id: $id) { id } }',
        { id },
      );
      expect(errors).toEqual([]);
      return [data, cached.callCounts()];
    };
    const id = expect.anything();
    const once = { 'LIGHTYEAR getImportJob': 1 };
    expect(await job('job-stuck')).toEqual([{ importJob: { status: 'IN_PROGRESS' }, node: { id } }, once]);
    expect(await job('job-stuck')).toEqual([{ importJob: { status: 'IN_PROGRESS' }, node: { id } }, once]);
    expect(await job('job-finished')).toEqual([{ importJob: { status: 'FINISHED' }, node: { id } }, once]);
    expect(await job('job-finished')).toEqual([{ importJob: { status: 'FINISHED' }, node: { id } }, {}]);
    expect(await job('job-none')).toEqual([{ importJob: null, node: null }, once]);
  });

  test('column values cost a call for each page of Įvesk', async () => {
    const query = `query($after: String, $first: Int) {
      columnValues(company: "acme", column: "allocation", first: $first, after: $after) {
        nodes { code } pageInfo { hasNextPage endCursor }
      }
    }`;
    type Page = {
      columnValues: { nodes: readonly { code: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
    };
    const codes: string[] = [];
    const calls: number[] = [];
    let after: string | null = null;
    do {
      const { data }: { data: Page } = await countCalls<Page>(world, query, { first: 100, after });
      codes.push(...data.columnValues.nodes.map(({ code }) => code));
      calls.push(world.calls().length);
      after = data.columnValues.pageInfo.hasNextPage ? data.columnValues.pageInfo.endCursor : null;
    } while (after !== null);
    expect(calls).toEqual([1, 1, 1]);
    expect(codes).toEqual(world.sandbox.world.acme.ivesk.columnValues('allocation').map(({ code }) => code));
    const { calls: few } = await countCalls(world, query, { first: 10, after: null });
    expect(few).toEqual({ 'IVESK listColumnValues': 1 });
  });
});
