const FORMAT = new Intl.NumberFormat('en');

/** A number as texts for callers show it: 500,000. */
export function amount(value: number): string {
  return FORMAT.format(value);
}
