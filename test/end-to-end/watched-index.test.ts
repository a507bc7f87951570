import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { SOURCES } from '../../src/domain/source.ts';
import { type NamedInvoice, nodesOf, readPages } from './list-pages.ts';
import { WHOLE } from './whole-document.ts';
import { startWorld, type TestWorld } from './world.ts';

const SEARCH = `query($text: String, $filter: InvoiceSearchFilter) {
  searchInvoices(text: $text, filter: $filter, first: 200) {
    totalCount nodes { id source number state supplier { name } customer { name } }
    accounts { company { id } source isComplete asOf documentCount error { code } }
  }
}`;

interface Found {
  readonly searchInvoices: {
    readonly totalCount: number;
    readonly nodes: readonly { readonly id: string; readonly source: string; readonly state: string }[];
    readonly accounts: readonly {
      readonly company: { readonly id: string };
      readonly source: string;
      readonly isComplete: boolean;
      readonly documentCount: number;
    }[];
  };
}

interface Backends {
  readonly backends: readonly { readonly index: { readonly isComplete: boolean } }[];
}

let world: TestWorld;

beforeAll(async () => {
  world = await startWorld({ config: { watch: {} } });
  await vi.waitFor(
    async () => {
      const { data } = await world.ask<Backends>('{ backends { index { isComplete } } }');
      expect(data?.backends.every(({ index }) => index.isComplete)).toBe(true);
    },
    { timeout: 60_000, interval: 250 },
  );
}, 60_000);
afterAll(() => world[Symbol.asyncDispose]());

async function search(variables: object = {}) {
  const { data, errors } = await world.ask<Found>(SEARCH, variables);
  if (!data) throw new Error(`No documents: ${JSON.stringify(errors)}`);
  return data.searchInvoices;
}

interface Listed {
  readonly invoices: {
    readonly nodes: readonly {
      readonly id: string;
      readonly currency: string | null;
      readonly signedGrossAmount: string | null;
      readonly counterparty: { readonly key: string } | null;
    }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
  };
}

/** All Lightyear documents of the company, read from the list to its end. */
async function allOfLightyear(): Promise<Listed['invoices']['nodes']> {
  const nodes: Listed['invoices']['nodes'][number][] = [];
  for (let after: string | null = null, more = true; more; ) {
    const answer: { data?: Listed | null | undefined } = await world.ask<Listed>(
      `query($after: String) {
        invoices(first: 100, after: $after, filter: { companies: ["acme"], sources: [LIGHTYEAR] }) {
          nodes { id currency signedGrossAmount counterparty { key } } pageInfo { hasNextPage endCursor }
        }
      }`,
      { after },
    );
    nodes.push(...(answer.data?.invoices.nodes ?? []));
    more = answer.data?.invoices.pageInfo.hasNextPage ?? false;
    after = answer.data?.invoices.pageInfo.endCursor ?? null;
  }
  return nodes;
}

interface Node {
  readonly id: string;
}

describe('a search', () => {
  test.each(SOURCES)('has each field of a document of %s as the list has it', async (source) => {
    const list = {
      as: 'auditor',
      filter: { sources: [source] },
      first: 200,
      more: '...Whole',
      fragments: WHOLE,
    } as const;
    const listed = nodesOf(await readPages<Node & NamedInvoice>(world, list));
    const { data } = await world.ask<{ searchInvoices: { nodes: readonly Node[] } }>(
      `${WHOLE} query($sources: [Source!]) {
        searchInvoices(filter: { sources: $sources }, first: 200) { nodes { ...Whole } }
      }`,
      { sources: [source] },
      { as: 'auditor' },
    );
    const found = new Map(data?.searchInvoices.nodes.map((node) => [node.id, node]));
    const both = listed.filter(({ id }) => found.has(id));
    expect(both.length).toBeGreaterThan(10);
    for (const document of both) expect(found.get(document.id)).toEqual(document);
  });

  test('finds documents of all sources without a REST call, without regard to letter case and diacritics', async () => {
    world.forgetCalls();
    const found = await search({ text: 'zuvis' });
    expect(new Set(found.nodes.map(({ source }) => source))).toEqual(new Set(['LIGHTYEAR', 'IVESK', 'V6']));
    expect(found.totalCount).toBeGreaterThan(3);
    expect(world.calls()).toEqual([]);
    expect((await search({ text: 'ŽUVIS' })).totalCount).toBe(found.totalCount);
  });

  test('shows only the companies of the caller', async () => {
    const { data } = await world.ask<Found>(SEARCH, {}, { as: 'borealis' });
    expect(new Set(data?.searchInvoices.accounts.map(({ company }) => company.id))).toEqual(new Set(['borealis']));
    const foreign = await world.ask(SEARCH, { filter: { companies: ['acme'] } }, { as: 'borealis' });
    expect(foreign.errors[0]?.extensions.code).toBe('NOT_FOUND');
  });
});

test('totals by counterparty are the sums of the list, to the cent', async () => {
  const sums = new Map<string, { cents: bigint; count: number }>();
  for (const { currency, counterparty, signedGrossAmount } of await allOfLightyear()) {
    const name = `${currency} ${counterparty?.key}`;
    const sum = sums.get(name) ?? { cents: 0n, count: 0 };
    sums.set(name, { cents: sum.cents + cents(signedGrossAmount ?? '0'), count: sum.count + 1 });
  }
  const { data } = await world.ask<{
    invoiceTotals: {
      nodes: { currency: string; count: number; signedGrossAmount: string; counterparty: { key: string } | null }[];
    };
  }>(
    `{ invoiceTotals(first: 500, groupBy: [COUNTERPARTY], filter: { companies: ["acme"], sources: [LIGHTYEAR] }) {
      nodes { currency count signedGrossAmount counterparty { key } }
    } }`,
  );
  const totals = data?.invoiceTotals.nodes.map(
    ({ currency, counterparty, count, signedGrossAmount }) =>
      [`${currency} ${counterparty?.key}`, { cents: cents(signedGrossAmount), count }] as const,
  );
  expect(new Map(totals)).toEqual(sums);
});

/** An amount with up to four decimals, in ten thousandths. */
function cents(amount: string): bigint {
  const [whole = '0', decimals = ''] = amount.replace('-', '').split('.');
  const value = BigInt(whole) * 10_000n + BigInt(decimals.padEnd(4, '0'));
  return amount.startsWith('-') ? -value : value;
}

test('every document that can be taken over has one event, and the document is in it', async () => {
  world.forgetCalls();
  const { data } = await world.ask<{ documentEvents: { invoice: { id: string; number: string | null } | null }[] }>(
    `{ documentEvents(filter: { companies: ["acme"], types: [LISTED] }, first: 400) {
      id ... on DocumentListed { invoice { id number } }
    } }`,
  );
  const ids = data?.documentEvents.map(({ invoice }) => invoice?.id) ?? [];
  expect(new Set(ids).size).toBe(ids.length);
  const found = await search({ filter: { companies: ['acme'] } });
  expect(ids.length).toBe(Math.min(found.totalCount, 400));
  expect(world.calls()).toEqual([]);
});

test('an export changes the state in the index at once', async () => {
  const [document] = (await search({ filter: { sources: ['V6'], states: ['AWAITING_EXPORT'] } })).nodes;
  const mark = 'mutation($id: ID!) { markInvoicesExported(input: { ids: [$id] }) { results { ok } } }';
  await world.ask(mark, { id: document?.id });
  const exported = await search({ filter: { sources: ['V6'], states: ['EXPORTED'] } });
  expect(exported.nodes).toMatchObject([{ id: document?.id, state: 'EXPORTED' }]);
});
