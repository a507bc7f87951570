import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exact, minus, plain, plus } from './exact-decimal.ts';
import { expectedInvoice } from './expected-invoice.ts';
import { type NamedInvoice, nodesOf, readPages } from './list-pages.ts';
import { type SampleDocument, sampleDocuments } from './sample-documents.ts';
import { startWorld, type TestWorld } from './world.ts';

interface Counted extends NamedInvoice {
  readonly kind: string;
  readonly direction: 'PURCHASE' | 'SALE' | 'UNKNOWN';
  readonly currency: string | null;
  readonly number: string | null;
  readonly fullNumber: string | null;
  readonly series: string | null;
  readonly grossAmount: string | null;
  readonly signedNetAmount: string | null;
  readonly signedTaxAmount: string | null;
  readonly signedGrossAmount: string | null;
  readonly dueDate: string | null;
  readonly isDueDateComputed: boolean;
  readonly revision: string;
  readonly counterparty: { readonly key: string; readonly name: string | null } | null;
  readonly supplier: { readonly name: string | null; readonly terms: { readonly type: string } | null } | null;
  readonly customer: { readonly name: string | null } | null;
}

const NOW = new Date('2026-03-10T12:00:00Z');
const CURRENCIES = { acme: 'AUD', borealis: 'EUR' };
const FIELDS = `kind direction currency number fullNumber series grossAmount signedNetAmount signedTaxAmount signedGrossAmount
  dueDate isDueDateComputed revision counterparty { key name } supplier { name terms { type } } customer { name }`;
const ALL = { iveskQueue: 'DIGITIZED' } as const;

let world: TestWorld;
let served: readonly Counted[];

beforeAll(async () => {
  world = await startWorld({
    config: { cache: { enabled: false } },
    sandbox: { now: NOW, lightyear: { keyPolicy: 'any' } },
    overrides: { now: () => NOW.getTime() },
  });
  served = await list(ALL);
});
afterAll(() => world[Symbol.asyncDispose]());

async function list(filter: object): Promise<readonly Counted[]> {
  return nodesOf(await readPages<Counted>(world, { first: 200, more: FIELDS, filter }));
}

/** Exact sums by currency. */
function sumsOf(amounts: readonly { readonly currency: string | null; readonly amount: string | null }[]) {
  const sums = new Map<string, ReturnType<typeof exact>>();
  for (const { currency, amount } of amounts)
    if (currency !== null && amount !== null) sums.set(currency, plus(sums.get(currency) ?? exact('0'), exact(amount)));
  return Object.fromEntries([...sums].map(([currency, sum]) => [currency, plain(sum)]).sort());
}

/** The side of a sample document, as its source's own fields say it. */
function isPurchase({ source, wire }: SampleDocument): boolean {
  return source === 'LIGHTYEAR' || (source === 'IVESK' && wire['optype'] === 'pirkimas');
}

/** The amount that a document adds to the purchases: a credit note is subtracted, with either sign. */
function bought(document: SampleDocument): { readonly currency: string | null; readonly amount: string | null } {
  const { kind, currency, amounts } = expectedInvoice(document, CURRENCIES);
  const [, , gross] = amounts;
  if (gross === null || kind !== 'CREDIT_NOTE') return { currency, amount: gross };
  const positive = gross.startsWith('-') ? gross.slice(1) : gross;
  return { currency, amount: plain(minus(exact('0'), exact(positive))) };
}

