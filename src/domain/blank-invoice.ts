import type { InvoiceRef } from './ids.ts';
import type { Customer, Invoice, LineItem, SupplierCard } from './invoice.ts';

const NO_ENTRIES: readonly never[] = [];

/** Fields that only the mapping of a source can fill. */
type InvoiceIdentity = 'ref' | 'sourceId' | 'kind' | 'lineDetail';

/** All other fields of a document that says nothing. Each mapping starts from it, so that a new field changes this object alone. */
export const BLANK_INVOICE: Omit<Invoice, InvoiceIdentity> = {
  oddities: 0,
  number: null,
  issueDate: null,
  dueDate: null,
  currency: null,
  netAmount: null,
  taxAmount: null,
  grossAmount: null,
  purchaseOrderNumber: null,
  additionalInfo: null,
  supplier: null,
  customer: null,
  salesOrder: null,
  glCode: null,
  categories: NO_ENTRIES,
  lineItems: NO_ENTRIES,
  creditReason: null,
  file: null,
  linesIncludeTax: null,
  documentType: null,
  series: null,
  operationDate: null,
  operationType: null,
  paymentTermDays: null,
  exchangeRate: null,
  isTaxSeparate: null,
  isReportedToIsaf: null,
  hasReceipt: null,
  warehouse: null,
  allocation: null,
  companyCode: null,
  uploadReference: null,
  tags: NO_ENTRIES,
  digitizedAt: null,
  exportedAt: null,
};

/** A document without data, for a mapping to fill. */
export function blankInvoice(ref: InvoiceRef): Omit<Invoice, Exclude<InvoiceIdentity, 'ref'>> {
  return { ref, ...BLANK_INVOICE };
}

/** The fields of a line that says nothing. */
export const BLANK_LINE: Omit<LineItem, 'document' | 'position'> = {
  sourceId: null,
  code: null,
  description: null,
  quantity: null,
  unit: null,
  unitPrice: null,
  netAmount: null,
  taxAmount: null,
  grossAmount: null,
  taxCode: null,
  glCode: null,
  departmentCode: null,
  categories: NO_ENTRIES,
  additionalInfo: null,
  warehouse: null,
  object: null,
};

/** A line without data. `position` is 1 for the first line of the document. */
export function blankLine(document: InvoiceRef, position: number): LineItem {
  return { document, position, ...BLANK_LINE };
}

/** A supplier without data, for the document that names it. */
export function blankSupplier(document: InvoiceRef): SupplierCard {
  return {
    document,
    sourceId: null,
    cardId: null,
    code: null,
    name: null,
    nameAscii: null,
    isPerson: null,
    isOwnCompany: null,
    taxNumber: null,
    countryCode: null,
    currency: null,
    bankAccount: null,
    address: null,
    terms: null,
  };
}

export const BLANK_CUSTOMER: Customer = {
  code: null,
  name: null,
  nameAscii: null,
  taxNumber: null,
  isPerson: null,
  isOwnCompany: null,
  address: null,
};
