import { type Invoice, type Line, uuid } from './invoices.ts';

export const COMPANY_ID = uuid('company');

/** The answer to GET /invoices/{id}: every property of the contract, about 22 kB with 20 lines. */
export function invoiceBody(invoice: Invoice): string {
  return JSON.stringify({
    id: invoice.id,
    companyID: COMPANY_ID,
    fileName: `scan-${invoice.number}.pdf`,
    invoiceType: 'LineItems',
    invoiceNumber: invoice.number,
    // British summer time in May: the date is the local one; in UTC it would be the day before.
    invoiceDate: `${invoice.date}T00:00:00${invoice.date.startsWith('2024-05') ? '+01:00' : 'Z'}`,
    subTotal: invoice.netCents / 100,
    calculatedTax: invoice.taxCents / 100,
    currencyCode: invoice.currency,
    additionalInfo: null,
    purchaseOrderNumber: `PO-${invoice.id.slice(0, 6)}`,
    supplierCard: supplierCard(invoice),
    salesOrder: salesOrder(invoice),
    glCode: glCode('5000'),
    categories: [category('DEPARTMENT', 'KITCHEN', 'Kitchen'), category('LOCATION', 'BEL', 'Belfast, Titanic Quarter')],
    lineItems: invoice.lines.map(lineItem),
  });
}

function lineItem(line: Line): object {
  return {
    id: line.id,
    productCode: line.code,
    taxCode: {
      id: uuid(line.taxCode),
      code: line.taxCode,
      description: line.taxCode === 'T1' ? 'Standard rate' : 'Zero rate',
      sourceID: `tax-${line.taxCode}`,
      ratePercent: line.taxCode === 'T1' ? 20 : 0,
    },
    quantity: line.quantityTenths / 10,
    amountExclTax: line.netCents / 100,
    taxAmount: line.taxCents / 100,
    amountInclTax: (line.netCents + line.taxCents) / 100,
    description: line.description,
    glCode: glCode(line.glCode),
    categories: [category('DEPARTMENT', 'KITCHEN', 'Kitchen')],
    additionalInfo: `Batch ${line.id.slice(0, 8)}, best before ten days after delivery; chilled goods at most 4 degrees on arrival, temperature log with the driver, crates go back`,
  };
}

function glCode(code: string): object {
  return {
    id: uuid(`gl ${code}`),
    code,
    description: `Cost of goods sold, food and drink, ${code}`,
    glType: 'COST_OF_SALES',
    isRoundingCode: false,
    isHeaderGLCode: false,
    isSourceInUse: true,
    sourceID: `gl-${code}`,
  };
}

function category(type: string, code: string, description: string): object {
  return {
    id: uuid(`category ${code}`),
    parentID: null,
    code,
    description,
    sourceID: `${type.toLowerCase()}-${code}`,
    parentSourceID: null,
    sequence: 0,
    inUse: true,
    type,
  };
}

function supplierCard(invoice: Invoice): object {
  return {
    id: uuid(invoice.supplier),
    sourceID: `supplier-${invoice.supplier.length}`,
    code: invoice.supplier.slice(0, 4).toUpperCase(),
    fullName: invoice.supplier,
    taxNumber: 'GB123456789',
    countryCode: 'GB',
    currency: invoice.currency,
    bankAccount: {
      accountName: invoice.supplier,
      accountNumber: '12345678',
      sortCode: '123456',
      bic: null,
      iban: null,
    },
    address: { line1: '12 Harbour Road', line2: null, line3: 'Belfast', line4: 'Antrim', line5: 'BT3 9DT' },
    terms: { termsType: 'FROM_BILL_DATE', termsDays: 30 },
  };
}

function salesOrder(invoice: Invoice): object {
  return {
    address: { line1: 'Goods in, bay 4', line2: '1 Queens Road', line3: null, line4: null, line5: null },
    contactMobileNumber: '+447700900123',
    contactPhoneNumber: null,
    county: 'Antrim',
    deliveryDateFrom: `${invoice.date}T06:00:00Z`,
    deliveryDateTo: `${invoice.date}T09:30:00Z`,
    deliveryInstructions: 'Ring at the gate; chilled goods first.',
    postcode: 'BT3 9DT',
    town: 'Belfast',
  };
}
