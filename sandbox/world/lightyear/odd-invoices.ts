import type { LightyearInvoice, WireDocument } from '../../contract.ts';
import { rawNumber } from '../money.ts';
import type { Random } from '../random.ts';

/** Invoices that are hard to read correctly, each with one difficulty, by name. All are Curio's. */
export const ODD_LIGHTYEAR_IDS = {
  bare: '0dd00000-0000-4000-a000-000000000001',
  nulls: '0dd00000-0000-4000-a000-000000000002',
  withoutKey: '0dd00000-0000-4000-a000-000000000003',
  unknownValues: '0dd00000-0000-4000-a000-000000000004',
  impossibleDate: '0dd00000-0000-4000-a000-000000000005',
  farEastMidnight: '0dd00000-0000-4000-a000-000000000006',
  pointOneAndTwo: '0dd00000-0000-4000-a000-000000000007',
  manyDigits: '0dd00000-0000-4000-a000-000000000008',
  exponent: '0dd00000-0000-4000-a000-000000000009',
  negativeQuantity: '0dd00000-0000-4000-a000-00000000000a',
  wrongTypes: '0dd00000-0000-4000-a000-00000000000b',
  strangeText: '0dd00000-0000-4000-a000-00000000000c',
  withoutLines: '0dd00000-0000-4000-a000-00000000000d',
  blanketOrder: '0dd00000-0000-4000-a000-00000000000e',
} as const;

type Name = keyof typeof ODD_LIGHTYEAR_IDS;

export interface OddInvoice {
  readonly id: string;
  readonly document: WireDocument;
}

/** `ordinary` provides all fields that are not odd; its lines get new ids. */
export function createOddInvoices(random: Random, ordinary: LightyearInvoice): readonly OddInvoice[] {
  return Object.entries(ODD_LIGHTYEAR_IDS).map(([name, id]) => {
    const isAlone = name === 'bare' || name === 'nulls';
    const { id: _, ...withoutId } = ordinary;
    const lineItems = ordinary.lineItems?.map((line) => ({ ...line, id: random.uuid() })) ?? [];
    const like = { ...withoutId, lineItems, ...(name === 'withoutKey' ? {} : { id }), invoiceNumber: `ODD-${name}` };
    return { id, document: { ...(isAlone ? { id } : like), ...TRAPS[name as Name] } };
  });
}

const NEW_YEAR_FAR_EAST = '2026-01-01T00:00:00+14:00';
const LINE = '0dd00000-0000-4000-a001-00000000000';

const TRAPS: Readonly<Record<Name, WireDocument>> = {
  bare: {},
  nulls: {
    fileName: null,
    invoiceType: null,
    invoiceNumber: null,
    invoiceDate: null,
    subTotal: null,
    calculatedTax: null,
    currencyCode: null,
    additionalInfo: null,
    purchaseOrderNumber: null,
    supplierCard: { id: null, bankAccount: null, address: { line1: null }, terms: null },
    salesOrder: null,
    glCode: null,
    categories: null,
    lineItems: [{ id: null, productCode: null, quantity: null }, null],
  },
  withoutKey: {},
  unknownValues: {
    invoiceType: 'ProForma',
    supplierCard: { fullName: 'Termless & Co', terms: { termsType: 'WHEN_PIGS_FLY', termsDays: 3 } },
    categories: [{ id: null, description: 'Apollo', type: 'SPACECRAFT' }],
    fieldOfTomorrow: { nested: true },
  },
  impossibleDate: { invoiceDate: '2026-02-30T00:00:00+00:00' },
  // In UTC this is the day before.
  farEastMidnight: { invoiceDate: NEW_YEAR_FAR_EAST },
  pointOneAndTwo: {
    subTotal: 0.1,
    calculatedTax: 0.2,
    lineItems: [{ id: `${LINE}1`, amountExclTax: 0.1, taxAmount: 0.2 }],
  },
  manyDigits: {
    subTotal: 123456789012345,
    calculatedTax: rawNumber('98765432109876.54'),
    additionalInfo: rawNumber('12345678901234567890'),
    lineItems: [
      { id: `${LINE}2`, quantity: rawNumber('9007199254740993'), amountExclTax: rawNumber('999999999999999.99') },
    ],
  },
  exponent: {
    subTotal: rawNumber('1e21'),
    calculatedTax: rawNumber('2.5E-7'),
    lineItems: [
      { id: `${LINE}3`, quantity: rawNumber('1E+3'), amountExclTax: rawNumber('1.50e2'), taxAmount: rawNumber('-0.0') },
    ],
  },
  negativeQuantity: {
    subTotal: -37.5,
    calculatedTax: -7.5,
    lineItems: [
      {
        id: `${LINE}4`,
        quantity: -3,
        amountExclTax: -37.5,
        taxAmount: -7.5,
        amountInclTax: -45,
        description: 'Returned',
      },
    ],
  },
  wrongTypes: {
    invoiceNumber: 4711,
    subTotal: '12.50',
    calculatedTax: 'two',
    currencyCode: 'gbp',
    supplierCard: 'Severn Fuels plc',
    categories: 'none',
    lineItems: [{ id: `${LINE}5`, quantity: '2', amountExclTax: '12.50' }, 'a line', 7],
  },
  strangeText: {
    invoiceNumber: 'RE/2024\\:*? №7',
    fileName: '../"évil"\r\n%0d; x=ÿ.pdf',
    additionalInfo: '<b>\u0000"quoted"\u2028 🧾',
  },
  withoutLines: { lineItems: [] },
  blanketOrder: {
    purchaseOrderNumber: 'PO-BLANKET',
    lineItems: [{ id: `${LINE}6`, description: 'Put together for many orders', quantity: 45, amountExclTax: 450 }],
  },
};
