import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ContractDeviations } from '../../src/backends/contract-deviations.ts';
import { mapDocument } from '../../src/backends/ivesk/map-document.ts';
import { DOCUMENT } from '../../src/backends/ivesk/shape.ts';
import { withholdSecrets } from '../../src/backends/ivesk/withhold-secrets.ts';
import { parseJson } from '../../src/backends/json/parse-json.ts';
import { mapInvoice as mapLightyear } from '../../src/backends/lightyear/mapping/map-invoice.ts';
import { mapMatch } from '../../src/backends/lightyear/mapping/map-match.ts';
import { mapInvoice as mapV6 } from '../../src/backends/v6/map-invoice.ts';
import { wireObject } from '../../src/backends/wire.ts';
import { dueDateOf } from '../../src/domain/accounting/due-date.ts';
import type { InvoiceRef } from '../../src/domain/ids.ts';
import type { Invoice } from '../../src/domain/invoice.ts';
import { add } from '../../src/domain/values/decimal.ts';
import { contractFields, fieldsOfDocument, type Path, valueAt, withValue } from './contract-fields.ts';
import { expectInvoice } from './expect-invoice.ts';
import { plainOf } from './plain-of.ts';
import { IVESK_DOCUMENTS, LIGHTYEAR_INVOICES, LIGHTYEAR_MATCHES, V6_INVOICES } from './whole-documents.ts';

function deviations(source: InvoiceRef['source']) {
  return new ContractDeviations({ source, company: 'acme' }, { warn: () => {} });
}
const REFS = {
  LIGHTYEAR: { company: 'acme', source: 'LIGHTYEAR', key: ['ly'] },
  IVESK: { company: 'acme', source: 'IVESK', key: ['iv', '2024-05-14T10:00:00Z'] },
  V6: { company: 'acme', source: 'V6', key: ['2024-05-14', 'LT001', '007', 'I'] },
} as const;

function lightyear(wire: object): Invoice {
  return mapLightyear(wire, REFS.LIGHTYEAR, 'ly', deviations('LIGHTYEAR'));
}
function ivesk(wire: object): Invoice {
  return mapDocument(wire, REFS.IVESK, 'iv', deviations('IVESK'));
}
function v6(wire: object): Invoice {
  return mapV6(wire, REFS.V6, 'LT001', { currency: 'AUD', deviations: deviations('V6') });
}

interface Subject {
  readonly name: string;
  readonly contract: string;
  readonly schema: string;
  readonly map: (wire: object) => unknown;
  /** Two documents that hold every field of the contract, no two of which are equal. */
  readonly documents: readonly [object, object];
  /** Fields that arrive nowhere but in the revision, with the reason. */
  readonly unused: Readonly<Record<string, string>>;
}

const SUBJECTS: readonly Subject[] = [
  {
    ...{
      name: 'a Lightyear invoice',
      contract: 'lightyear',
      schema: 'Invoice',
      map: lightyear,
      documents: LIGHTYEAR_INVOICES,
    },
    unused: {
      id: 'the id it was asked for with is its name',
      companyID: 'compared with the account, and not shown',
    },
  },
  {
    ...{ name: 'a Lightyear match', contract: 'lightyear', schema: 'Match', documents: LIGHTYEAR_MATCHES, unused: {} },
    map: (wire) => mapMatch(wire, deviations('LIGHTYEAR')),
  },
  {
    ...{ name: 'an Įvesk document', contract: 'ivesk', schema: 'Document', map: ivesk, documents: IVESK_DOCUMENTS },
    unused: { id: 'is its key', sourcedata: 'the newer name of userdata, used where that is absent' },
  },
  {
    ...{ name: 'a V6 invoice', contract: 'v6', schema: 'Invoice', map: v6, documents: V6_INVOICES },
    unused: { invoiceNo: 'is its key' },
  },
];

/** The revision changes with every field, so it does not show where a field goes. */
function withoutRevision(mapped: unknown): unknown {
  const { revision: _, ...rest } = plainOf(mapped) as { readonly revision?: string };
  return rest;
}

function nameOf(path: Path): string {
  return path.filter((name) => name !== '0').join('.');
}

