declare global {
  interface JSON {
    /** A JSON number with just this text. In V8; the compiler's library does not have it yet. */
    rawJSON(text: string): unknown;
  }
}

/** The JSON number for so many cents: the division gives the double that is written with two decimals at most. */
export function fromCents(cents: number): number {
  return cents / 100;
}

/** A JSON number with more digits than a double holds. */
export function rawNumber(text: string): unknown {
  return JSON.rawJSON(text);
}

/** Tax on top of a net amount, in cents. */
export function taxOn(netCents: number, ratePercent: number): number {
  return Math.round((netCents * ratePercent) / 100);
}

/** Tax that a gross amount holds, in cents: 10 % of 1000 is 91. */
export function taxIn(grossCents: number, ratePercent: number): number {
  return Math.round((grossCents * ratePercent) / (100 + ratePercent));
}

export function sumOf<T>(items: readonly T[], numberOf: (item: T) => number): number {
  return items.reduce((total, item) => total + numberOf(item), 0);
}
