/**
 * Exact decimals as plain strings ("-12.5"): no exponent, no leading zeros, no plus sign. Money never passes through
 * floating-point arithmetic here.
 */
export type Decimal = string;

const PLAIN = /^-?\d+(?:\.\d+)?$/;
const NUMERIC = /^(-?)0*(\d+)(?:\.(\d+))?(?:[eE]([+-]?0*\d{1,4}))?$/;
/** More digits than any amount has; keeps an exponent from writing a string of gigabytes. */
const MAX_DIGITS = 400;

/** The shortest text that stands for just this JSON number, which for up to 15 digits is the text it was read from. */
export function numberToDecimal(value: number): Decimal | null {
  if (!Number.isFinite(value)) return null;
  const text = String(value);
  // String(-0) is "0" already; only very large and very small numbers are written with an exponent.
  return text.includes('e') ? textToDecimal(text) : text;
}

/** Reads a JSON number's own text, e.g. "1e21"; null if it is not a number or has more than 400 digits. */
export function textToDecimal(text: string): Decimal | null {
  const match = NUMERIC.exec(text);
  if (match === null) return null;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match;
  const shift = Number(exponent);
  if (whole.length + fraction.length + Math.abs(shift) > MAX_DIGITS) return null;
  const digits = whole + fraction;
  const point = whole.length + shift;
  const padded = point <= 0 ? '0'.repeat(1 - point) + digits : digits.padEnd(point, '0');
  const split = Math.max(point, 1);
  return normalized(sign, padded.slice(0, split), padded.slice(split));
}

/** True for the form that this module gives and takes. */
export function isDecimal(text: string): boolean {
  return PLAIN.test(text);
}

/** a + b, exactly. */
export function add(a: Decimal, b: Decimal): Decimal {
  const scale = Math.max(scaleOf(a), scaleOf(b));
  return fromScaled(toScaled(a, scale) + toScaled(b, scale), scale);
}

/** a - b, exactly. */
export function subtract(a: Decimal, b: Decimal): Decimal {
  const scale = Math.max(scaleOf(a), scaleOf(b));
  return fromScaled(toScaled(a, scale) - toScaled(b, scale), scale);
}

/** -|a|, exactly. */
export function minusAbsolute(a: Decimal): Decimal {
  return a.startsWith('-') || !/[1-9]/.test(a) ? a : `-${a}`;
}

function scaleOf(value: Decimal): number {
  const point = value.indexOf('.');
  return point === -1 ? 0 : value.length - point - 1;
}

function toScaled(value: Decimal, scale: number): bigint {
  const point = value.indexOf('.');
  const digits = point === -1 ? value : value.slice(0, point) + value.slice(point + 1);
  return BigInt(digits + '0'.repeat(scale - scaleOf(value)));
}

function fromScaled(value: bigint, scale: number): Decimal {
  const sign = value < 0n ? '-' : '';
  const digits = (value < 0n ? -value : value).toString().padStart(scale + 1, '0');
  return normalized(sign, digits.slice(0, digits.length - scale), digits.slice(digits.length - scale));
}

function normalized(sign: string, whole: string, fraction: string): Decimal {
  const integer = whole.replace(/^0+(?=\d)/, '');
  const rest = fraction.replace(/0+$/, '');
  const text = rest === '' ? integer : `${integer}.${rest}`;
  return text === '0' ? '0' : sign + text;
}