describe.each(SUBJECTS)('$name', ({ contract, schema, map, documents: [one, other], unused }) => {
  const fields = contractFields(contract, schema);

  test('is tried out with every field of the contract, and with no other', () => {
    expect(fieldsOfDocument(one).map(nameOf).sort()).toEqual(fields.map(nameOf).sort());
    expect(fieldsOfDocument(other).map(nameOf).sort()).toEqual(fields.map(nameOf).sort());
  });

  test.each(fields.map((path) => [nameOf(path), path] as const))('has somewhere what comes as %s', (name, path) => {
    const [before, after] = [one, withValue(one, path, valueAt(other, path))].map((wire) => withoutRevision(map(wire)));
    if (name in unused) expect(after).toEqual(before);
    else expect(after).not.toEqual(before);
  });

  test.each(fields.map((path) => [nameOf(path), path] as const))('comes without %s', (_, path) => {
    for (const nothing of [undefined, null]) expect(() => plainOf(map(withValue(one, path, nothing)))).not.toThrow();
  });
});

const DOCUMENTS: readonly (readonly [string, (wire: object) => Invoice, object])[] = [
  ['Lightyear', lightyear, LIGHTYEAR_INVOICES[0]],
  ['Įvesk', ivesk, IVESK_DOCUMENTS[0]],
  ['V6', v6, V6_INVOICES[0]],
];

describe.each(DOCUMENTS)('a document of %s', (_, map, whole) => {
  test('that is whole is a whole invoice', () => {
    expectInvoice(map(whole));
  });

  test('that is empty is an invoice of nulls', () => {
    const { ref, sourceId, kind, direction, revision, lineDetail, oddities, ...rest } = plainOf(map({}));
    expect(oddities).toBe(0);
    expect({ ref, sourceId, lineDetail }).toMatchObject({ ref: { company: 'acme' }, lineDetail: 'ORIGINAL' });
    expect({ kind, direction, revision }).toMatchObject({
      kind: expect.stringMatching(/INVOICE|OTHER/),
      direction: expect.stringMatching(/PURCHASE|SALE|UNKNOWN/),
      revision: expect.any(String),
    });
    const filled = Object.entries(rest).filter(
      ([, value]) => value !== null && !(Array.isArray(value) && value.length === 0),
    );
    // V6 names no currency, it is the account's; Lightyear says of no document whether it has a file.
    expect(filled.filter(([name]) => name !== 'currency' && name !== 'file' && name !== 'number')).toEqual([]);
  });

  test('is a valid invoice for any values in its fields', () => {
    const odd = fc.oneof(
      fc.jsonValue(),
      fc.constantFrom(
        '12.50',
        '1e5',
        1e21,
        -0,
        5e-324,
        '2024-02-30',
        '2024-05-14',
        '',
        ' ',
        'true',
        [null],
        [[]],
        [{}],
        {},
      ),
      fc.constantFrom('\ud800', '\u0000', '__proto__', 'constructor', 12345678901234567890n.toString()),
    );
    const paths = fieldsOfDocument(whole).flatMap((path) => path.map((_name, index) => path.slice(0, index + 1)));
    const change = fc.tuple(fc.constantFrom(...paths), odd);
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 6 }), (changes) => {
        const wire = changes.reduce((document, [path, value]) => {
          const parent = valueAtOrNothing(document, path.slice(0, -1));
          return typeof parent === 'object' && parent !== null ? withValue(document, path, value) : document;
        }, structuredClone(whole));
        // As it comes over the wire, long numbers included.
        const parsed = wireObject<object>(parseJson(JSON.stringify(wire), REFS.V6));
        if (parsed !== undefined) expectInvoice(map(parsed));
      }),
      { numRuns: 500 },
    );
  });
});

function valueAtOrNothing(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (inner, name) => (typeof inner === 'object' && inner !== null ? Reflect.get(inner, name) : undefined),
    value,
  );
}

describe.each(SUBJECTS.filter(({ schema }) => schema !== 'Match'))(
  'the revision of $name',
  ({ contract, schema, map, documents: [one, other] }) => {
    const revisionOf = (wire: object) => (map(wire) as Invoice).revision;
    // A caller without the scope for bank details must not see that they changed; a link is signed again for each answer.
    const isLeftOut = (name: string) => /iban|bankAccount|^url$/i.test(name);

    test.each(contractFields(contract, schema).map((path) => [nameOf(path), path] as const))(
      'changes with %s, unless it is a bank detail or a link',
      (name, path) => {
        const changed = revisionOf(withValue(one, path, valueAt(other, path)));
        if (isLeftOut(name)) expect(changed).toBe(revisionOf(one));
        else expect(changed).not.toBe(revisionOf(one));
      },
    );

    test('changes with a field that this gateway does not know', () => {
      expect(revisionOf({ ...one, fieldOfTomorrow: 1 })).not.toBe(revisionOf(one));
    });

    test('stays the same for fields in another order, nulls, and numbers in another spelling', () => {
      const turned = JSON.stringify(one, (_name, value: unknown) =>
        typeof value === 'object' && value !== null && !Array.isArray(value)
          ? Object.fromEntries(Object.entries({ ...value, absent: null }).reverse())
          : value,
      );
      const spelt = turned.replace(/(?<=:)(\d+)(?=[,}])/g, '$1.00');
      const parsed = wireObject<object>(parseJson(spelt, REFS.V6)) ?? {};
      expect(spelt).not.toBe(JSON.stringify(one));
      expect(revisionOf(parsed)).toBe(revisionOf(one));
    });
  },
);

