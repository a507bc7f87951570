import type { IveskDocument, IveskLine } from '../../contract.ts';
import { dateAfter, dateBefore } from '../calendar.ts';
import type { CompanyProfile, Supplier, Tax } from '../company-profile.ts';
import { fromCents, sumOf, taxOn } from '../money.ts';
import type { Random } from '../random.ts';
import { type Good, TRADES } from '../trades.ts';
import { ownSale, purchase } from './parties.ts';

/** A document without the data that was sent with its upload. */
export interface ReadDocument {
  readonly document: IveskDocument;
  readonly lines: readonly IveskLine[];
}

/** A document of the sample world. */
export function createDocument(random: Random, profile: CompanyProfile, digitizedAt: Date): IveskDocument {
  const { document, lines } = readDocument(random, profile, digitizedAt);
  return {
    ...document,
    ...(random.chance(0.2) ? { userdata: `upload-${random.digits(6)}` } : {}),
    ...(random.chance(0.1) ? { sourcedata: `{"batch":${random.int(1, 40)}}` } : {}),
    ...(random.chance(0.3) ? { tags: ['checked', ...(random.chance(0.4) ? ['urgent'] : [])] } : {}),
    ...(random.chance(0.2) ? { warehouse: random.pick(profile.departments).code } : {}),
    ...(random.chance(0.3) ? { allocation: `P${String(random.int(1, 230)).padStart(4, '0')}` } : {}),
    // If lines are not digitized, the document does not have any.
    ...(random.chance(0.9) ? { lines } : {}),
  };
}

/** A purchase, or occasionally one of the company's own sales. */
export function readDocument(random: Random, profile: CompanyProfile, digitizedAt: Date): ReadDocument {
  const supplier = random.pick(profile.suppliers);
  const isSale = random.chance(0.15);
  const date = dateBefore(digitizedAt, random.int(0, 6));
  const lines = Array.from({ length: lineCount(random) }, (_, index) => createLine(random, profile, supplier, index));
  const netCents = sumOf(lines, (line) => line.netCents);
  const vatCents = sumOf(lines, (line) => line.vatCents);
  const docnum = `${random.digits(4)}/${random.digits(3)}`;
  const document = {
    id: random.uuid(),
    doctype: 'invoice',
    digitizedat: digitizedAt.toISOString(),
    date,
    ...(random.chance(0.3) ? { operationdate: dateBefore(new Date(date), 1) } : {}),
    duedate: dateAfter(date, supplier.termDays),
    paymentterm: supplier.termDays,
    ...(random.chance(0.6) ? { docser: supplier.code.slice(0, 3) } : {}),
    docnum,
    ...(random.chance(0.2) ? { ordernum: `PO-${random.digits(5)}` } : {}),
    optype: isSale ? 'pardavimas' : 'pirkimas',
    subtotal: fromCents(netCents),
    vat: fromCents(vatCents),
    total: fromCents(netCents + vatCents),
    currency: supplier.currency,
    ...(supplier.currency === 'EUR' ? {} : { currencyrate: random.int(80_000, 460_000) / 100_000 }),
    ...(random.chance(0.95) ? { filename: `${supplier.code} ${docnum.replace('/', '-')}.pdf` } : {}),
    separatevat: random.chance(0.8),
    report2isaf: profile.country === 'LT',
    hasreceipt: supplier.trade === 'food',
    ...(isSale ? ownSale(profile, supplier) : purchase(random, profile, supplier)),
    companycode: profile.ivesk.companyCode,
  };
  return { document, lines: lines.map(({ line }) => line) };
}

function lineCount(random: Random): number {
  return random.chance(0.1) ? random.int(30, 40) : random.int(1, 7);
}

function createLine(random: Random, profile: CompanyProfile, supplier: Supplier, index: number) {
  const { goods, glCode } = TRADES[supplier.trade];
  const good = random.pick(goods);
  const tax = random.pick(profile.taxes);
  const quantity = random.int(1, 15);
  const netCents = good.cents * quantity;
  const vatCents = taxOn(netCents, tax.ratePercent);
  const code = random.chance(0.7) ? good.code : glCode;
  return { line: toLine(index, { code, good, quantity, tax, netCents, vatCents }), netCents, vatCents };
}

interface Sold {
  readonly code: string;
  readonly good: Good;
  readonly quantity: number;
  readonly tax: Tax;
  readonly netCents: number;
  readonly vatCents: number;
}

function toLine(index: number, { code, good, quantity, tax, netCents, vatCents }: Sold): IveskLine {
  return {
    // According to the contract, both occur.
    lineid: index % 2 === 0 ? index : String(index),
    code,
    name: good.name,
    quantity,
    unit: good.unit,
    price: fromCents(good.cents),
    subtotal: fromCents(netCents),
    vat: fromCents(vatCents),
    total: fromCents(netCents + vatCents),
    vatpercent: tax.ratePercent,
    vatclass: tax.code,
  };
}
