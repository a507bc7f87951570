const FORMAT = new Intl.NumberFormat('en');

const MOST = 1_000_000_000_000;

/** Returns a number as error messages write it: 6,210. Fragments in fragments come to numbers of hundreds of digits. */
export function amount(value: number): string {
  return value > MOST ? `more than ${FORMAT.format(MOST)}` : FORMAT.format(value);
}