test.each(['0001-01-01', '0000-00-00', '1899-12-30', '1900-01-01', '1970-01-01', '9999-12-31'])(
  '%s stands for a missing date in every source',
  (date) => {
    const dayFirst = date.split('-').reverse().join('-');
    expect(lightyear({ invoiceDate: `${date}T00:00:00+01:00` }).issueDate).toBeNull();
    expect(ivesk({ date, duedate: date, operationdate: `${date}T00:00:00` })).toMatchObject({
      ...{ issueDate: null, dueDate: null, operationDate: null },
    });
    expect(v6({ invoiceDate: date, dueDate: dayFirst })).toMatchObject({ issueDate: null, dueDate: null });
    expect(
      lightyear({ salesOrder: { deliveryDateFrom: `${date}T00:00:00Z` } }).salesOrder?.deliveryDateFrom,
    ).toBeNull();
  },
);

test.each(['1,234.50', '121,00', {}, [121], true])('no amount is computed in place of a total of %j', (value) => {
  expect(ivesk({ subtotal: 100, vat: 20, total: value })).toMatchObject({ netAmount: '100', grossAmount: null });
  expect(ivesk({ subtotal: 100, vat: value, total: 121 })).toMatchObject({ taxAmount: null, grossAmount: '121' });
  expect(ivesk({ subtotal: value, vat: 20, total: 121 })).toMatchObject({ netAmount: null, taxAmount: '20' });
  const [line] = lightyear({ lineItems: [{ amountExclTax: 100, taxAmount: 20, amountInclTax: value }] }).lineItems;
  expect([line?.netAmount, line?.grossAmount]).toEqual(['100', null]);
  const invoice = lightyear({ subTotal: 100, calculatedTax: value });
  expect([invoice.netAmount, invoice.taxAmount, invoice.grossAmount]).toEqual(['100', null, null]);
  const v6Line = { amount: 100, gstAmount: value };
  expect(v6({ lines: [v6Line], taxAmount: 20 })).toMatchObject({ netAmount: '100', grossAmount: '120' });
  expect(v6({ lines: [v6Line] }).lineItems[0]).toMatchObject({ netAmount: '100', taxAmount: null, grossAmount: null });
});

test.each([undefined, null, '', ' '])('an amount follows from the other two in place of %j', (value) => {
  expect(ivesk({ subtotal: 100, vat: 20, total: value }).grossAmount).toBe('120');
});

test('a due date that cannot be read is neither computed nor taken from another field; nor is any other value', () => {
  const terms = { date: '2026-11-01', paymentterm: 30 };
  expect(dueDateOf(ivesk({ ...terms, duedate: '05/12/2026' }))).toEqual({ date: null, isComputed: false });
  expect(dueDateOf(ivesk({ ...terms, duedate: {} }))).toEqual({ date: null, isComputed: false });
  expect(dueDateOf(ivesk({ ...terms, duedate: '' }))).toEqual({ date: '2026-12-01', isComputed: true });
  expect(ivesk({ userdata: {}, sourcedata: 'scan-1' }).uploadReference).toBeNull();
  expect(ivesk({ sourcedata: 'scan-1' }).uploadReference).toBe('scan-1');
  expect(ivesk({ sellername: {}, sellernameascii: 'Zuvis' }).supplier?.name).toBeNull();
  expect(ivesk({ buyername: null, buyernameascii: 'Zuvis' }).customer?.name).toBe('Zuvis');
});

