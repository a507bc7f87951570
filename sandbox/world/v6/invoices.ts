import type { V6Invoice, V6Line } from '../../contract.ts';
import { dateAfter, dateBefore } from '../calendar.ts';
import type { CompanyProfile } from '../company-profile.ts';
import { fromCents, sumOf, taxIn, taxOn } from '../money.ts';
import type { NonEmpty, Random } from '../random.ts';
import { TRADES } from '../trades.ts';
import type { V6Entry } from './account.ts';

const FILE_TYPES: NonEmpty<NonNullable<V6Invoice['fileType']>> = ['I', 'I', 'I', 'I', 'I', 'I', 'C', 'D'];
const CREDIT_REASONS: NonEmpty<NonNullable<V6Invoice['creditReason']>> = [
  { creditReasonCode: 'DMG', description: 'Goods damaged' },
  { creditReasonCode: 'LATE', description: 'Delivered late' },
  { creditReasonCode: 'PRICE', description: 'Wrong price' },
];
const DAYS = 45;

/** Freight that a company billed to its customers over the last weeks, including today. */
export function createV6Invoices(
  random: Random,
  profile: CompanyProfile,
  today: Date,
  count: number,
): readonly V6Entry[] {
  return Array.from({ length: count }, (_, index) => {
    const date = dateBefore(today, DAYS - Math.round((index * DAYS) / (count - 1)));
    return { date, document: createInvoice(random, profile, date, index) };
  });
}

function createInvoice(random: Random, profile: CompanyProfile, date: string, index: number): V6Invoice {
  const customer = random.pick(profile.customers);
  const fileType = random.pick(FILE_TYPES);
  const grossEntry = random.chance(0.4);
  const count = random.chance(0.08) ? random.int(30, 40) : random.int(1, 6);
  const lines = Array.from({ length: count }, () => createLine(random, profile, grossEntry));
  const write = random.chance(0.3) ? dayFirst : (value: string) => value;
  return {
    invoiceNo: `${profile.v6.numberPrefix}${String(1000 + index)}`,
    invoiceDate: write(date),
    dueDate: write(dateAfter(date, 30)),
    fileType,
    businessName: customer.name,
    customerCode: customer.code,
    address1: customer.address,
    city: customer.city,
    postcode: customer.postcode,
    taxAmount: fromCents(sumOf(lines, ({ taxCents }) => taxCents)),
    grossEntry,
    ...(fileType === 'C' ? { creditReason: random.pick(CREDIT_REASONS) } : {}),
    lines: lines.map(({ line }) => line),
  };
}

function createLine(random: Random, profile: CompanyProfile, grossEntry: boolean): { line: V6Line; taxCents: number } {
  const good = random.pick(TRADES.freight.goods);
  const quantity = random.int(1, 20);
  const cents = good.cents * quantity;
  const taxCents = (grossEntry ? taxIn : taxOn)(cents, profile.v6.taxPercent);
  const line = {
    amount: fromCents(cents),
    price: fromCents(good.cents),
    gstAmount: fromCents(taxCents),
    quantity,
    // According to the contract, both occur.
    departmentCode: random.chance(0.2) ? random.int(1, 9) : random.pick(profile.departments).code,
    glCode: random.chance(0.5) ? TRADES.freight.glCode : Number(TRADES.freight.glCode),
  };
  return { line, taxCents };
}

/** "2018-01-24" as "24-01-2018", V6's other date format. */
export function dayFirst(date: string): string {
  return date.replace(/^(\d{4})-(\d{2})-(\d{2})$/, '$3-$2-$1');
}
