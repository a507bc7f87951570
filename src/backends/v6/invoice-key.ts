import { isDate } from '../../domain/dates.ts';
import type { InvoiceKey } from '../backend.ts';
import { dateInEitherOrder, key, text } from '../wire.ts';
import type { DateRange } from './endpoints.ts';
import type { WireInvoice } from './wire.ts';

/**
 * What a V6 invoice is found again by, as V6 gives none an id: the day to ask for (or, without a usable date, the range
 * in which it was found), its number, and what tells equal numbers apart. `ordinal` counts those that are equal in all
 * of that; 0 for the first.
 */
export interface V6Key {
  readonly range: DateRange;
  readonly invoiceNo: string;
  readonly customerCode: string;
  readonly fileType: string;
  readonly ordinal: number;
}

/** The key of an invoice found in a range, before equal ones are counted; undefined where it has no number. */
export function v6KeyOf(wire: WireInvoice, foundIn: DateRange): V6Key | undefined {
  const invoiceNo = key(wire.invoiceNo);
  if (invoiceNo === null) return undefined;
  const date = dateInEitherOrder(wire.invoiceDate);
  return {
    range: date === null ? foundIn : { from: date, to: date },
    invoiceNo,
    customerCode: text(wire.customerCode) ?? '',
    fileType: text(wire.fileType) ?? '',
    ordinal: 0,
  };
}

export function toInvoiceKey({ range, invoiceNo, customerCode, fileType, ordinal }: V6Key): InvoiceKey {
  const days = range.from === range.to ? range.from : `${range.from}/${range.to}`;
  return ordinal === 0
    ? [days, invoiceNo, customerCode, fileType]
    : [days, invoiceNo, customerCode, fileType, String(ordinal)];
}

export function parseV6Key(invoiceKey: InvoiceKey): V6Key | undefined {
  const [days = '', invoiceNo = '', customerCode, fileType, ordinal = '0', ...tooMany] = invoiceKey;
  const [from = '', to = from, ...more] = days.split('/');
  const isRange = isDate(from) && isDate(to) && from <= to && more.length === 0;
  if (!isRange || invoiceNo === '' || customerCode === undefined || fileType === undefined) return undefined;
  if (!/^\d{1,6}$/.test(ordinal) || tooMany.length > 0) return undefined;
  return { range: { from, to }, invoiceNo, customerCode, fileType, ordinal: Number(ordinal) };
}
