const FORMAT = new Intl.NumberFormat('en');

const MOST = 1_000_000_000_000;

/** Formats a number for error messages: 6,210. Nested fragments can add up to numbers of hundreds of digits. */
export function amount(value: number): string {
  return value > MOST ? `more than ${FORMAT.format(MOST)}` : FORMAT.format(value);
}
