import { isGiven } from '../answers/shape.ts';
import { text } from '../wire.ts';
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
  // An invoice is shown without a date if its text is not a date, or stands for a missing one.
  return isGiven(invoiceDate) && typeof invoiceDate !== 'string' ? 'invoiceDate' : undefined;
}
