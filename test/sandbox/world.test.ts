import { describe, expect, test } from 'vitest';
import { ODD_IVESK_IDS } from '../../sandbox/world/ivesk/odd-documents.ts';
import { ODD_LIGHTYEAR_IDS } from '../../sandbox/world/lightyear/odd-invoices.ts';
import { ODD_V6_NUMBERS } from '../../sandbox/world/v6/odd-invoices.ts';
import { type CompanyWorld, createWorld } from '../../sandbox/world/world.ts';
import { NOW } from './sources.ts';

// biome-ignore lint/suspicious/noExplicitAny: documents are what their contract, or a trap, says
type Document = any;

const world = createWorld(NOW);
const companies = Object.values(world);
/** The companies that a visitor sees. */
const shown = [world.acme, world.borealis];
const lightyear = companies.flatMap((company) => company.lightyear.invoices.map(({ document }): Document => document));
const ivesk = companies.flatMap((company) => company.ivesk.digitized().map(({ document }): Document => document));
const v6 = companies.flatMap((company) => company.v6.entries().map(({ document }): Document => document));

function textOf(companies: readonly CompanyWorld[]) {
  return JSON.stringify(
    companies.map((company) => [
      company.lightyear.invoices,
      company.lightyear.matches,
      company.ivesk.digitized(),
      company.ivesk.columnValues('allocation'),
      company.v6.entries(),
    ]),
  );
}

/** In hundredths, as the sums of a regular document come out exactly. */
function cents(amount: number) {
  return Math.round(amount * 100);
}
function sumOf(lines: readonly Document[], name: string) {
  return lines.reduce((sum, line) => sum + cents(line[name]), 0);
}
function hasId(id: unknown) {
  return typeof id === 'string' && !id.startsWith('0dd');
}

describe('the sample world', () => {
  test('is the same for the same day, and shifts with the day', () => {
    expect(textOf(Object.values(createWorld(new Date('2026-03-20T23:59:59Z'))))).toBe(textOf(companies));
    const later = createWorld(new Date('2026-03-21T00:00:00Z'));
    expect(textOf(Object.values(later))).not.toBe(textOf(companies));
    expect(later.acme.lightyear.invoices.map(({ id }) => id)).toEqual(
      world.acme.lightyear.invoices.map(({ id }) => id),
    );
    expect(later.acme.ivesk.digitized().map(({ id }) => id)).toEqual(world.acme.ivesk.digitized().map(({ id }) => id));
  });

  test('has several hundred documents of each company, in several currencies', () => {
    expect(lightyear.length + ivesk.length + v6.length).toBeGreaterThan(1_000);
    for (const { lightyear: ly, ivesk: digitized, v6: freight } of companies) {
      expect(ly.invoices.length).toBeGreaterThan(100);
      expect(digitized.digitized().length).toBeGreaterThan(102);
      expect(freight.entries().length).toBeGreaterThanOrEqual(60);
    }
    const currencies = new Set([
      ...lightyear.map(({ currencyCode }) => currencyCode),
      ...ivesk.map(({ currency }) => currency),
    ]);
    expect([...currencies]).toEqual(expect.arrayContaining(['GBP', 'EUR', 'AUD', 'USD', 'PLN']));
  });

  test('has every kind of document, with one line and with more than thirty', () => {
    const types = Object.keys(Object.groupBy(lightyear, ({ invoiceType }) => invoiceType));
    expect(types).toEqual(
      expect.arrayContaining(['LineItems', 'LineItemsCrNote', 'Service', 'ServiceCrNote', 'Receipt', 'Expense']),
    );
    expect(Object.keys(Object.groupBy(v6, ({ fileType }) => fileType))).toEqual(
      expect.arrayContaining(['I', 'C', 'D']),
    );
    expect(Object.keys(Object.groupBy(ivesk, ({ optype }) => optype))).toEqual(
      expect.arrayContaining(['pirkimas', 'pardavimas']),
    );
    for (const counts of [
      lightyear.map((document) => document.lineItems),
      ivesk.map(({ lines }) => lines),
      v6.map(({ lines }) => lines),
    ]) {
      const lengths = counts.map((lines) => lines?.length);
      expect(lengths).toContain(1);
      expect(Math.max(...lengths.map((length) => length ?? 0))).toBeGreaterThanOrEqual(30);
    }
  });

  test('gives each document and each line an id of its own', () => {
    const ids = [...lightyear.map(({ id }) => id), ...ivesk.map(({ id }) => id)].filter((id) => id !== undefined);
    expect(new Set(ids).size).toBe(ids.length);
    const lineIds = lightyear.flatMap(({ lineItems }) => lineItems ?? []).flatMap((line: Document) => line?.id ?? []);
    expect(new Set(lineIds).size).toBe(lineIds.length);
  });

  test('adds up, cent by cent', () => {
    for (const { subTotal, calculatedTax, lineItems } of lightyear.filter(({ id }) => hasId(id))) {
      expect([cents(subTotal), cents(calculatedTax)]).toEqual([
        sumOf(lineItems, 'amountExclTax'),
        sumOf(lineItems, 'taxAmount'),
      ]);
    }
    for (const { subtotal, vat, total, lines } of ivesk.filter(({ id }) => hasId(id))) {
      expect(cents(subtotal) + cents(vat)).toBe(cents(total));
      if (lines !== undefined) expect(sumOf(lines, 'total')).toBe(cents(total));
    }
    for (const { taxAmount, lines } of v6.filter(({ invoiceNo }) => /^(?:LT|BR|CU)\d/.test(invoiceNo))) {
      expect(cents(taxAmount)).toBe(sumOf(lines, 'gstAmount'));
    }
  });

  test('has freight bills with the tax in the amounts, and with the tax on top', () => {
    const billed = v6.filter(({ invoiceNo }) => /^LT\d/.test(invoiceNo));
    for (const grossEntry of [true, false]) {
      const lines = billed
        .filter((document) => document.grossEntry === grossEntry)
        .flatMap((document) => document.lines);
      expect(lines.length).toBeGreaterThan(100);
      for (const { amount, gstAmount } of lines) {
        expect(Math.abs(gstAmount - amount / (grossEntry ? 11 : 10))).toBeLessThan(0.0051);
      }
    }
  });

  test.each(['2020-02-29T12:00:00Z', '2026-12-31T23:00:00Z', '2027-01-01T00:00:00Z'])(
    'has freight bills in the last 30 days at %s, and none later than that day',
    (now) => {
      const from = new Date(Date.parse(now) - 30 * 86_400_000).toISOString().slice(0, 10);
      for (const { v6: freight, ivesk: queue } of Object.values(createWorld(new Date(now)))) {
        const dates = freight.entries().map(({ date }) => date);
        expect(dates.filter((date) => date >= from).length).toBeGreaterThan(30);
        expect(dates.every((date) => date <= now)).toBe(true);
        expect(queue.digitized().every(({ digitizedAt }) => digitizedAt < Date.parse(now))).toBe(true);
      }
    },
  );

  test('sometimes gives a purchase order line several invoice lines', () => {
    const ofOrderLine = Map.groupBy(world.acme.lightyear.matches, ({ order }) => order.lineId);
    expect(Math.max(...[...ofOrderLine.values()].map((matches) => matches.length))).toBeGreaterThan(1);
  });

  test('has IBANs with valid check digits', () => {
    const ibans = [
      ...lightyear.map(({ supplierCard }) => supplierCard?.bankAccount?.iban),
      ...ivesk.map(({ selleriban }) => selleriban),
    ];
    const given = ibans.filter((iban) => typeof iban === 'string');
    expect(given.length).toBeGreaterThan(200);
    for (const iban of given) {
      const moved = `${iban.slice(4)}${iban.slice(0, 4)}`.replace(/[A-Z]/g, (letter) =>
        String(letter.charCodeAt(0) - 55),
      );
      expect(BigInt(moved) % 97n).toBe(1n);
    }
  });
});

