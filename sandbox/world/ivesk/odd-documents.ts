import type { IveskDocument, WireDocument } from '../../contract.ts';
import { rawNumber } from '../money.ts';

/** Documents that are hard to read correctly, each with one difficulty, by name. All are Curio's. */
export const ODD_IVESK_IDS = {
  bare: '0dd00000-0000-4000-b000-000000000001',
  unknownType: '0dd00000-0000-4000-b000-000000000002',
  impossibleDate: '0dd00000-0000-4000-b000-000000000003',
  pointOneAndTwo: '0dd00000-0000-4000-b000-000000000004',
  manyDigits: '0dd00000-0000-4000-b000-000000000005',
  exponent: '0dd00000-0000-4000-b000-000000000006',
  negativeQuantity: '0dd00000-0000-4000-b000-000000000007',
  wrongTypes: '0dd00000-0000-4000-b000-000000000008',
  strangeText: '0dd00000-0000-4000-b000-000000000009',
  withoutParties: '0dd00000-0000-4000-b000-00000000000a',
  summaryLine: '0dd00000-0000-4000-b000-00000000000b',
  /** Belongs to another company of the same account. */
  sisterCompany: '0dd00000-0000-4000-b000-00000000000c',
} as const;

/** The `companycode` of the sister company's document. */
export const SISTER_COMPANY_CODE = '302320412';

type Name = keyof typeof ODD_IVESK_IDS;

/** The names, and one more document that does not have an id and so cannot have a name. */
export const ODD_IVESK_KINDS: readonly (Name | 'withoutKey')[] = [
  'withoutKey',
  'bare',
  'unknownType',
  'impossibleDate',
  'pointOneAndTwo',
  'manyDigits',
  'exponent',
  'negativeQuantity',
  'wrongTypes',
  'strangeText',
  'withoutParties',
  'summaryLine',
  'sisterCompany',
];

/** `ordinary` provides all fields that are not odd. */
export function createOddDocument(kind: Name | 'withoutKey', ordinary: IveskDocument): WireDocument {
  const { id: _, digitizedat, ...rest } = ordinary;
  if (kind === 'withoutKey') return { digitizedat, ...rest, docnum: 'ODD-withoutKey' };
  const key = { id: ODD_IVESK_IDS[kind], digitizedat };
  if (kind === 'bare') return key;
  if (kind === 'withoutParties') return { ...key, ...withoutParties(rest), docnum: 'ODD-withoutParties' };
  return { ...key, ...rest, docnum: `ODD-${kind}`, ...TRAPS[kind] };
}

function withoutParties(document: WireDocument): WireDocument {
  return Object.fromEntries(Object.entries(document).filter(([name]) => !/^(?:seller|buyer)/.test(name)));
}

const TRAPS: Readonly<Record<Exclude<Name, 'bare' | 'withoutParties'>, WireDocument>> = {
  unknownType: { doctype: 'packinglist', optype: 'dovana', fieldoftomorrow: {} },
  impossibleDate: { date: '2026-02-30', duedate: '2026-13-01', operationdate: 'yesterday' },
  pointOneAndTwo: { subtotal: 0.1, vat: 0.2, total: 0.3, lines: [{ lineid: 0, subtotal: 0.1, vat: 0.2 }] },
  manyDigits: {
    subtotal: 123456789012345,
    vat: rawNumber('98765432109876.54'),
    total: rawNumber('222222221122221.54'),
    currencyrate: rawNumber('0.123456789012345678901'),
    paymentterm: rawNumber('12345678901234567890'),
    lines: [
      {
        lineid: rawNumber('9007199254740993'),
        code: rawNumber('12345678901234567890'),
        quantity: rawNumber('9007199254740993'),
      },
    ],
  },
  exponent: {
    subtotal: rawNumber('1e21'),
    vat: rawNumber('2.5E-7'),
    total: rawNumber('1.00000000000000000000000000025e21'),
  },
  negativeQuantity: {
    subtotal: -30,
    vat: -6.3,
    total: -36.3,
    lines: [{ lineid: 0, name: 'Returned', quantity: -3, price: 10, subtotal: -30, vat: -6.3, total: -36.3 }],
  },
  wrongTypes: {
    docnum: 4711,
    subtotal: '12.50',
    vat: 'two',
    currency: 'eur',
    tags: 'urgent',
    separatevat: 'true',
    sellercountry: 'Lithuania',
    lines: [null, 'a line', { lineid: null, subtotal: '12.50' }],
  },
  strangeText: {
    docnum: 'A\\B:*? №7',
    filename: '../"ąžuolas"\r\n%0d; x=ÿ.pdf',
    sellername: '<b>\u0000"quoted"\u2028 🧾',
  },
  summaryLine: { lines: [{ subtotal: 100, vat: 21, total: 121 }] },
  sisterCompany: { companycode: SISTER_COMPANY_CODE },
};
