declare global {
  interface JSON {
    /** A JSON number with exactly this text. V8 has it; the compiler's library does not yet. */
    rawJSON(text: string): unknown;
  }
}

/** The JSON number for an amount in cents: the division yields the double that is written with at most two decimals. */
export function fromCents(cents: number): number {
  return cents / 100;
}

/** A JSON number with more digits than a double can represent. */
export function rawNumber(text: string): unknown {
  return JSON.rawJSON(text);
}

/** Tax on top of a net amount, in cents. */
export function taxOn(netCents: number, ratePercent: number): number {
  return Math.round((netCents * ratePercent) / 100);
}

/** Tax contained in a gross amount, in cents: at 10 %, 91 of 1000. */
export function taxIn(grossCents: number, ratePercent: number): number {
  return Math.round((grossCents * ratePercent) / (100 + ratePercent));
}

export function sumOf<T>(items: readonly T[], numberOf: (item: T) => number): number {
  return items.reduce((total, item) => total + numberOf(item), 0);
}
