import { fitsInKey } from '../../domain/source-key.ts';
import { isDate } from '../../domain/values/dates.ts';
import type { InvoiceKey } from '../backend.ts';
import { dateInEitherOrder } from '../wire.ts';
import { codeOf, fileTypeOf } from './key-parts.ts';
import { type DateRange, isAskable, isOfV6 } from './ranges/day-range.ts';
import type { WireInvoice } from './wire.ts';

/**
 * The data with which a V6 invoice is found again, as V6 does not give ids: the days to request, its number, and the
 * fields that distinguish equal numbers. `tie` distinguishes invoices that are equal in all of these: a digest of the content,
 * with a number behind it for the further ones of the same content. It is empty for an invoice without an equal one. Older
 * ids have a number in its place, as such invoices were counted.
 */
export interface V6Key {
  readonly days: KeyDays;
  readonly invoiceNo: string;
  readonly customerCode: string;
  readonly fileType: string;
  readonly tie: string;
}

/**
 * The invoice's own date, or the range in which it was found, which may be one day. The range is used if the invoice
 * does not have a usable date or has one outside of the range: V6 then files it under a day that only V6 knows.
 */
export type KeyDays =
  | { readonly kind: 'OWN_DATE'; readonly date: string }
  | { readonly kind: 'FOUND_IN'; readonly range: DateRange };

const TIE = /^[\w-]{16}(?:\.[1-9]\d{0,5})?$/;
const LONGEST_TIE = '1234567890123456.999999';
const ORDINAL = /^(?:0|[1-9]\d{0,5})$/;

/**
 * The key of an invoice that was found in a range, before equal ones are counted; undefined if it does not have a
 * number, or has one that is too long for an id.
 */
export function v6KeyOf(wire: WireInvoice, foundIn: DateRange): V6Key | undefined {
  const parts = inOneSpelling(wire);
  if (parts.invoiceNo === '') return undefined;
  const v6Key: V6Key = { days: keyDays(dateInEitherOrder(wire.invoiceDate), foundIn), ...parts, tie: '' };
  return fitsInKey(...toInvoiceKey({ ...v6Key, tie: LONGEST_TIE })) ? v6Key : undefined;
}

/** The fields of a key as an invoice has them, or a saved id: V6 may have written them in another way then. */
function inOneSpelling({ invoiceNo, customerCode, fileType }: WireInvoice) {
  return {
    invoiceNo: codeOf(invoiceNo) ?? '',
    customerCode: codeOf(customerCode) ?? '',
    fileType: fileTypeOf(fileType) ?? '',
  };
}

function keyDays(date: string | null, foundIn: DateRange): KeyDays {
  return date !== null && foundIn.from <= date && date <= foundIn.to
    ? { kind: 'OWN_DATE', date }
    : { kind: 'FOUND_IN', range: foundIn };
}

export function toInvoiceKey({ days, invoiceNo, customerCode, fileType, tie }: V6Key): InvoiceKey {
  const where = days.kind === 'OWN_DATE' ? days.date : `${days.range.from}/${days.range.to}`;
  return tie === '' ? [where, invoiceNo, customerCode, fileType] : [where, invoiceNo, customerCode, fileType, tie];
}

export function parseV6Key(invoiceKey: InvoiceKey): V6Key | undefined {
  const [where = '', invoiceNo, customerCode, fileType, tie = '0', ...tooMany] = invoiceKey;
  if (customerCode === undefined || fileType === undefined || tooMany.length > 0) return undefined;
  const days = parseDays(where);
  const parts = inOneSpelling({ invoiceNo, customerCode, fileType });
  if (days === undefined || parts.invoiceNo === '' || !(isTie(tie) || ORDINAL.test(tie))) return undefined;
  const v6Key = { days, ...parts, tie: tie === '0' ? '' : tie };
  return fitsInKey(...toInvoiceKey(v6Key)) ? v6Key : undefined;
}

function parseDays(where: string): KeyDays | undefined {
  const [from = '', to, ...more] = where.split('/');
  if (!isDate(from) || more.length > 0) return undefined;
  if (to === undefined) return isOfV6(from) ? { kind: 'OWN_DATE', date: from } : undefined;
  return isDate(to) && isAskable({ from, to }) ? { kind: 'FOUND_IN', range: { from, to } } : undefined;
}

/** True for a tie that is made of the content. */
export function isTie(text: string): boolean {
  return TIE.test(text);
}

/**
 * False if the id may come to name another invoice, or the invoice may get another id: V6 files an invoice without a usable
 * date under a day that it does not tell, and one that has an equal gets another id when its content changes.
 */
export function isStable({ days, tie }: V6Key): boolean {
  return days.kind === 'OWN_DATE' && tie === '';
}
