import { completeAmounts } from '../../domain/amounts.ts';
import type { InvoiceRef } from '../../domain/ids.ts';
import type { Invoice, InvoiceKind, LineItem, SalesOrder } from '../../domain/invoice.ts';
import { knownOr, type Oddities } from '../oddities.ts';
import { currencyCode, date, dateTime, decimal, text, wireList, wireObject } from '../wire.ts';
import { mapCategories, mapGlCode, mapTaxCode } from './map-codes.ts';
import { mapPlainAddress, mapSupplier } from './map-supplier.ts';
import type { WireInvoice, WireLineItem, WireSalesOrder } from './wire.ts';

const KINDS: ReadonlyMap<unknown, InvoiceKind> = new Map([
  ['Expense', 'EXPENSE'],
  ['LineItems', 'INVOICE'],
  ['LineItemsCrNote', 'CREDIT_NOTE'],
  ['Receipt', 'RECEIPT'],
  ['Service', 'INVOICE'],
  ['ServiceCrNote', 'CREDIT_NOTE'],
]);
const KNOWN_TYPES: ReadonlySet<string> = new Set([
  'Expense',
  'LineItems',
  'LineItemsCrNote',
  'Receipt',
  'Service',
  'ServiceCrNote',
]);
const NO_TAGS: readonly string[] = [];

/** Lightyear's document in our words. `sourceId` is the id it was asked for with. */
export function mapInvoice(wire: WireInvoice, ref: InvoiceRef, sourceId: string, oddities: Oddities): Invoice {
  const type = knownOr(KNOWN_TYPES, wire.invoiceType, 'Invoice.invoiceType', { other: null, absent: null }, oddities);
  return {
    ref,
    sourceId,
    kind: KINDS.get(type) ?? 'OTHER',
    lineDetail: type === 'Service' || type === 'ServiceCrNote' ? 'DOCUMENT_TOTALS' : 'ORIGINAL',
    number: text(wire.invoiceNumber),
    // Midnight in the company's own zone: the date is what is written, whatever it is in UTC.
    issueDate: date(wire.invoiceDate),
    dueDate: null,
    currency: currencyCode(wire.currencyCode),
    ...completeAmounts(decimal(wire.subTotal), decimal(wire.calculatedTax), null),
    purchaseOrderNumber: text(wire.purchaseOrderNumber),
    additionalInfo: text(wire.additionalInfo),
    supplier: mapSupplier(wire.supplierCard, ref, oddities),
    customer: null,
    salesOrder: mapSalesOrder(wire.salesOrder),
    glCode: mapGlCode(wire.glCode),
    categories: mapCategories(wire.categories, oddities),
    lineItems: mapLineItems(wire.lineItems, ref, oddities),
    creditReason: null,
    file: { name: text(wire.fileName), url: null },
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
    tags: NO_TAGS,
    digitizedAt: null,
    exportedAt: null,
  };
}

function mapLineItems(value: unknown, document: InvoiceRef, oddities: Oddities): readonly LineItem[] {
  const lines: LineItem[] = [];
  for (const item of wireList(value)) {
    const wire = wireObject<WireLineItem>(item);
    if (wire !== undefined) lines.push(mapLineItem(wire, document, lines.length + 1, oddities));
  }
  return lines;
}

function mapLineItem(wire: WireLineItem, document: InvoiceRef, position: number, oddities: Oddities): LineItem {
  const { netAmount, taxAmount, grossAmount } = completeAmounts(
    decimal(wire.amountExclTax),
    decimal(wire.taxAmount),
    decimal(wire.amountInclTax),
  );
  return {
    document,
    sourceId: text(wire.id),
    position,
    code: text(wire.productCode),
    description: text(wire.description),
    quantity: decimal(wire.quantity),
    unit: null,
    unitPrice: null,
    netAmount,
    taxAmount,
    grossAmount,
    taxCode: mapTaxCode(wire.taxCode),
    glCode: mapGlCode(wire.glCode),
    departmentCode: null,
    categories: mapCategories(wire.categories, oddities),
    additionalInfo: text(wire.additionalInfo),
    warehouse: null,
    object: null,
  };
}

function mapSalesOrder(value: unknown): SalesOrder | null {
  const wire = wireObject<WireSalesOrder>(value);
  if (wire === undefined) return null;
  return {
    address: mapPlainAddress(wire.address),
    county: text(wire.county),
    town: text(wire.town),
    postcode: text(wire.postcode),
    contactMobileNumber: text(wire.contactMobileNumber),
    contactPhoneNumber: text(wire.contactPhoneNumber),
    deliveryDateFrom: dateTime(wire.deliveryDateFrom),
    deliveryDateTo: dateTime(wire.deliveryDateTo),
    deliveryInstructions: text(wire.deliveryInstructions),
  };
}
