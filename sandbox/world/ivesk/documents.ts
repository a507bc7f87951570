import type { IveskDocument, IveskLine } from '../../contract.ts';
import { bankAccount } from '../bank.ts';
import { dateAfter, dateBefore } from '../calendar.ts';
import type { CompanyProfile, Supplier, Tax } from '../company-profile.ts';
import { fromCents, sumOf, taxOn } from '../money.ts';
import type { Random } from '../random.ts';
import { type Good, TRADES } from '../trades.ts';

/** A purchase, or now and then a sale of the company's own. */
export function createDocument(random: Random, profile: CompanyProfile, digitizedAt: Date): IveskDocument {
  const supplier = random.pick(profile.suppliers);
  const isSale = random.chance(0.15);
  const date = dateBefore(digitizedAt, random.int(0, 6));
  const lines = Array.from({ length: lineCount(random) }, (_, index) => createLine(random, profile, supplier, index));
  const netCents = sumOf(lines, (line) => line.netCents);
  const vatCents = sumOf(lines, (line) => line.vatCents);
  const docnum = `${random.digits(4)}/${random.digits(3)}`;
  return {
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
    ...(random.chance(0.2) ? { userdata: `upload-${random.digits(6)}` } : {}),
    ...(random.chance(0.1) ? { sourcedata: `{"batch":${random.int(1, 40)}}` } : {}),
    ...(random.chance(0.3) ? { tags: ['checked', ...(random.chance(0.4) ? ['urgent'] : [])] } : {}),
    ...(random.chance(0.2) ? { warehouse: random.pick(profile.departments).code } : {}),
    ...(random.chance(0.3) ? { allocation: `P${String(random.int(1, 230)).padStart(4, '0')}` } : {}),
    // Without digitization of lines there are none.
    ...(random.chance(0.9) ? { lines: lines.map(({ line }) => line) } : {}),
  };
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
  return { line: toLine(index, code, good, quantity, tax, netCents, vatCents), netCents, vatCents };
}

function toLine(
  index: number,
  code: string,
  good: Good,
  quantity: number,
  tax: Tax,
  netCents: number,
  vatCents: number,
): IveskLine {
  return {
    // The contract has seen both.
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

type Parties = Partial<IveskDocument>;

function purchase(random: Random, profile: CompanyProfile, supplier: Supplier): Parties {
  const { iban } = bankAccount(random, supplier);
  return {
    sellercode: supplier.registrationCode,
    ...(supplier.vatNumber === null ? {} : { sellervat: supplier.vatNumber }),
    sellername: supplier.name,
    sellernameascii: toAscii(supplier.name),
    selleraddress: supplier.address.join(', '),
    sellercountry: supplier.country.toLowerCase(),
    ...(typeof iban === 'string' ? { selleriban: iban } : {}),
    sellerisperson: false,
    sellerisfavorite: false,
    buyercode: profile.registrationCode,
    buyervat: profile.vatNumber,
    buyername: profile.name,
    buyernameascii: toAscii(profile.name),
    buyeraddress: profile.address,
    buyercountry: profile.country.toLowerCase(),
    buyerisperson: false,
    buyerisfavorite: true,
  };
}

/** The company itself is the seller, and one of those that it buys from the buyer. */
function ownSale(profile: CompanyProfile, customer: Supplier): Parties {
  return {
    sellercode: profile.registrationCode,
    sellervat: profile.vatNumber,
    sellername: profile.name,
    sellernameascii: toAscii(profile.name),
    selleraddress: profile.address,
    sellercountry: profile.country.toLowerCase(),
    sellerisfavorite: true,
    buyercode: customer.registrationCode,
    buyername: customer.name,
    buyernameascii: toAscii(customer.name),
    buyeraddress: customer.address.join(', '),
    buyercountry: customer.country.toLowerCase(),
    buyerisfavorite: false,
  };
}

function toAscii(name: string): string {
  return name
    .replace(/Ł/g, 'L')
    .replace(/ł/g, 'l')
    .normalize('NFD')
    .replace(/[^\x20-\x7e]/g, '');
}
