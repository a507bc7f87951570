import type { WireDocument } from '../../contract.ts';
import { dateBefore } from '../calendar.ts';
import { rawNumber } from '../money.ts';
import type { V6Entry } from './account.ts';
import { dayFirst } from './invoices.ts';

/** Numbers of invoices that are hard to read correctly, each with one difficulty. All are Curio's. */
export const ODD_V6_NUMBERS = {
  bare: 'ODD-bare',
  withoutDate: 'ODD-withoutDate',
  impossibleDate: 'ODD-impossibleDate',
  dayFirst: 'ODD-dayFirst',
  unknownType: 'ODD-unknownType',
  pointOneAndTwo: 'ODD-pointOneAndTwo',
  manyDigits: 'ODD-manyDigits',
  exponent: 'ODD-exponent',
  negativeQuantity: 'ODD-negativeQuantity',
  wrongTypes: 'ODD-wrongTypes',
  strangeText: 'ODD/"strange" %2F\\ №7',
  /** Three of one day that differ only in customerCode and fileType. */
  equalNumber: 'ODD-equalNumber',
  /** Two of one day whose identifying fields are equal, with different amounts. */
  equalKey: 'ODD-equalKey',
} as const;

/** Dated ten days ago, so that they are in every likely range. */
export function createOddV6Invoices(today: Date): readonly V6Entry[] {
  const date = dateBefore(today, 10);
  const like = (invoiceNo: string, odd: WireDocument): V6Entry => ({
    date,
    document: { invoiceNo, invoiceDate: date, fileType: 'I', customerCode: '000123', ...odd },
  });
  const n = ODD_V6_NUMBERS;
  return [
    { date, document: { invoiceNo: n.bare } },
    { date, document: { invoiceDate: date, fileType: 'I', businessName: 'An invoice without a number' } },
    { date, document: { invoiceNo: n.withoutDate, fileType: 'I', lines: [{ amount: 10 }] } },
    like(n.impossibleDate, { invoiceDate: '31-02-2026', dueDate: '2026-13-01' }),
    like(n.dayFirst, { invoiceDate: dayFirst(date), dueDate: dayFirst(date) }),
    like(n.unknownType, { fileType: 'X', fieldOfTomorrow: [1] }),
    like(n.pointOneAndTwo, { taxAmount: 0, grossEntry: false, lines: [{ amount: 0.1 }, { amount: 0.2 }] }),
    like(n.manyDigits, {
      taxAmount: rawNumber('98765432109876.54'),
      grossEntry: false,
      lines: [
        { amount: 123456789012345, quantity: rawNumber('9007199254740993'), glCode: rawNumber('12345678901234567890') },
      ],
    }),
    like(n.exponent, {
      taxAmount: rawNumber('1E2'),
      lines: [{ amount: rawNumber('1e21'), price: rawNumber('2.5E-7') }],
    }),
    like(n.negativeQuantity, {
      fileType: 'C',
      taxAmount: -1,
      lines: [{ amount: -10, price: 5, gstAmount: -1, quantity: -2 }],
    }),
    like(n.wrongTypes, {
      customerCode: 123,
      taxAmount: '1.00',
      grossEntry: 'yes',
      creditReason: 'late',
      lines: [null, 'a line', { amount: '10.00' }],
    }),
    like(n.strangeText, { businessName: "Ltd'); DROP TABLE", address1: '', city: 'Łódź\n', postcode: '<b>🧾' }),
    like(n.equalNumber, { taxAmount: 1, lines: [{ amount: 10 }] }),
    like(n.equalNumber, { customerCode: '000871', taxAmount: 2, lines: [{ amount: 20 }] }),
    like(n.equalNumber, { fileType: 'C', taxAmount: 3, lines: [{ amount: 30 }] }),
    like(n.equalKey, { taxAmount: 1, lines: [{ amount: 10 }] }),
    like(n.equalKey, { taxAmount: 2, lines: [{ amount: 20 }] }),
  ];
}
