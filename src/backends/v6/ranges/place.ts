import { fitsInKey } from '../../../domain/source-key.ts';
import { isTie, type V6Key } from '../invoice-key.ts';

/**
 * The date (undated invoices come last), the number, then the fields that distinguish equal numbers. The last part is 0 for an
 * invoice without an equal one, else its tie. Older positions have the number that it had among equal ones.
 */
export type Place = readonly [
  date: string,
  invoiceNo: string,
  customerCode: string,
  fileType: string,
  tie: number | string,
];

const UNDATED = '~';
const MAX_ORDINAL = 999_999;

export function placeOf({ invoiceNo, customerCode, fileType, tie }: V6Key, issueDate: string | null): Place {
  return [issueDate ?? UNDATED, invoiceNo, customerCode, fileType, tie === '' ? 0 : tie];
}

/**
 * Compares the place of an entry with that of another entry or of a reader. An entry is after the reader if one of the two
 * has a tie and the other does not: an invoice came, or left, that is equal. It is shown again then, rather than never.
 */
export function comparePlaces(a: Place, b: Place): number {
  for (let index = 0; index < a.length; index += 1) {
    const left = a[index] ?? '';
    const right = b[index] ?? '';
    if (typeof left !== typeof right) return 1;
    if (left !== right) return left < right ? -1 : 1;
  }
  return 0;
}

export function isPlace(value: unknown): value is Place {
  if (!Array.isArray(value) || value.length !== 5) return false;
  const [tie, ...texts] = value.toReversed() as readonly unknown[];
  if (!texts.every((part) => typeof part === 'string') || !fitsInKey(...texts)) return false;
  if (typeof tie === 'string') return isTie(tie);
  return typeof tie === 'number' && Number.isInteger(tie) && tie >= 0 && tie <= MAX_ORDINAL;
}
