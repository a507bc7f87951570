import { fields, listOf, oneOf, shapeOf } from '../answers/shape.ts';
import { bool, countryCode, currencyCode, date, dateTime, decimal, int, text } from '../wire.ts';
import { CATEGORY_TYPES } from './mapping/map-codes.ts';
import { KNOWN_TYPES as JOB_TYPES, KNOWN_STATUSES } from './mapping/map-import-job.ts';
import { isInvoiceType } from './mapping/map-invoice.ts';
import { TERMS } from './mapping/map-supplier.ts';
import type { MatchedGlCode, MatchedLine, Schemas, Terms } from './wire.ts';

/*
 * The optional content of Lightyear's answers. Nothing is marked required by the vendor, so each field may be absent or null.
 */

const address = fields<Schemas['Address']>({ line1: text, line2: text, line3: text, line4: text, line5: text });

const categories = listOf(
  fields<Schemas['Category']>({
    ...{ id: text, parentID: text, code: text, description: text, sourceID: text, parentSourceID: text },
    ...{ sequence: int, inUse: bool, type: oneOf((word) => has(CATEGORY_TYPES, word)) },
  }),
);

const glCode = fields<Schemas['GLCode']>({
  ...{ id: text, code: text, description: text, glType: text, sourceID: text },
  ...{ isRoundingCode: bool, isHeaderGLCode: bool, isSourceInUse: bool },
});

const taxCode = fields<Schemas['TaxCode']>({
  ...{ id: text, code: text, description: text, sourceID: text, ratePercent: decimal },
});

/** `id` and `companyID` are checked before: they say whether it is the document that was asked for. */
export const INVOICE = shapeOf<Schemas['Invoice']>('Invoice', {
  ...{ id: text, companyID: text, fileName: text, invoiceNumber: text, invoiceDate: date },
  invoiceType: oneOf(isInvoiceType),
  ...{ subTotal: decimal, calculatedTax: decimal, currencyCode, additionalInfo: text, purchaseOrderNumber: text },
  supplierCard: fields<Schemas['SupplierCard']>({
    ...{ id: text, sourceID: text, code: text, fullName: text, taxNumber: text, countryCode, currency: currencyCode },
    bankAccount: fields<Schemas['BankAccount']>({
      ...{ accountName: text, accountNumber: text, sortCode: text, bic: text, iban: text },
    }),
    address,
    terms: fields<Terms>({ termsType: oneOf((word) => has(TERMS, word)), termsDays: int }),
  }),
  salesOrder: fields<Schemas['SalesOrder']>({
    ...{ address, contactMobileNumber: text, contactPhoneNumber: text, county: text, town: text, postcode: text },
    ...{ deliveryDateFrom: dateTime, deliveryDateTo: dateTime, deliveryInstructions: text },
  }),
  glCode,
  categories,
  lineItems: listOf(
    fields<Schemas['LineItem']>(
      {
        ...{ id: text, productCode: text, taxCode, quantity: decimal, description: text, glCode, categories },
        ...{ amountExclTax: decimal, taxAmount: decimal, amountInclTax: decimal, additionalInfo: text },
      },
      ['amountExclTax', 'taxAmount', 'amountInclTax'],
    ),
  ),
});

export const MATCH = shapeOf<Schemas['Match']>('Match', {
  documentID: text,
  type: text,
  lineItem: fields<MatchedLine>(
    {
      ...{ id: text, lineSequenceNumber: int, productCode: text, description: text, quantity: decimal },
      ...{ amountExclTax: decimal, amountInclTax: decimal, taxAmount: decimal, taxCode, categories },
      glCode: fields<MatchedGlCode>({ id: text, code: text, description: text, sourceID: text }),
      ...{ additionalInfo: text, matchingClosed: bool },
    },
    ['amountExclTax', 'taxAmount', 'amountInclTax'],
  ),
});

/** `id` and `status` are checked before. */
export const IMPORT_JOB = shapeOf<Schemas['ImportJob']>('ImportJob', {
  ...{ id: text, sourceApplicationCode: text, created: dateTime, lastUpdate: dateTime },
  type: oneOf((word) => has(JOB_TYPES, word)),
  status: oneOf((word) => has(KNOWN_STATUSES, word)),
  counts: fields<NonNullable<Schemas['ImportJob']['counts']>>({
    ...{ inserted: int, updated: int, deleted: int, unchanged: int },
  }),
});

function has(words: ReadonlySet<string>, word: string): boolean {
  return words.has(word);
}