describe('the sample data', () => {
  test('has purchases that add up to what was bought, in each currency', () => {
    const purchases = served.filter(({ direction }) => direction === 'PURCHASE');
    const sums = sumsOf(purchases.map(({ currency, signedGrossAmount: amount }) => ({ currency, amount })));
    const visible = sampleDocuments(world.sandbox.world).filter(({ company }) => company !== 'curio');
    expect(sums).toEqual(sumsOf(visible.filter(isPurchase).map(bought)));
    expect(Object.keys(sums)).toEqual(expect.arrayContaining(['AUD', 'EUR', 'GBP', 'USD']));
    // Credit notes make the difference to a plain sum.
    expect(sums).not.toEqual(sumsOf(purchases.map(({ currency, grossAmount: amount }) => ({ currency, amount }))));
  });

  test('has net and tax that add up to gross in the signed amounts, too', () => {
    for (const { id, signedNetAmount, signedTaxAmount, signedGrossAmount } of served) {
      if (signedNetAmount === null || signedTaxAmount === null) continue;
      const sum = plain(plus(exact(signedNetAmount), exact(signedTaxAmount)));
      expect(sum, id).toBe(plain(exact(signedGrossAmount ?? '')));
    }
  });

  test('names the supplier of a purchase and the customer of a sale as the counterparty', () => {
    for (const { id, direction, counterparty, supplier, customer } of served) {
      const party = direction === 'PURCHASE' ? supplier : direction === 'SALE' ? customer : null;
      expect(counterparty?.name, id).toBe(party?.name);
    }
  });

  test('has suppliers that are one counterparty at Lightyear and Įvesk', () => {
    const keysAt = (source: string) => {
      const found = served.filter((one) => one.source === source && one.company.id === 'acme');
      const named = found.filter(({ direction, counterparty }) => direction === 'PURCHASE' && counterparty !== null);
      return new Map(named.map(({ counterparty }) => [counterparty?.name, counterparty?.key]));
    };
    const [lightyear, ivesk] = [keysAt('LIGHTYEAR'), keysAt('IVESK')];
    const shared = [...lightyear].filter(([name]) => name?.startsWith('Rheintal') || name?.startsWith('UAB'));
    expect(shared.length).toBeGreaterThan(0);
    for (const [name, key] of shared) expect(ivesk.get(name), String(name)).toBe(key);
  });

  test('has due dates that say whether they were computed, and full numbers with the series', () => {
    const computed = served.filter(({ isDueDateComputed }) => isDueDateComputed);
    expect(computed.length).toBeGreaterThan(10);
    expect(new Set(computed.map(({ source }) => source))).toEqual(new Set(['LIGHTYEAR']));
    for (const { supplier, dueDate } of computed) expect([supplier?.terms === null, dueDate]).not.toContain(null);
    const inSeries = served.filter(({ series, number }) => series !== null && number !== null);
    expect(inSeries.length).toBeGreaterThan(10);
    for (const { fullNumber, series, number } of inSeries) expect(fullNumber).toBe(`${series} ${number}`);
  });

  test('has revisions that stay the same from one read to the next, and differ between documents', async () => {
    const again = await list(ALL);
    expect(again.map(({ revision }) => revision)).toEqual(served.map(({ revision }) => revision));
    expect(new Set(served.map(({ revision }) => revision)).size).toBe(served.length);
  });
});

describe('a filter by direction', () => {
  test.each(['PURCHASE', 'SALE', 'UNKNOWN'] as const)('%s selects just these documents', async (direction) => {
    const wanted = served.filter((one) => one.direction === direction).map(({ id }) => id);
    expect((await list({ ...ALL, directions: [direction] })).map(({ id }) => id).sort()).toEqual(wanted.sort());
  });

  test.each([
    [['PURCHASE'], { LIGHTYEAR: true, V6: false }],
    [['SALE'], { LIGHTYEAR: false, V6: true }],
    [[], { LIGHTYEAR: false, V6: false }],
  ])('%j asks no source that cannot have such documents', async (directions, isAsked) => {
    world.forgetCalls();
    await world.ask('query ($filter: InvoiceFilter) { invoices(filter: $filter, first: 5) { nodes { number } } }', {
      filter: { directions },
    });
    const asked = new Set(world.calls().map((call) => call.split(' ')[0]));
    expect({ LIGHTYEAR: asked.has('LIGHTYEAR'), V6: asked.has('V6') }).toEqual(isAsked);
  });
});

test('the outcome of an account says for which days V6 was asked', async () => {
  const query = `query ($filter: InvoiceFilter) {
    invoices(filter: $filter, first: 3) { accounts { source range { from to } } }
  }`;
  const rangeAt = async (filter: object) => {
    const { data } = await world.ask<{ invoices: { accounts: { source: string; range: object | null }[] } }>(query, {
      filter: { companies: ['acme'], ...filter },
    });
    return Object.fromEntries(data?.invoices.accounts.map(({ source, range }) => [source, range]) ?? []);
  };
  expect(await rangeAt({})).toEqual({ LIGHTYEAR: null, IVESK: null, V6: { from: '2026-02-08', to: '2026-03-11' } });
  const days = { issuedFrom: '2026-01-02', issuedTo: '2026-02-03' };
  expect(await rangeAt(days)).toMatchObject({ V6: { from: '2026-01-02', to: '2026-02-03' } });
});
