import fc from 'fast-check';
import { BLANK_CUSTOMER, BLANK_INVOICE, blankLine, blankSupplier } from '../../../src/domain/blank-invoice.ts';
import type { InvoiceRef } from '../../../src/domain/ids.ts';
import type { Invoice, LineItem, SupplierCard } from '../../../src/domain/invoice.ts';

export type DocumentFields = Partial<Omit<Invoice, 'ref' | 'supplier' | 'lineItems'>> & {
  readonly supplier?: Partial<SupplierCard> | null;
  readonly lineItems?: readonly Partial<LineItem>[];
};

/** A purchase from Lightyear of the company acme, unless the fields say something else. */
export function documentOf(key: string, fields: DocumentFields = {}, account: Partial<InvoiceRef> = {}): Invoice {
  const ref: InvoiceRef = { company: 'acme', source: 'LIGHTYEAR', key: [key], ...account };
  const { supplier, lineItems = [], ...others } = fields;
  return {
    ...BLANK_INVOICE,
    ...{ ref, sourceId: key, kind: 'INVOICE', direction: 'PURCHASE', revision: `r-${key}`, lineDetail: 'ORIGINAL' },
    ...others,
    supplier: supplier ? { ...blankSupplier(ref), ...supplier } : null,
    lineItems: lineItems.map((line, place) => ({ ...blankLine(ref, place + 1), ...line })),
  };
}

const WORDS = [
  ...[
    'UAB',
    'Žuvis',
    '„Žuvis“',
    'zuvis',
    'Ąžuolas',
    'ŠIAULIAI',
    'šiauliai',
    'AB',
    'a',
    '%',
    '_',
    '\\',
    "'",
    '"',
    '""',
    '🎉',
  ],
  ...[
    '🎉ab',
    'OR',
    'NOT',
    'NEAR(',
    '*',
    'abc*',
    'straße',
    'STRASSE',
    'ΟΔΟΣ',
    '日本語テキスト',
    '4711',
    '04711',
    "';--",
    'x%y',
    'x_y',
  ],
];
const word = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...WORDS) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 6 }) },
);
const words = fc.array(word, { maxLength: 4 }).map((some) => some.join(' '));
function nullable<T>(arbitrary: fc.Arbitrary<T>) {
  return fc.option(arbitrary, { nil: null, freq: 4 });
}
const amount = fc.oneof(
  fc.constantFrom('0', '1', '-1', '100', '-100', '12.5', '0.000001', '-0.000001'),
  fc.tuple(fc.integer({ min: -99_999, max: 99_999 }), fc.integer({ min: 1, max: 9 })).map(([a, b]) => `${a || 1}.${b}`),
  // Larger and finer than an integer of a database.
  fc.constantFrom(
    '0.0000001',
    '-0.00000000012',
    '9007199254740993',
    '-123456789012345678901234567890.5',
    `1${'0'.repeat(60)}`,
  ),
  fc.constantFrom('9007199254.740991', '9007199254.740992', '-9007199254.740992', '1000000000', '-999999999.999999'),
);
const date = fc
  .tuple(fc.constantFrom(2023, 2024, 2025), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 4 }))
  .map(([year, month, day]) => `${year}-${String(month).padStart(2, '0')}-0${day}`);
const glCode = fc.constantFrom('4000', '5000', 'ž', '').map((code) => ({
  ...{ id: null, code, description: null, sourceId: null, type: null, isRounding: null, isHeader: null, isInUse: null },
}));
const amounts = fc.record({ netAmount: nullable(amount), taxAmount: nullable(amount), grossAmount: nullable(amount) });
const party = fc.record({
  name: nullable(words),
  taxNumber: nullable(fc.constantFrom('LT100001738313', '300020', '12')),
});
const line = fc
  .tuple(amounts, fc.record({ description: nullable(words), glCode: nullable(glCode) }))
  .map(([some, rest]) => ({ ...some, ...rest }));

const fields: fc.Arbitrary<DocumentFields> = fc
  .tuple(
    amounts,
    fc.record({
      kind: fc.constantFrom('INVOICE', 'CREDIT_NOTE', 'RECEIPT'),
      direction: fc.constantFrom('PURCHASE', 'SALE', 'UNKNOWN'),
      number: nullable(fc.constantFrom('1', '2', 'A 1', 'a1', 'Ž-9', 'ž-9', '\u{10ffff}', '\uffff', ' ')),
      series: nullable(fc.constantFrom('A', 'B')),
      issueDate: nullable(date),
      dueDate: nullable(date),
      currency: nullable(fc.constantFrom('EUR', 'GBP')),
      purchaseOrderNumber: nullable(fc.constantFrom('PO 1', 'po1', 'PO-2')),
      uploadReference: nullable(word),
      file: nullable(fc.record({ name: nullable(words), url: fc.constant('https://files.example/secret') })),
    }),
    fc.record({
      supplier: nullable(party),
      customer: nullable(party),
      lines: fc.array(line, { maxLength: 3 }),
      glCode: nullable(glCode),
    }),
  )
  .map(([some, rest, { customer, lines, ...others }]) => ({
    ...some,
    ...rest,
    ...others,
    customer: customer && { ...BLANK_CUSTOMER, ...customer },
    lineItems: lines,
  })) as fc.Arbitrary<DocumentFields>;

/** A document of one of three companies, each of which has documents of two sources. */
export const someFields = fc.record({
  fields,
  company: fc.constantFrom('a', 'b', 'ž'),
  source: fc.constantFrom('LIGHTYEAR', 'IVESK') as fc.Arbitrary<InvoiceRef['source']>,
  isListed: fc.boolean(),
});

export const someText = fc.oneof(words, word);
export const someAmount = amount.map((value) => value.replace('-', ''));
export const someDate = date;
