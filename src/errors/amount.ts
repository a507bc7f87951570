const FORMAT = new Intl.NumberFormat('en');

/** A number as error messages write it: 6,210. */
export function amount(value: number): string {
  return FORMAT.format(value);
}
