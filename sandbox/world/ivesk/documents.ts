import type { IveskDocument, IveskLine } from '../../contract.ts';
import { dateAfter, dateBefore } from '../calendar.ts';
import type { CompanyProfile, Tax } from '../company-profile.ts';
import { fromCents, sumOf, taxOn } from '../money.ts';
import type { Random } from '../random.ts';
import { type Good, TRADES, type TradeName } from '../trades.ts';
import { ownSale, purchase } from './parties.ts';

/** Units of a currency for one euro. The rate on a document is up to 2 % higher or lower. */
const RATES: Readonly<Record<string, number>> = { AUD: 1.68, GBP: 0.86, PLN: 4.27, USD: 1.12 };

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
    ...(random.chance(0.2) ? { userdata: `ERP-${random.digits(6)}` } : {}),
    ...(random.chance(0.1) ? { sourcedata: `Scan batch ${random.int(1, 40)}` } : {}),
    ...(random.chance(0.3) ? { tags: ['checked', ...(random.chance(0.4) ? ['urgent'] : [])] } : {}),
    ...(random.chance(0.2) ? { warehouse: random.pick(profile.departments).code } : {}),
    ...(random.chance(0.3) ? { allocation: `P${String(random.int(1, 230)).padStart(4, '0')}` } : {}),
    // If lines are not digitized, the document does not have any.
    ...(random.chance(0.9) ? { lines } : {}),
  };
}

/** A purchase, or sometimes the company's own sale of freight to one of its suppliers. */
export function readDocument(random: Random, profile: CompanyProfile, digitizedAt: Date): ReadDocument {
  const supplier = random.pick(profile.suppliers);
  const isSale = random.chance(0.15);
  const trade = isSale ? 'freight' : supplier.trade;
  const author = isSale ? profile.key.toUpperCase() : supplier.code;
  const rate = RATES[supplier.currency];
  const date = dateBefore(digitizedAt, random.int(0, 6));
  const lines = Array.from({ length: lineCount(random) }, (_, index) => createLine(random, profile, trade, index));
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
    ...(random.chance(0.6) ? { docser: author.slice(0, 3) } : {}),
    docnum,
    ...(random.chance(0.2) ? { ordernum: `PO-${random.digits(5)}` } : {}),
    optype: isSale ? 'pardavimas' : 'pirkimas',
    subtotal: fromCents(netCents),
    vat: fromCents(vatCents),
    total: fromCents(netCents + vatCents),
    currency: supplier.currency,
    ...(rate === undefined ? {} : { currencyrate: Math.round(rate * random.int(98_000, 102_000)) / 100_000 }),
    filename: random.chance(0.95) ? `${author} ${docnum.replace('/', '-')}.pdf` : `Scan ${date}.pdf`,
    separatevat: random.chance(0.8),
    report2isaf: profile.country === 'LT',
    hasreceipt: trade === 'food',
    ...(isSale ? ownSale(profile, supplier) : purchase(random, profile, supplier)),
    companycode: profile.ivesk.companyCode,
  };
  return { document, lines: lines.map(({ line }) => line) };
}

function lineCount(random: Random): number {
  return random.chance(0.1) ? random.int(30, 40) : random.int(1, 7);
}

function createLine(random: Random, profile: CompanyProfile, trade: TradeName, index: number) {
  const { goods, glCode } = TRADES[trade];
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
