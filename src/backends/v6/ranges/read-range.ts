import type { Invoice } from '../../../domain/invoice.ts';
import { addDays } from '../../../domain/values/dates.ts';
import { GatewayError } from '../../../errors/catalogue.ts';
import { mapInSlices } from '../../../limits/time-slices.ts';
import { Frame } from '../../answers/frame.ts';
import { isGiven, withOddities } from '../../answers/shape.ts';
import type { InvoiceKey, Reads } from '../../backend.ts';
import { Unparsed } from '../../json/salvage.ts';
import { wireObject } from '../../wire.ts';
import { endpoints } from '../endpoints.ts';
import { toInvoiceKey, type V6Key, v6KeyOf } from '../invoice-key.ts';
import { unreadablePart } from '../key-parts.ts';
import { mapInvoice } from '../map-invoice.ts';
import { INVOICE } from '../shape.ts';
import { type Keyed, tellApart } from '../tell-apart.ts';
import type { V6Account } from '../v6-account.ts';
import type { WireInvoice } from '../wire.ts';
import { type DateRange, rangeName } from './day-range.ts';
import { comparePlaces, type Place, placeOf } from './place.ts';

/** An invoice with its place in the gateway's order. */
export interface RangeEntry {
  readonly place: Place;
  readonly key: V6Key;
  /** The error of an invoice that cannot be read. */
  readonly invoice: Invoice | GatewayError;
  /** Its key, and older keys that lead to it. */
  readonly names: readonly InvoiceKey[];
}

export interface Range {
  readonly entries: readonly RangeEntry[];
  /** Invoices without a usable number. */
  readonly leftOut: number;
  /** False if a part of it is broken: it is not kept then. */
  readonly isWhole: boolean;
}

/**
 * All invoices of a range in the gateway's order, with one REST call: V6 does not promise an order, and does not have
 * pages. With `byContent`, `names` has the key that an invoice has, or had, among equal ones.
 */
export function readRange(
  account: V6Account,
  range: DateRange,
  reads: Reads,
  byContent: boolean = false,
): Promise<Range> {
  const { client } = account;
  return reads.through('range', `${rangeName(range)}${byContent ? ' by content' : ''}`, async (signal) => {
    const size = isLong(range) ? 'LARGE' : undefined;
    const { json = [], bytes } = await client.getPage(endpoints.invoices(range), signal, size);
    const value = await parseRange(json, { range, byContent, signal }, account);
    return { value, bytes, ...(!value.isWhole && { ttlMs: 0 }) };
  });
}

interface RangeRequest {
  readonly range: DateRange;
  readonly byContent: boolean;
  readonly signal: AbortSignal;
}

/** An answer is a list of invoices, which may be empty. Throws BackendBadResponse for anything else. */
export async function parseRange(
  json: unknown,
  { range, byContent, signal }: RangeRequest,
  account: Pick<V6Account, 'accountId' | 'deviations' | 'currency'>,
): Promise<Range> {
  const items = new Frame(account, 'a list of invoices').list(json);
  const keyed = await mapInSlices(items.entries(), ([index, item]) => toKeyed(item, index, range, account), signal);
  const named = keyed.flatMap((one) => one ?? []);
  const entries = await mapInSlices(tellApart(named, byContent), (one) => toEntry(one, account), signal);
  return {
    entries: entries.toSorted((a, b) => comparePlaces(a.place, b.place)),
    leftOut: items.length - named.length,
    isWhole: named.length === items.length && named.every(({ fault }) => fault === undefined),
  };
}

/** V6 normally answers a range of this length in time. A longer range may take longer. */
const USUAL_DAYS = 31;

function isLong({ from, to }: DateRange): boolean {
  return addDays(from, USUAL_DAYS) < to;
}

/** Undefined for an item without a usable number. */
function toKeyed(
  item: unknown,
  index: number,
  range: DateRange,
  { deviations }: Pick<V6Account, 'deviations'>,
): Keyed | undefined {
  const wire = item instanceof Unparsed ? (item.members as WireInvoice) : wireObject<WireInvoice>(item);
  const key = wire && v6KeyOf(wire, range);
  if (wire === undefined || key === undefined) {
    const path = `[${index}]${wire === undefined ? '' : '.invoiceNo'}`;
    deviations.documentLeftOut(path, 'a V6 invoice without a usable number');
    return undefined;
  }
  const part = unreadablePart(wire);
  if (item instanceof Unparsed) {
    const error = deviations.unreadable(`[${index}]`, 'an invoice');
    return { wire, key, fault: { error, isInKey: part !== undefined || !hasWholeKey(wire) } };
  }
  if (part === undefined) return { wire, key };
  return { wire, key, fault: { error: deviations.unreadable(`[${index}].${part}`, 'an invoice'), isInKey: true } };
}

/** True if no part of the key can be among those that were lost. */
function hasWholeKey({ invoiceDate, customerCode, fileType }: WireInvoice): boolean {
  return isGiven(invoiceDate) && isGiven(customerCode) && isGiven(fileType);
}

function toEntry(
  { wire, key, fault, names }: Keyed & { readonly names: readonly InvoiceKey[] },
  account: Pick<V6Account, 'accountId' | 'deviations' | 'currency'>,
): RangeEntry {
  const ref = { company: account.accountId.company, source: 'V6', key: toInvoiceKey(key) } as const;
  const invoice =
    fault?.error ??
    withOddities(mapInvoice(wire, ref, key.invoiceNo, account), INVOICE.oddities(wire, account.deviations));
  return { place: placeOf(key, invoice instanceof GatewayError ? null : invoice.issueDate), key, invoice, names };
}
