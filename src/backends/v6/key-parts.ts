import { isNoDate } from '../../domain/values/dates.ts';
import { isGiven } from '../answers/shape.ts';
import { dateInEitherOrder, isoOrder, text } from '../wire.ts';
import type { WireInvoice } from './wire.ts';

/** A number or a code in its one spelling, without white space around it; null if it is not a text. */
export function codeOf(value: unknown): string | null {
  return text(value)?.trim() ?? null;
}

/** The type of a file in its one spelling, which is in capital letters; null if it is not a text. */
export function fileTypeOf(value: unknown): string | null {
  return codeOf(value)?.toUpperCase() ?? null;
}

/**
 * The name of a part of the key that is there and cannot be read; undefined if all can be. The invoice then has another key that is
 * not known.
 */
export function unreadablePart({ customerCode, fileType, invoiceDate }: WireInvoice): string | undefined {
  if (isGiven(customerCode) && text(customerCode) === null) return 'customerCode';
  if (isGiven(fileType) && fileTypeOf(fileType) === null) return 'fileType';
  return isReadableDate(invoiceDate) ? undefined : 'invoiceDate';
}

const FORM = /^(?:\d{4}-\d{2}-\d{2}|\d{2}-\d{2}-\d{4})$/;

/**
 * True for a date, for no date, and for a date that is not in the calendar, which the invoice has as V6 shows it. False for a value in
 * another form, and for one that software writes in place of a date that it has lost: V6 leaves out a field without data.
 */
function isReadableDate(value: unknown): boolean {
  if (!isGiven(value) || value === '' || dateInEitherOrder(value) !== null) return true;
  return typeof value === 'string' && FORM.test(value) && !isNoDate(isoOrder(value));
}
