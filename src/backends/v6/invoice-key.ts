import { isDate } from '../../domain/dates.ts';
import { fitsInKey } from '../../domain/source-key.ts';
import type { InvoiceKey } from '../backend.ts';
import { dateInEitherOrder, key, text } from '../wire.ts';
import { type DateRange, isAskable, isOfV6 } from './date-range.ts';
import type { WireInvoice } from './wire.ts';

/**
 * The data with which a V6 invoice is found again, as V6 does not give ids: the days to request, its number, and the
 * fields that distinguish equal numbers. `ordinal` counts the invoices that are equal in all of these; 0 for the first.
 */
export interface V6Key {
  readonly days: KeyDays;
  readonly invoiceNo: string;
  readonly customerCode: string;
  readonly fileType: string;
  readonly ordinal: number;
}

/**
 * The invoice's own date, or the range in which it was found, which may be one day. The range is used if the invoice
 * does not have a usable date or has one outside of the range: V6 then files it under a day that only V6 knows.
 */
export type KeyDays =
  | { readonly kind: 'OWN_DATE'; readonly date: string }
  | { readonly kind: 'FOUND_IN'; readonly range: DateRange };

/** `ordinal` has this many digits at most. */
const ORDINAL_DIGITS = 6;
const LAST_ORDINAL = 10 ** ORDINAL_DIGITS - 1;

/**
 * The key of an invoice that was found in a range, before equal ones are counted; undefined if it does not have a
 * number, or has one that is too long for an id.
 */
export function v6KeyOf(wire: WireInvoice, foundIn: DateRange): V6Key | undefined {
  const invoiceNo = key(wire.invoiceNo);
  if (invoiceNo === null) return undefined;
  const v6Key: V6Key = {
    days: keyDays(dateInEitherOrder(wire.invoiceDate), foundIn),
    invoiceNo,
    customerCode: text(wire.customerCode) ?? '',
    fileType: text(wire.fileType) ?? '',
    ordinal: 0,
  };
  return fitsInKey(...toInvoiceKey({ ...v6Key, ordinal: LAST_ORDINAL })) ? v6Key : undefined;
}

function keyDays(date: string | null, foundIn: DateRange): KeyDays {
  return date !== null && foundIn.from <= date && date <= foundIn.to
    ? { kind: 'OWN_DATE', date }
    : { kind: 'FOUND_IN', range: foundIn };
}

export function toInvoiceKey({ days, invoiceNo, customerCode, fileType, ordinal }: V6Key): InvoiceKey {
  const where = days.kind === 'OWN_DATE' ? days.date : `${days.range.from}/${days.range.to}`;
  return ordinal === 0
    ? [where, invoiceNo, customerCode, fileType]
    : [where, invoiceNo, customerCode, fileType, String(ordinal)];
}

export function parseV6Key(invoiceKey: InvoiceKey): V6Key | undefined {
  const [where = '', invoiceNo = '', customerCode, fileType, ordinal = '0', ...tooMany] = invoiceKey;
  const days = parseDays(where);
  if (days === undefined || invoiceNo === '' || customerCode === undefined || fileType === undefined) return undefined;
  if (!isOrdinal(ordinal) || tooMany.length > 0 || !fitsInKey(...invoiceKey)) return undefined;
  return { days, invoiceNo, customerCode, fileType, ordinal: Number(ordinal) };
}

function parseDays(where: string): KeyDays | undefined {
  const [from = '', to, ...more] = where.split('/');
  if (!isDate(from) || more.length > 0) return undefined;
  if (to === undefined) return isOfV6(from) ? { kind: 'OWN_DATE', date: from } : undefined;
  return isDate(to) && isAskable({ from, to }) ? { kind: 'FOUND_IN', range: { from, to } } : undefined;
}

/** As `toInvoiceKey` writes it: 0 is left out, and there are no leading zeros. */
function isOrdinal(text: string): boolean {
  return text.length <= ORDINAL_DIGITS && /^(?:0|[1-9]\d*)$/.test(text);
}