describe('Lightyear', () => {
  test.each([
    ['LineItems', 'INVOICE', 'ORIGINAL'],
    ['LineItemsCrNote', 'CREDIT_NOTE', 'ORIGINAL'],
    ['Service', 'INVOICE', 'DOCUMENT_TOTALS'],
    ['ServiceCrNote', 'CREDIT_NOTE', 'DOCUMENT_TOTALS'],
    ['Receipt', 'RECEIPT', 'ORIGINAL'],
    ['Expense', 'EXPENSE', 'ORIGINAL'],
    ['Proforma', 'OTHER', 'ORIGINAL'],
    [undefined, 'OTHER', 'ORIGINAL'],
    [7, 'OTHER', 'ORIGINAL'],
    ['LINEITEMS', 'INVOICE', 'ORIGINAL'],
    [' lineItemsCRNote ', 'CREDIT_NOTE', 'ORIGINAL'],
    ['servicecrnote', 'CREDIT_NOTE', 'DOCUMENT_TOTALS'],
  ])('%s is %s with lines of %s', (invoiceType, kind, lineDetail) => {
    expect(lightyear({ invoiceType })).toMatchObject({ kind, lineDetail, direction: 'PURCHASE' });
  });

  test('an unknown value is noted once for each field', () => {
    const lines: object[] = [];
    const noted = new ContractDeviations(
      { source: 'LIGHTYEAR', company: 'acme' },
      { warn: (fields) => lines.push(fields) },
    );
    const wire = {
      invoiceType: 'Proforma',
      categories: [{ type: 'PLANET' }, { type: 'PLANET' }, { type: null }],
      supplierCard: { terms: { termsType: 'SOME_DAY', termsDays: 3 } },
    };
    const invoices = [1, 2].map(() => plainOf(mapLightyear(wire, REFS.LIGHTYEAR, 'ly', noted)));
    expect(invoices[0]?.categories.map(({ type }) => type)).toEqual(['OTHER', 'OTHER', null]);
    expect(invoices[0]?.supplier?.terms).toBeNull();
    expect(lines).toMatchObject([
      { field: 'Invoice.invoiceType', value: 'Proforma' },
      { field: 'SupplierCard.termsType', value: 'SOME_DAY' },
      { field: 'Category.type', value: 'PLANET' },
    ]);
  });

  test('a date is the one written, wherever the company is', () => {
    expect(lightyear({ invoiceDate: '2024-05-14T00:00:00+13:00' }).issueDate).toBe('2024-05-14');
    expect(lightyear({ invoiceDate: '2024-02-30T00:00:00+01:00' }).issueDate).toBeNull();
  });

  test('an address of a supplier names its city, county and postcode, and holds no empty lines', () => {
    const address = { line1: '1 High St', line2: '', line3: 'Cork', line4: null, line5: 'T12' };
    expect(lightyear({ supplierCard: { address, countryCode: 'ie' } }).supplier?.address).toEqual({
      ...{ lines: ['1 High St', 'Cork', 'T12'], city: 'Cork', county: null, postcode: 'T12', countryCode: 'IE' },
    });
    expect(lightyear({ salesOrder: { address } }).salesOrder?.address).toMatchObject({
      lines: ['1 High St', 'Cork', 'T12'],
      city: null,
    });
  });

  test('money is exact', () => {
    expect(lightyear({ subTotal: 0.1, calculatedTax: 0.2 })).toMatchObject({
      netAmount: '0.1',
      taxAmount: '0.2',
      grossAmount: '0.3',
    });
  });
});

