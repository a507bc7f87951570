import type { InvoiceKind, Source } from 'invoice-gateway-client';

export const SOURCE_NAMES: Readonly<Record<Source, string>> = { LIGHTYEAR: 'Lightyear', IVESK: 'Įvesk', V6: 'V6' };

export const KIND_NAMES: Readonly<Record<InvoiceKind, string>> = {
  INVOICE: 'Invoice',
  CREDIT_NOTE: 'Credit note',
  DEBIT_NOTE: 'Debit note',
  RECEIPT: 'Receipt',
  EXPENSE: 'Expense',
  OTHER: 'Other',
};

/** Of many: 1 document, 2 documents. */
export function countOf(count: number, name = 'document'): string {
  return `${count} ${name}${count === 1 ? '' : 's'}`;
}
