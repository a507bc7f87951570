import { add, type Decimal, subtract } from './decimal.ts';

/** The three amounts of a document or line; null if the source gave too little to tell. */
export interface Amounts {
  readonly netAmount: Decimal | null;
  readonly taxAmount: Decimal | null;
  readonly grossAmount: Decimal | null;
}

/** An amount as a source gives it: null if it is there and cannot be read, undefined if it is absent. */
export type GivenAmount = Decimal | null | undefined;

export interface GivenAmounts {
  readonly net?: GivenAmount;
  readonly tax?: GivenAmount;
  readonly gross?: GivenAmount;
}

/**
 * Fills in the one absent amount that follows exactly from the other two. Given amounts stay as they are, and one that cannot be
 * read stays unknown: a computed amount may differ from it.
 */
export function completeAmounts({ net, tax, gross }: GivenAmounts): Amounts {
  return {
    netAmount: net === undefined ? calculated(subtract, gross, tax) : net,
    taxAmount: tax === undefined ? calculated(subtract, gross, net) : tax,
    grossAmount: gross === undefined ? calculated(add, net, tax) : gross,
  };
}

function calculated(operation: (a: Decimal, b: Decimal) => Decimal, a: GivenAmount, b: GivenAmount): Decimal | null {
  return isKnown(a) && isKnown(b) ? operation(a, b) : null;
}

function isKnown(amount: GivenAmount): amount is Decimal {
  return amount !== undefined && amount !== null;
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
