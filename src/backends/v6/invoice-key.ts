import { isDate } from '../../domain/dates.ts';
import type { InvoiceKey } from '../backend.ts';
import { dateInEitherOrder, key, text } from '../wire.ts';
import type { DateRange } from './endpoints.ts';
import type { WireInvoice } from './wire.ts';

/**
 * What a V6 invoice is found again by, as V6 gives none an id: the days to ask for, its number, and what tells equal
 * numbers apart. `ordinal` counts those that are equal in all of that; 0 for the first.
 */
export interface V6Key {
  readonly days: KeyDays;
  readonly invoiceNo: string;
  readonly customerCode: string;
  readonly fileType: string;
  readonly ordinal: number;
}

/**
 * The invoice's own date; or the range that it was found in, of one day too, where it has no usable date or one outside
 * that range: V6 then files it under a day that only V6 knows.
 */
export type KeyDays =
  | { readonly kind: 'OWN_DATE'; readonly date: string }
  | { readonly kind: 'FOUND_IN'; readonly range: DateRange };

/** The key of an invoice found in a range, before equal ones are counted; undefined where it has no number. */
export function v6KeyOf(wire: WireInvoice, foundIn: DateRange): V6Key | undefined {
  const invoiceNo = key(wire.invoiceNo);
  if (invoiceNo === null) return undefined;
  return {
    days: keyDays(dateInEitherOrder(wire.invoiceDate), foundIn),
    invoiceNo,
    customerCode: text(wire.customerCode) ?? '',
    fileType: text(wire.fileType) ?? '',
    ordinal: 0,
  };
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
  if (!/^\d{1,6}$/.test(ordinal) || tooMany.length > 0) return undefined;
  return { days, invoiceNo, customerCode, fileType, ordinal: Number(ordinal) };
}

function parseDays(where: string): KeyDays | undefined {
  const [from = '', to, ...more] = where.split('/');
  if (!isDate(from) || more.length > 0) return undefined;
  if (to === undefined) return { kind: 'OWN_DATE', date: from };
  return isDate(to) && from <= to ? { kind: 'FOUND_IN', range: { from, to } } : undefined;
}