describe('the documents of the companies that a visitor sees', () => {
  const filesOf = (company: CompanyWorld): readonly Document[] =>
    company.ivesk.digitized().map(({ document }): Document => document);
  const bookedBy = (company: CompanyWorld): readonly Document[] =>
    company.lightyear.invoices.map(({ document }): Document => document);
  const today = '2026-03-20';

  test('have credible amounts, and no date in the future', () => {
    for (const company of shown) {
      const totals = [
        ...bookedBy(company).map(({ subTotal }) => subTotal),
        ...filesOf(company).map(({ subtotal }) => subtotal),
        ...company.v6.entries().flatMap(({ document }: Document) => sumOf(document.lines, 'amount') / 100),
      ];
      expect(totals.every((total) => total > 0 && total < 1_000_000)).toBe(true);
      const dates = [
        ...bookedBy(company).map(({ invoiceDate }) => invoiceDate.slice(0, 10)),
        ...filesOf(company).map(({ date }) => date),
        ...company.v6.entries().map(({ date }) => date),
      ];
      expect(dates.every((date) => date > '2025-12-01' && date <= today)).toBe(true);
    }
  });

  test('name both parties, and name the company as the seller only of its own sales', () => {
    for (const company of shown) {
      for (const { optype, sellername, buyername } of filesOf(company)) {
        expect(optype === 'pardavimas' ? sellername : buyername).toBe(company.profile.name);
        expect(buyername).not.toBe(sellername);
      }
      for (const { supplierCard } of bookedBy(company)) {
        expect(company.profile.suppliers.map(({ name }) => name)).toContain(supplierCard.fullName);
      }
    }
  });

  test('give a supplier one bank account, and an address whose parts are in their places', () => {
    for (const company of shown) {
      for (const documents of Map.groupBy(filesOf(company), ({ sellercode }) => sellercode).values()) {
        expect(new Set(documents.map(({ selleriban }) => selleriban)).size).toBe(1);
      }
      for (const { supplierCard } of bookedBy(company)) {
        expect(supplierCard.address.line3).toMatch(/^\D+$/);
        expect(supplierCard.address.line5).toMatch(/\d/);
      }
    }
  });

  test('have the exchange rate of their currency, within a few per cent', () => {
    for (const [currency, documents] of Map.groupBy(shown.flatMap(filesOf), (document) => document.currency)) {
      const rates = documents.map(({ currencyrate }) => currencyrate ?? 1);
      expect(Math.max(...rates) / Math.min(...rates), currency).toBeLessThan(1.05);
    }
  });

  test('have a file if they are of Įvesk', () => {
    expect(shown.flatMap(filesOf).every(({ filename }) => /^[\w-]+ [\d-]+\.pdf$/.test(filename))).toBe(true);
  });
});

