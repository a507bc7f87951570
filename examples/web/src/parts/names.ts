import type { InvoiceDirection, InvoiceKind, InvoiceState, Source } from 'invoice-gateway-client';

const SOURCE_NAMES: Readonly<Record<Source, string>> = { LIGHTYEAR: 'Lightyear', IVESK: 'Įvesk', V6: 'V6' };

const KIND_NAMES: Readonly<Record<InvoiceKind, string>> = {
  INVOICE: 'Invoice',
  CREDIT_NOTE: 'Credit note',
  DEBIT_NOTE: 'Debit note',
  RECEIPT: 'Receipt',
  EXPENSE: 'Expense',
  OTHER: 'Other',
};

const STATE_NAMES: Readonly<Record<InvoiceState, string>> = {
  AWAITING_EXPORT: 'Waiting',
  EXPORTED: 'Exported',
  REJECTED: 'Rejected',
  UNKNOWN: 'Unknown',
};

const DIRECTION_NAMES: Readonly<Record<InvoiceDirection, string>> = {
  PURCHASE: 'Purchase',
  SALE: 'Sale',
  UNKNOWN: 'Unknown',
};

/** The gateway's own name if it is newer and has more sources. */
export function nameOfSource(source: Source): string {
  return SOURCE_NAMES[source] ?? source;
}

export function nameOfKind(kind: InvoiceKind): string {
  return KIND_NAMES[kind] ?? kind;
}

export function nameOfState(state: InvoiceState): string {
  return STATE_NAMES[state] ?? state;
}

export function nameOfDirection(direction: InvoiceDirection): string {
  return DIRECTION_NAMES[direction] ?? direction;
}

/** A count with its noun: 1 document, 2,000 documents. */
export function countOf(count: number, name = 'document'): string {
  return `${count.toLocaleString()} ${name}${count === 1 ? '' : 's'}`;
}
