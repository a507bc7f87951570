import { createHash } from 'node:crypto';

/** An invoice of the benchmark. Both the source's body and the expected answer are derived from it. */
export interface Invoice {
  readonly id: string;
  readonly number: string;
  /** Calendar date; the source sends it as midnight in the company's time zone. */
  readonly date: string;
  readonly currency: string;
  readonly supplier: string;
  readonly netCents: number;
  readonly taxCents: number;
  readonly lines: readonly Line[];
}

export interface Line {
  readonly id: string;
  readonly code: string;
  readonly description: string;
  readonly quantityTenths: number;
  readonly netCents: number;
  readonly taxCents: number;
  readonly taxCode: string;
  readonly glCode: string;
}

export const INVOICES = 50;
export const LINES = 20;

const GOODS = [
  'Washed salad leaves',
  'Semi-skimmed milk',
  'Sourdough loaf, sliced',
  'Free-range eggs',
  'Olive oil, cold pressed',
];
// One in five is outside ASCII, so that a wrongly decoded answer is a wrong answer.
const SUPPLIERS = [
  'Northgate Foods Ltd',
  'Café Zoë Wholesale',
  'Harbour Linen Services',
  'Kestrel Energy plc',
  'Oakfield Dairy Co-op',
];
const CURRENCIES = ['GBP', 'GBP', 'EUR'];

/** The same 50 invoices in every run. Amounts are whole cents, so that sums are exact. */
export function createInvoices(): readonly Invoice[] {
  return Array.from({ length: INVOICES }, (_, index) => createInvoice(index));
}

/** A UUID that depends only on the name. */
export function uuid(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** The exact decimal text of a whole number of 1 / 10^digits, without trailing zeros: 1250 cents are "12.5". */
export function decimal(units: number, digits: number): string {
  const text = String(units).padStart(digits + 1, '0');
  const fraction = text.slice(-digits).replace(/0+$/, '');
  const whole = text.slice(0, -digits);
  return fraction === '' ? whole : `${whole}.${fraction}`;
}

function createInvoice(index: number): Invoice {
  const lines = Array.from({ length: LINES }, (_, position) => createLine(index, position));
  return {
    id: uuid(`invoice ${index}`),
    number: `NGF-BEL-2024-${String(48_211 + index * 17).padStart(8, '0')}`,
    date: `2024-${pick(['03', '05', '11'], index)}-${String((index % 28) + 1).padStart(2, '0')}`,
    currency: pick(CURRENCIES, index),
    supplier: pick(SUPPLIERS, index),
    netCents: lines.reduce((sum, line) => sum + line.netCents, 0),
    taxCents: lines.reduce((sum, line) => sum + line.taxCents, 0),
    lines,
  };
}

function createLine(invoice: number, position: number): Line {
  const seed = invoice * LINES + position;
  const quantityTenths = 10 + ((seed * 7) % 490);
  const unitCents = (105 + ((seed * 131) % 4_900)) * 10;
  const netCents = (quantityTenths * unitCents) / 10;
  const isStandardRate = seed % 3 !== 0;
  return {
    id: uuid(`line ${invoice} ${position}`),
    code: `SKU-NGF-${String(100_000 + seed * 37)}-A`,
    description: `${pick(GOODS, seed)}, case of ${6 + (seed % 18)}, chilled, delivered in week ${1 + (seed % 52)}, grade A`,
    quantityTenths,
    netCents,
    taxCents: isStandardRate ? Math.round(netCents / 5) : 0,
    taxCode: isStandardRate ? 'T1' : 'T0',
    glCode: String(5_000 + (seed % 12) * 10),
  };
}

function pick(values: readonly string[], index: number): string {
  return values[index % values.length] ?? '';
}
