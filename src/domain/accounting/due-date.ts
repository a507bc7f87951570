import type { Invoice, SupplierTerms } from '../invoice.ts';
import { addDays, type IsoDate } from '../values/dates.ts';

export interface DueDate {
  readonly date: IsoDate | null;
  /** True if the source does not give it. */
  readonly isComputed: boolean;
}

/** Ten years. A longer term is a mistake, and no date is better than a wrong one. */
const MAX_TERM_DAYS = 3_660;
const SATURDAY = 6;

/**
 * The date on which a document is due: by its source, else its issue date plus its own payment term, else by the terms of its
 * supplier.
 */
export function dueDateOf(
  invoice: Pick<Invoice, 'dueDate' | 'issueDate' | 'paymentTermDays'> & {
    readonly supplier: Pick<NonNullable<Invoice['supplier']>, 'terms'> | null;
  },
): DueDate {
  if (invoice.dueDate === 'UNREADABLE') return { date: null, isComputed: false };
  if (invoice.dueDate !== null) return { date: invoice.dueDate, isComputed: false };
  const date = computed(invoice.issueDate, invoice.paymentTermDays, invoice.supplier?.terms ?? null);
  return { date, isComputed: date !== null };
}

function computed(issued: IsoDate | null, termDays: number | null, terms: SupplierTerms | null): IsoDate | null {
  if (issued === null) return null;
  if (termDays !== null) return daysAfter(issued, termDays);
  switch (terms?.type) {
    case 'DUE_ON_RECEIPT':
      return issued;
    case 'FROM_BILL_DATE':
      return daysAfter(issued, terms.days);
    case 'FROM_END_OF_MONTH':
      return daysAfter(lastDayOfMonth(issued).toString(), terms.days);
    case 'LAST_DAY_OF_MONTH':
      return lastDayOfMonth(issued).toString();
    case 'LAST_WORKING_DAY_OF_MONTH':
      return lastWorkingDayOfMonth(issued);
    // The date that USE_EXTRACTED_DUE_DATE means is on the document, and its source does not give it.
    default:
      return null;
  }
}

function daysAfter(date: IsoDate, days: number | null): IsoDate | null {
  return days === null || days < 0 || days > MAX_TERM_DAYS ? null : addDays(date, days);
}

function lastDayOfMonth(date: IsoDate): Temporal.PlainDate {
  const day = Temporal.PlainDate.from(date);
  return day.with({ day: day.daysInMonth });
}

/** The last day from Monday to Friday: the public holidays of a supplier are not known. */
function lastWorkingDayOfMonth(date: IsoDate): IsoDate {
  const last = lastDayOfMonth(date);
  return last.subtract({ days: Math.max(0, last.dayOfWeek - SATURDAY + 1) }).toString();
}
