import { z } from 'zod';
import type { Invoice } from '../../src/domain/invoice.ts';
import { SOURCES } from '../../src/domain/source.ts';
import { isDate, isDateTime } from '../../src/domain/values/dates.ts';
import { isDecimal } from '../../src/domain/values/decimal.ts';
import { plainOf } from './plain-of.ts';

const text = z.string().nullable();
const bool = z.boolean().nullable();
const int = z.int32().nullable();
const decimal = z.string().refine(isDecimal).nullable();
const date = z.string().refine(isDate).nullable();
const dateTime = z.string().refine(isDateTime).nullable();
const country = z
  .string()
  .regex(/^[A-Z]{2}$/)
  .nullable();
const currency = z
  .string()
  .regex(/^[A-Z]{3}$/)
  .nullable();

const ref = z.strictObject({
  company: z.string(),
  source: z.enum(SOURCES),
  key: z.array(z.string()).min(1),
});
const address = z.strictObject({
  lines: z.array(z.string().min(1)),
  city: text,
  county: text,
  postcode: text,
  countryCode: country,
});
const amounts = { netAmount: decimal, taxAmount: decimal, grossAmount: decimal };
const glCode = z.strictObject({
  id: text,
  code: text,
  description: text,
  sourceId: text,
  type: text,
  isRounding: bool,
  isHeader: bool,
  isInUse: bool,
});
const taxCode = z.strictObject({ id: text, code: text, description: text, sourceId: text, ratePercent: decimal });
const category = z.strictObject({
  ...{ id: text, parentId: text, code: text, description: text, sourceId: text, parentSourceId: text },
  ...{
    sequence: int,
    inUse: bool,
    type: z
      .string()
      .regex(/^[A-Z_]+$/)
      .nullable(),
  },
});
const party = {
  code: text,
  name: text,
  nameAscii: text,
  taxNumber: text,
  isPerson: bool,
  isOwnCompany: bool,
  address: address.nullable(),
};
const supplier = z.strictObject({
  ...{ ...party, document: ref, sourceId: text, cardId: text, countryCode: country, currency },
  bankAccount: z
    .strictObject({ accountName: text, accountNumber: text, sortCode: text, bic: text, iban: text })
    .nullable(),
  terms: z.strictObject({ type: z.string().regex(/^[A-Z_]+$/), days: int }).nullable(),
});
const salesOrder = z.strictObject({
  ...{ address: address.nullable(), county: text, town: text, postcode: text, contactMobileNumber: text },
  ...{ contactPhoneNumber: text, deliveryDateFrom: dateTime, deliveryDateTo: dateTime, deliveryInstructions: text },
});
const lineItem = z.strictObject({
  ...{
    document: ref,
    sourceId: text,
    position: z.int().min(1),
    code: text,
    description: text,
    quantity: decimal,
    unit: text,
  },
  ...{ unitPrice: decimal, ...amounts, taxCode: taxCode.nullable(), glCode: glCode.nullable(), departmentCode: text },
  ...{ categories: z.array(category), additionalInfo: text, warehouse: text, object: text },
});

/** Each property of an invoice, with what it may hold. */
const invoice = z.strictObject({
  oddities: z.int32().min(0),
  ...{
    ref,
    sourceId: z.string().min(1),
    number: text,
    issueDate: date,
    dueDate: date.or(z.literal('UNREADABLE')),
    currency,
    ...amounts,
  },
  kind: z.enum(['INVOICE', 'CREDIT_NOTE', 'DEBIT_NOTE', 'RECEIPT', 'EXPENSE', 'OTHER']),
  direction: z.enum(['PURCHASE', 'SALE', 'UNKNOWN']),
  revision: z.string().regex(/^[\w-]{16}$/),
  lineDetail: z.enum(['ORIGINAL', 'DOCUMENT_TOTALS']),
  ...{ purchaseOrderNumber: text, additionalInfo: text, supplier: supplier.nullable(), glCode: glCode.nullable() },
  ...{ customer: z.strictObject(party).nullable(), salesOrder: salesOrder.nullable(), categories: z.array(category) },
  ...{ lineItems: z.array(lineItem), creditReason: z.strictObject({ code: text, description: text }).nullable() },
  ...{
    file: z.strictObject({ name: text, url: z.url({ protocol: /^https?$/i }).nullable() }).nullable(),
    linesIncludeTax: bool,
    documentType: text,
    series: text,
  },
  ...{ operationDate: date, operationType: text, paymentTermDays: int, exchangeRate: decimal, isTaxSeparate: bool },
  ...{ isReportedToIsaf: bool, hasReceipt: bool, warehouse: text, allocation: text, companyCode: text },
  ...{ uploadReference: text, tags: z.array(z.string()), digitizedAt: dateTime, exportedAt: dateTime },
});

/** Throws where a value is not what the domain promises it to be, whatever came over the wire. */
export function expectInvoice(given: Invoice): void {
  return void invoice.parse(plainOf(given));
}