describe('Įvesk', () => {
  test('the seller is the supplier, the buyer the customer', () => {
    const invoice = ivesk({
      sellername: 'S',
      sellercode: '1',
      selleriban: 'LT12',
      buyername: 'B',
      buyercode: '2',
      buyercountry: 'lt',
    });
    expect(invoice.supplier).toMatchObject({ name: 'S', code: '1', bankAccount: { iban: 'LT12', bic: null } });
    expect(invoice.customer).toMatchObject({ name: 'B', code: '2', address: { countryCode: 'LT', lines: [] } });
  });

  test('a party of which nothing is said is null', () => {
    expect(ivesk({ sellerisperson: false, buyerisfavorite: true })).toMatchObject({ supplier: null, customer: null });
  });

  test.each(['javascript:alert(1)', 'data:text/html,x', '/files/1.pdf', 7])('%j is not a link to a file', (url) => {
    expect(ivesk({ url }).file).toBeNull();
    expect(ivesk({ url, filename: '1.pdf' }).file).toEqual({ name: '1.pdf', url: null });
  });

  test.each([
    ['invoice', 'INVOICE'],
    [' Invoice ', 'INVOICE'],
    ['PVM SĄSKAITA-FAKTŪRA', 'INVOICE'],
    ['credit_note', 'CREDIT_NOTE'],
    ['Kreditinė  sąskaita', 'CREDIT_NOTE'],
    ['debit note', 'DEBIT_NOTE'],
    ['Kasos čekis', 'RECEIPT'],
    ['packinglist', 'OTHER'],
    ['', 'OTHER'],
    [7, 'OTHER'],
    [undefined, 'INVOICE'],
    [null, 'INVOICE'],
  ])('the document type %j is %s', (doctype, kind) => {
    expect(ivesk({ doctype }).kind).toBe(kind);
  });

  test.each([
    ['pirkimas', 'PURCHASE'],
    ['PIRKIMAS', 'PURCHASE'],
    [' Pirkimai\n', 'PURCHASE'],
    ['purchase', 'PURCHASE'],
    ['Purchases', 'PURCHASE'],
    ['pardavimas', 'SALE'],
    ['Pardavimai', 'SALE'],
    ['SALE', 'SALE'],
    [' sales ', 'SALE'],
    ['dovana', 'UNKNOWN'],
    [undefined, 'UNKNOWN'],
  ])('the operation type %j is %s', (optype, direction) => {
    expect(ivesk({ optype }).direction).toBe(direction);
  });

  test.each([
    [{ sellerisfavorite: true, buyerisfavorite: false }, 'SALE'],
    [{ sellerisfavorite: true }, 'SALE'],
    [{ sellerisfavorite: false, buyerisfavorite: 'true' }, 'PURCHASE'],
    [{ optype: ' ', buyerisfavorite: true }, 'PURCHASE'],
    [{ sellerisfavorite: true, buyerisfavorite: true }, 'UNKNOWN'],
    [{ sellerisfavorite: false, buyerisfavorite: false }, 'UNKNOWN'],
    [{ optype: 'pardavimas', buyerisfavorite: true }, 'SALE'],
    [{ optype: 'dovana', buyerisfavorite: true }, 'UNKNOWN'],
    [{ sellerisfavorite: 'TRUE', buyerisfavorite: null }, 'SALE'],
  ])('without an operation type, the own company tells the direction: %j is %s', (wire, direction) => {
    expect(ivesk(wire).direction).toBe(direction);
  });

  test.each([
    { optype: ['pardavimas'], buyerisfavorite: true },
    { optype: {}, sellerisfavorite: true },
    { optype: true, sellerisfavorite: true },
    { sellerisfavorite: 'yes', buyerisfavorite: true },
    { sellerisfavorite: true, buyerisfavorite: {} },
    { sellerisfavorite: 2 },
  ])('the direction is not guessed from the rest if a part of it cannot be understood, which counts: %j', (wire) => {
    expect(ivesk(wire).direction).toBe('UNKNOWN');
    expect(DOCUMENT.oddities(wire, deviations('IVESK'))).toBe(1);
  });

  test('the revision of a document in a stored event is that of the document in its queue', () => {
    const [document] = IVESK_DOCUMENTS;
    const stored = withholdSecrets(JSON.stringify(document));
    expect(stored).not.toContain('selleriban 1');
    expect(ivesk(JSON.parse(stored) as object).revision).toBe(ivesk(document).revision);
  });

  test('words that are not known are noted once each', () => {
    const lines: object[] = [];
    const noted = new ContractDeviations(REFS.IVESK, { warn: (fields) => lines.push(fields) });
    const wire = { doctype: 'packinglist', optype: 'dovana' };
    for (const _ of [1, 2]) mapDocument(wire, REFS.IVESK, 'iv', noted);
    expect(lines).toMatchObject([
      { field: 'Document.doctype', value: 'packinglist' },
      { field: 'Document.optype', value: 'dovana' },
    ]);
  });

  test('amounts that do not add up stay as they are given', () => {
    const odd = { subtotal: 100, vat: 21, total: 120.99 };
    const exact = { subtotal: 0.1, vat: 0.2, total: 0.3 };
    const invoice = ivesk({ ...odd, lines: [odd, exact, { subtotal: 1, vat: 2 }] });
    expect(invoice).toMatchObject({ netAmount: '100', taxAmount: '21', grossAmount: '120.99' });
    expect(invoice.lineItems.map(({ grossAmount }) => grossAmount)).toEqual(['120.99', '0.3', '3']);
  });

  test('the upload reference comes under either name', () => {
    expect(ivesk({ userdata: 'a' }).uploadReference).toBe('a');
    expect(ivesk({ sourcedata: 'b' }).uploadReference).toBe('b');
  });
});