describe('the odd documents', () => {
  const oddLightyear = (name: keyof typeof ODD_LIGHTYEAR_IDS): Document =>
    world.curio.lightyear.invoices.find(({ id }) => id === ODD_LIGHTYEAR_IDS[name])?.document;
  const oddIvesk = (name: keyof typeof ODD_IVESK_IDS): Document => ivesk.find(({ id }) => id === ODD_IVESK_IDS[name]);
  const oddV6 = (name: keyof typeof ODD_V6_NUMBERS): Document[] =>
    v6.filter(({ invoiceNo }) => invoiceNo === ODD_V6_NUMBERS[name]);

  test('all exist, and only at Curio', () => {
    for (const id of Object.values(ODD_LIGHTYEAR_IDS)) expect(world.curio.lightyear.invoice(id), id).toBeDefined();
    for (const id of Object.values(ODD_IVESK_IDS))
      expect(
        ivesk.some((document) => document.id === id),
        id,
      ).toBe(true);
    for (const number of Object.values(ODD_V6_NUMBERS))
      expect(
        v6.some(({ invoiceNo }) => invoiceNo === number),
        number,
      ).toBe(true);
    expect(textOf(shown)).not.toMatch(/ODD|0dd00000/);
  });

  test('are not at the beginning of a list', () => {
    const {
      lightyear: { invoices },
      ivesk: { digitized },
    } = world.curio;
    const first = [...invoices.slice(0, 20), ...digitized().slice(0, 20)];
    expect(JSON.stringify(first)).not.toMatch(/ODD|0dd00000/);
  });

  test('lack nearly all fields, or a key', () => {
    expect(oddLightyear('bare')).toEqual({ id: ODD_LIGHTYEAR_IDS.bare });
    expect(Object.keys(oddIvesk('bare'))).toEqual(['id', 'digitizedat']);
    expect(oddV6('bare')).toEqual([{ invoiceNo: ODD_V6_NUMBERS.bare }]);
    expect(oddLightyear('withoutKey')).not.toHaveProperty('id');
    expect(ivesk.filter(({ id }) => id === undefined)).toHaveLength(1);
    expect(v6.filter(({ invoiceNo }) => invoiceNo === undefined)).toHaveLength(1);
  });

  test('contain numbers that a double cannot hold, dates that do not exist, and values that are not in a contract', () => {
    for (const document of [oddLightyear('manyDigits'), oddIvesk('manyDigits'), ...oddV6('manyDigits')]) {
      const text = JSON.stringify(document);
      for (const digits of ['123456789012345', '98765432109876.54', '9007199254740993', '12345678901234567890']) {
        expect(text).toMatch(new RegExp(`:${digits}[,}]`));
      }
    }
    for (const document of [oddLightyear('exponent'), oddIvesk('exponent'), ...oddV6('exponent')]) {
      expect(JSON.stringify(document)).toContain(':1e21');
    }
    for (const document of [oddLightyear('pointOneAndTwo'), oddIvesk('pointOneAndTwo'), ...oddV6('pointOneAndTwo')]) {
      expect(JSON.stringify(document)).toMatch(/:0\.1[,}].*:0\.2[,}]/);
    }
    for (const document of [
      oddLightyear('negativeQuantity'),
      oddIvesk('negativeQuantity'),
      ...oddV6('negativeQuantity'),
    ]) {
      expect((document.lineItems ?? document.lines)[0].quantity).toBeLessThan(0);
    }
    expect(oddLightyear('impossibleDate').invoiceDate).toMatch(/^2026-02-30/);
    expect(oddIvesk('impossibleDate').date).toBe('2026-02-30');
    expect(oddV6('impossibleDate')[0]?.invoiceDate).toBe('31-02-2026');
    expect(oddV6('dayFirst')[0]?.invoiceDate).toBe('10-03-2026');
    expect([
      oddLightyear('unknownValues').invoiceType,
      oddIvesk('unknownType').doctype,
      oddV6('unknownType')[0]?.fileType,
    ]).toEqual(['ProForma', 'packinglist', 'X']);
  });

  test('include V6 documents that differ by customer and file type, or only in their other fields', () => {
    const keys = (documents: readonly Document[]) =>
      documents.map(({ customerCode, fileType }) => `${customerCode} ${fileType}`);
    expect(keys(oddV6('equalNumber')).sort()).toEqual(['000123 C', '000123 I', '000871 I']);
    expect(keys(oddV6('equalKey'))).toEqual(['000123 I', '000123 I']);
  });
});
