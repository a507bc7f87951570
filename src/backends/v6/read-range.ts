import { addDays } from '../../domain/dates.ts';
import type { Invoice } from '../../domain/invoice.ts';
import { BackendBadResponse } from '../../errors/catalogue.ts';
import { mapInSlices } from '../../limits/time-slices.ts';
import type { Reads } from '../backend.ts';
import { canonicalContent } from '../digest.ts';
import { wireObject } from '../wire.ts';
import { type DateRange, rangeName } from './date-range.ts';
import { endpoints } from './endpoints.ts';
import { toInvoiceKey, type V6Key, v6KeyOf } from './invoice-key.ts';
import { mapInvoice } from './map-invoice.ts';
import type { V6Account } from './v6-account.ts';
import type { WireInvoice } from './wire.ts';

/** An invoice with the place that it has in our order. */
export interface RangeEntry {
  readonly place: Place;
  readonly key: V6Key;
  readonly invoice: Invoice;
}

/** Date (undated ones come last), number, then what tells equal ones apart. */
export type Place = readonly [date: string, invoiceNo: string, customerCode: string, fileType: string, ordinal: number];

const UNDATED = '~';

export function comparePlaces(a: Place, b: Place): number {
  for (let index = 0; index < a.length; index += 1) {
    const left = a[index] ?? '';
    const right = b[index] ?? '';
    if (left !== right) return left < right ? -1 : 1;
  }
  return 0;
}

/** All invoices of a range in our order, with one REST call: V6 promises none, and has no pages. */
export function readRange(account: V6Account, range: DateRange, reads: Reads): Promise<readonly RangeEntry[]> {
  const { client, accountId, oddities } = account;
  return reads.through('range', rangeName(range), async (signal) => {
    const size = isLong(range) ? 'LARGE' : undefined;
    const { json = [], bytes } = await client.get(endpoints.invoices(range), signal, size);
    if (!Array.isArray(json))
      throw new BackendBadResponse('V6 answered with something that is not a list of invoices', { accountId });
    const keyed = await mapInSlices(
      json,
      (item: unknown) => {
        const wire = wireObject<WireInvoice>(item);
        const v6Key = wire && v6KeyOf(wire, range);
        if (wire !== undefined && v6Key !== undefined) return [{ wire, v6Key }];
        oddities.documentLeftOut('a V6 invoice without a usable number');
        return [];
      },
      signal,
    );
    const entries = await mapInSlices(
      withOrdinals(keyed.flat()),
      ({ wire, v6Key }): RangeEntry => {
        const ref = { company: accountId.company, source: 'V6', key: toInvoiceKey(v6Key) } as const;
        const invoice = mapInvoice(wire, ref, v6Key.invoiceNo, account);
        return { place: placeOf(v6Key, invoice.issueDate), key: v6Key, invoice };
      },
      signal,
    );
    return { value: entries.toSorted((a, b) => comparePlaces(a.place, b.place)), bytes };
  });
}

/** What V6 answers without trouble as a rule; who asks for more chooses to wait. */
const USUAL_DAYS = 31;

function isLong({ from, to }: DateRange): boolean {
  return addDays(from, USUAL_DAYS) < to;
}

interface Keyed {
  readonly wire: WireInvoice;
  readonly v6Key: V6Key;
}

/** Invoices that are equal in their whole key are counted in an order of their content, as V6's own order changes. */
function withOrdinals(keyed: readonly Keyed[]): readonly Keyed[] {
  const equal = Map.groupBy(keyed, ({ v6Key }) => JSON.stringify(toInvoiceKey(v6Key)));
  if (equal.size === keyed.length) return keyed;
  return [...equal.values()].flatMap((group) =>
    group.length === 1
      ? group
      : group
          .map((entry) => ({ ...entry, content: canonicalContent(entry.wire) }))
          .sort((a, b) => (a.content === b.content ? 0 : a.content < b.content ? -1 : 1))
          .map(({ wire, v6Key }, ordinal) => ({ wire, v6Key: { ...v6Key, ordinal } })),
  );
}

function placeOf({ invoiceNo, customerCode, fileType, ordinal }: V6Key, issueDate: string | null): Place {
  return [issueDate ?? UNDATED, invoiceNo, customerCode, fileType, ordinal];
}