describe('V6', () => {
  test.each([
    ['I', 'INVOICE'],
    ['C', 'CREDIT_NOTE'],
    ['D', 'DEBIT_NOTE'],
    ['X', 'OTHER'],
    [' c', 'CREDIT_NOTE'],
    [undefined, 'OTHER'],
  ])('%s is %s, and a sale', (fileType, kind) => {
    expect(v6({ fileType })).toMatchObject({ kind, direction: 'SALE' });
  });

  test('lines entered with tax add up to gross, lines entered without to net', () => {
    const lines = [
      { amount: 10, gstAmount: 0.91 },
      { amount: 5.5, gstAmount: 0.5 },
    ];
    expect(v6({ grossEntry: true, taxAmount: 1.41, lines })).toMatchObject({
      ...{ netAmount: '14.09', taxAmount: '1.41', grossAmount: '15.5', linesIncludeTax: true },
      lineItems: [
        { netAmount: '9.09', taxAmount: '0.91', grossAmount: '10' },
        { netAmount: '5', grossAmount: '5.5' },
      ],
    });
    expect(v6({ grossEntry: false, taxAmount: 1.41, lines })).toMatchObject({
      ...{ netAmount: '15.5', taxAmount: '1.41', grossAmount: '16.91', linesIncludeTax: false },
      lineItems: [
        { netAmount: '10', taxAmount: '0.91', grossAmount: '10.91' },
        { netAmount: '5.5', grossAmount: '6' },
      ],
    });
    for (const grossEntry of ['true', 'TRUE', 1, '1'])
      expect(v6({ grossEntry, taxAmount: '1.41', lines })).toMatchObject({ netAmount: '14.09', grossAmount: '15.5' });
  });

  test.each(['yes', {}, [true], 2, ''])(
    'a flag that cannot be understood leaves the amounts open that depend on it: %j',
    (grossEntry) => {
      expect(v6({ grossEntry, taxAmount: 1.41, lines: [{ amount: 10, gstAmount: 0.91 }] })).toMatchObject({
        ...{ netAmount: null, taxAmount: '1.41', grossAmount: null, linesIncludeTax: null },
        lineItems: [{ netAmount: null, taxAmount: '0.91', grossAmount: null }],
      });
    },
  );

  test('totals are open if a line or the tax cannot be understood', () => {
    expect(v6({ lines: [{ amount: 1, gstAmount: 0.1 }, 'line'] })).toMatchObject({ netAmount: null, taxAmount: null });
    expect(v6({ taxAmount: {}, lines: [{ amount: 1, gstAmount: 0.1 }] })).toMatchObject({
      ...{ netAmount: '1', taxAmount: null, grossAmount: null },
    });
  });

  test('net and tax make gross, whatever the amounts', () => {
    const cents = fc.integer({ min: -1e7, max: 1e7 }).map((value) => value / 100);
    const line = fc.record({ amount: cents, gstAmount: cents }, { noNullPrototype: true });
    const wires = fc.record({
      grossEntry: fc.boolean(),
      taxAmount: fc.option(cents),
      lines: fc.array(line, { minLength: 1 }),
    });
    fc.assert(
      fc.property(wires, (wire) => {
        const invoice = v6(wire);
        for (const { netAmount, taxAmount, grossAmount } of [invoice, ...invoice.lineItems]) {
          expect(add(netAmount ?? '', taxAmount ?? '')).toBe(grossAmount);
        }
      }),
    );
  });

  test('the tax of the lines stands in for that of the document; a line without its amount leaves the totals open', () => {
    expect(
      v6({
        lines: [
          { amount: 1, gstAmount: 0.1 },
          { amount: 2, gstAmount: 0.2 },
        ],
      }),
    ).toMatchObject({
      ...{ netAmount: '3', taxAmount: '0.3', grossAmount: '3.3' },
    });
    expect(v6({ taxAmount: 1, lines: [{ amount: 1 }, {}] })).toMatchObject({
      netAmount: null,
      taxAmount: '1',
      grossAmount: null,
    });
  });

  test('codes are texts, with their leading zeros where they have some', () => {
    const invoice = v6({
      customerCode: '007',
      lines: [
        { departmentCode: 12, glCode: 4000 },
        { departmentCode: 'BRI', glCode: '0400' },
      ],
    });
    expect(invoice.customer?.code).toBe('007');
    expect(invoice.lineItems.map(({ departmentCode, glCode }) => [departmentCode, glCode?.code])).toEqual([
      ['12', '4000'],
      ['BRI', '0400'],
    ]);
  });
});
