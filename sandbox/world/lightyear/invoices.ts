import type { LightyearInvoice, SupplierCard } from '../../contract.ts';
import { dateAfter, dateBefore } from '../calendar.ts';
import type { CompanyProfile, Supplier } from '../company-profile.ts';
import { fromCents, sumOf } from '../money.ts';
import type { NonEmpty, Random } from '../random.ts';
import type { CodeLists } from './code-lists.ts';
import { type CountedLine, goodsLine, totalsLine } from './line-items.ts';
import { createSupplierCard } from './supplier-card.ts';

type InvoiceType = NonNullable<LightyearInvoice['invoiceType']>;
type SalesOrder = NonNullable<LightyearInvoice['salesOrder']>;

/** The more often a type is listed, the more frequent it is. */
// biome-ignore format: a table, one kind a row
const TYPES: NonEmpty<InvoiceType> = [
  'LineItems', 'LineItems', 'LineItems', 'LineItems', 'LineItems', 'LineItems', 'LineItems',
  'Service', 'Service',
  'Receipt', 'Receipt',
  'Expense', 'Expense',
  'LineItemsCrNote',
  'ServiceCrNote',
];

const DAYS = 90;

export interface InvoicesWanted {
  readonly profile: CompanyProfile;
  readonly codes: CodeLists;
  readonly today: Date;
  readonly count: number;
}

/** A company's invoices, oldest received first, over the last three months. */
export function createInvoices(
  random: Random,
  { profile, codes, today, count }: InvoicesWanted,
): readonly LightyearInvoice[] {
  const cards = new Map(profile.suppliers.map((supplier) => [supplier, createSupplierCard(random, supplier)]));
  return Array.from({ length: count }, (_, index) => {
    const supplier = random.pick(profile.suppliers);
    const date = dateBefore(today, DAYS - Math.floor((index * DAYS) / count) + random.int(0, 3));
    return createInvoice({ random, profile, codes, supplier, card: cards.get(supplier) ?? {}, date });
  });
}

interface Draft {
  readonly random: Random;
  readonly profile: CompanyProfile;
  readonly codes: CodeLists;
  readonly supplier: Supplier;
  readonly card: SupplierCard;
  readonly date: string;
}

function createInvoice({ random, profile, codes, supplier, card, date }: Draft): LightyearInvoice {
  const invoiceType = random.pick(TYPES);
  const invoiceNumber = `${supplier.code}-${random.digits(6)}`;
  const lineOf = invoiceType.startsWith('Service') ? totalsLine : goodsLine;
  const lines = Array.from({ length: lineCount(random, invoiceType) }, () => lineOf(random, profile, codes, supplier));
  return {
    id: random.uuid(),
    companyID: profile.lightyear.companyId,
    fileName: random.chance(0.92) ? `${invoiceNumber}.pdf` : null,
    invoiceType,
    invoiceNumber,
    invoiceDate: profile.lightyear.zone(date),
    ...totalsOf(lines),
    currencyCode: supplier.currency,
    additionalInfo: random.chance(0.15) ? 'Approved by the head of department' : null,
    purchaseOrderNumber: invoiceType === 'LineItems' && random.chance(0.4) ? `PO-${random.digits(5)}` : null,
    supplierCard: card,
    ...(random.chance(0.1) ? { salesOrder: createSalesOrder(random, profile, date) } : {}),
    glCode: codes.glCode(supplier.trade),
    categories: random.chance(0.7) ? [codes.department(random.pick(profile.departments))] : [],
    lineItems: lines.map(({ line }) => line),
  };
}

function lineCount(random: Random, invoiceType: InvoiceType): number {
  if (invoiceType === 'LineItems') return random.chance(0.12) ? random.int(30, 42) : random.int(1, 9);
  return invoiceType === 'LineItemsCrNote' ? random.int(1, 4) : random.int(1, 2);
}

function totalsOf(lines: readonly CountedLine[]): LightyearInvoice {
  return {
    subTotal: fromCents(sumOf(lines, ({ netCents }) => netCents)),
    calculatedTax: fromCents(sumOf(lines, ({ taxCents }) => taxCents)),
  };
}

function createSalesOrder(random: Random, profile: CompanyProfile, date: string): SalesOrder {
  const customer = random.pick(profile.customers);
  return {
    address: { line1: customer.name, line2: customer.address, line3: null, line4: null, line5: null },
    contactMobileNumber: null,
    contactPhoneNumber: customer.phonePrefix + random.digits(11).slice(customer.phonePrefix.length - 1),
    county: null,
    deliveryDateFrom: profile.lightyear.zone(dateAfter(date, 1)),
    deliveryDateTo: profile.lightyear.zone(dateAfter(date, 3)),
    deliveryInstructions: random.chance(0.5) ? 'Ring at the gate' : null,
    postcode: customer.postcode,
    town: customer.city,
  };
}
