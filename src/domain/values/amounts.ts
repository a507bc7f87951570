import { add, type Decimal, subtract } from './decimal.ts';

/** The three amounts of a document or line; null if the source gave too little to tell. */
export interface Amounts {
  readonly netAmount: Decimal | null;
  readonly taxAmount: Decimal | null;
  readonly grossAmount: Decimal | null;
}

/** Fills in the one amount that follows exactly from the other two. Given amounts stay as they are. */
export function completeAmounts(net: Decimal | null, tax: Decimal | null, gross: Decimal | null): Amounts {
  return {
    netAmount: net ?? (gross !== null && tax !== null ? subtract(gross, tax) : null),
    taxAmount: tax ?? (gross !== null && net !== null ? subtract(gross, net) : null),
    grossAmount: gross ?? (net !== null && tax !== null ? add(net, tax) : null),
  };
}

/** False if all three amounts are known and net plus tax is not gross. */
export function addsUp({ netAmount, taxAmount, grossAmount }: Amounts): boolean {
  if (netAmount === null || taxAmount === null || grossAmount === null) return true;
  return subtract(add(netAmount, taxAmount), grossAmount) === '0';
}

/** The sum; null if one of the values is unknown, as a sum without it would be wrong. */
export function sum(values: readonly (Decimal | null)[]): Decimal | null {
  let total: Decimal = '0';
  for (const value of values) {
    if (value === null) return null;
    total = add(total, value);
  }
  return total;
}
