import { BLANK_INVOICE, blankLine, blankSupplier } from '../../src/domain/blank-invoice.ts';
import type { InvoiceRef } from '../../src/domain/ids.ts';
import type { Invoice } from '../../src/domain/invoice.ts';

export const COMPANIES: readonly string[] = Array.from({ length: 20 }, (_, i) => `company-${i + 1}`);
export const FIRST_YEAR = 2023;
const YEARS = 4;
const SUPPLIERS = 400;
export const WORDS = 3_000;
const LINES = 3;
const SYLLABLES = [...'bdgklmnprsštvzž'].flatMap((consonant) =>
  ['a', 'e', 'ė', 'i', 'o', 'ū'].map((vowel) => consonant + vowel),
);

/** The document with this number: always the same. Documents of all companies take turns. */
export function documentAt(place: number): Invoice {
  const company = COMPANIES[place % COMPANIES.length] ?? '';
  const number = Math.floor(place / COMPANIES.length);
  const random = randomFrom(place);
  const ref: InvoiceRef = { company, source: number % 3 === 0 ? 'IVESK' : 'LIGHTYEAR', key: [`doc-${place}`] };
  // Some suppliers send many documents, and many send few.
  const supplier = Math.floor(random() ** 2 * SUPPLIERS);
  const net = 500 + Math.floor(random() ** 4 * 1_000_000);
  const tax = Math.round(net * 0.21);
  const lines = Array.from({ length: LINES }, (_, place) => ({
    ...blankLine(ref, place + 1),
    description: Array.from({ length: 5 }, () => wordAt(Math.floor(random() ** 2 * WORDS))).join(' '),
    ...{ netAmount: cents(net), taxAmount: cents(tax), grossAmount: cents(net + tax), quantity: '1' },
    glCode: {
      ...{
        id: null,
        code: String(4_000 + Math.floor(random() * 40)),
        description: 'Costs',
        sourceId: null,
        type: null,
      },
      ...{ isRounding: null, isHeader: null, isInUse: true },
    },
  }));
  return {
    ...BLANK_INVOICE,
    ...{ ref, sourceId: `doc-${place}`, revision: `revision-${place}`, lineDetail: 'ORIGINAL' },
    kind: random() < 0.05 ? 'CREDIT_NOTE' : 'INVOICE',
    direction: 'PURCHASE',
    number: numberAt(place),
    issueDate: dateAt(random()),
    dueDate: random() < 0.9 ? dateAt(random()) : null,
    currency: random() < 0.95 ? 'EUR' : 'USD',
    ...{ netAmount: cents(net), taxAmount: cents(tax), grossAmount: cents(net + tax) },
    purchaseOrderNumber: random() < 0.2 ? `PO-${Math.floor(random() * 100_000)}` : null,
    supplier: {
      ...blankSupplier(ref),
      ...{
        name: supplierAt(supplier),
        taxNumber: taxNumberAt(supplier),
        code: `S${supplier}`,
      },
      bankAccount: { accountName: null, accountNumber: null, sortCode: null, bic: null, iban: 'LT121000011101001000' },
    },
    lineItems: lines,
    file: { name: `scan-${place}.pdf`, url: null },
  };
}

export function numberAt(place: number): string {
  return `INV-${String(place * 7 + 1_000_000).padStart(8, '0')}`;
}

function supplierAt(supplier: number): string {
  const kind = supplier % 4 === 0 ? 'MB' : 'UAB';
  return `${kind} „${wordAt(supplier * 13 + 5)} ${wordAt(supplier * 7 + 1)}“`;
}

function taxNumberAt(supplier: number): string {
  return `LT1000${String(10_000_000 + supplier * 7_919)}`;
}

export function wordAt(word: number): string {
  const syllables: string[] = [];
  for (let rest = word + 17; rest > 0; rest = Math.floor(rest / SYLLABLES.length))
    syllables.push(SYLLABLES[rest % SYLLABLES.length] ?? '');
  return syllables.join('');
}

function dateAt(fraction: number): string {
  const days = Math.floor(fraction * YEARS * 365);
  return new Date(Date.UTC(FIRST_YEAR, 0, 1 + days)).toISOString().slice(0, 10);
}

function cents(amount: number): string {
  return String(amount / 100);
}

/** Numbers from 0 to 1 that look random, the same for each seed. */
function randomFrom(seed: number): () => number {
  let state = (seed + 1) * 2_654_435_761;
  return () => {
    state = (state + 0x6d_2b_79_f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
