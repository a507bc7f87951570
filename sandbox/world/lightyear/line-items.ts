import type { LightyearLine } from '../../contract.ts';
import type { CompanyProfile, Supplier, Tax } from '../company-profile.ts';
import { fromCents, taxOn } from '../money.ts';
import type { Random } from '../random.ts';
import { TRADES } from '../trades.ts';
import type { CodeLists } from './code-lists.ts';

/** A line with its amounts in cents, from which the document's totals are computed. */
export interface CountedLine {
  readonly line: LightyearLine;
  readonly netCents: number;
  readonly taxCents: number;
}

/** A line as the supplier wrote it. */
export function goodsLine(random: Random, profile: CompanyProfile, codes: CodeLists, supplier: Supplier): CountedLine {
  const { goods } = TRADES[supplier.trade];
  const good = random.pick(goods);
  // Litres have two decimals, all other units are whole.
  const hundredths = good.unit === 'l' ? random.int(1500, 9000) : random.int(1, 12) * 100;
  const tax = random.pick(profile.taxes);
  const netCents = Math.round((good.cents * hundredths) / 100);
  return counted(
    random,
    { codes, supplier, tax, netCents },
    {
      productCode: random.chance(0.9) ? good.code : null,
      quantity: fromCents(hundredths),
      description: good.name,
      categories: [codes.department(random.pick(profile.departments))],
      additionalInfo: random.chance(0.1) ? 'Delivered in two parts' : null,
    },
  );
}

/** The line of a Service document: it only has the document's totals, without goods. */
export function totalsLine(random: Random, profile: CompanyProfile, codes: CodeLists, supplier: Supplier): CountedLine {
  const tax = random.pick(profile.taxes);
  return counted(
    random,
    { codes, supplier, tax, netCents: random.int(1500, 480_000) },
    {
      productCode: null,
      quantity: null,
      description: `Net amount at ${tax.ratePercent} %`,
      categories: [],
      additionalInfo: null,
    },
  );
}

interface Taxed {
  readonly codes: CodeLists;
  readonly supplier: Supplier;
  readonly tax: Tax;
  readonly netCents: number;
}

function counted(random: Random, { codes, supplier, tax, netCents }: Taxed, words: LightyearLine): CountedLine {
  const taxCents = taxOn(netCents, tax.ratePercent);
  const line = {
    id: random.uuid(),
    ...words,
    taxCode: codes.taxCode(tax),
    glCode: codes.glCode(supplier.trade),
    amountExclTax: fromCents(netCents),
    taxAmount: fromCents(taxCents),
    amountInclTax: fromCents(netCents + taxCents),
  };
  return { line, netCents, taxCents };
}
