import { add, type Decimal } from '../../../domain/values/decimal.ts';

/** Three amounts as they count in a sum. */
export interface SignedAmountsToStore {
  readonly net: Decimal | null;
  readonly tax: Decimal | null;
  readonly gross: Decimal | null;
}

/**
 * Columns of amounts. A database adds up integers exactly: millionths, which JavaScript also represents exactly. The
 * amounts of a document that has another kind of amount are in `odd_amounts`, as text, and the gateway adds them.
 */
export interface AmountColumns {
  readonly net_units: number | null;
  readonly tax_units: number | null;
  readonly gross_units: number | null;
  readonly odd_amounts: string | null;
}

/** Sums of the columns of many rows, as the databases return them. */
export interface SummedColumns {
  readonly net_high: string;
  readonly net_low: string;
  readonly tax_high: string;
  readonly tax_low: string;
  readonly gross_high: string;
  readonly gross_low: string;
  readonly odd: string | null;
}

/** Digits after the point of an integer's amount. */
const SCALE = 6;
/** A sum over integers could overflow. It consists of the sums of two parts, which cannot. */
export const HIGH_PART = 1_000_000_000;
const SEPARATOR = ';';

export function toAmountColumns({ net, tax, gross }: SignedAmountsToStore): AmountColumns {
  const units = [net, tax, gross].map((amount) => (amount === null ? null : toUnits(amount)));
  const [net_units = null, tax_units = null, gross_units = null] = units as readonly (number | null)[];
  if (!units.includes(undefined)) return { net_units, tax_units, gross_units, odd_amounts: null };
  const odd_amounts = [net, tax, gross].map((amount) => amount ?? '').join(',');
  return { net_units: null, tax_units: null, gross_units: null, odd_amounts };
}

export function toSums(columns: SummedColumns): Record<'net' | 'tax' | 'gross', Decimal> {
  const odd = columns.odd === null ? [] : columns.odd.split(SEPARATOR).map((one) => one.split(','));
  const total = (high: string, low: string, place: number) =>
    odd.reduce((sum, one) => add(sum, one[place] || '0'), fromUnits(BigInt(high) * BigInt(HIGH_PART) + BigInt(low)));
  return {
    net: total(columns.net_high, columns.net_low, 0),
    tax: total(columns.tax_high, columns.tax_low, 1),
    gross: total(columns.gross_high, columns.gross_low, 2),
  };
}

/** Undefined if it is not a multiple of the unit, or too large. */
function toUnits(amount: Decimal): number | undefined {
  const [whole = '', fraction = ''] = amount.split('.');
  if (fraction.length > SCALE) return undefined;
  const units = Number(whole + fraction.padEnd(SCALE, '0'));
  // Not -0, which SQLite would store as a float.
  return Number.isSafeInteger(units) ? units + 0 : undefined;
}

function fromUnits(units: bigint): Decimal {
  const sign = units < 0n ? '-' : '';
  const digits = (units < 0n ? -units : units).toString().padStart(SCALE + 1, '0');
  return add(`${sign}${digits.slice(0, -SCALE)}.${digits.slice(-SCALE)}`, '0');
}

/** Exponents of amounts, which have at most 400 digits, are between these. */
const MAX_EXPONENT = 999;
const MIDDLE = 500;

/** A text whose order, byte by byte, is the order of the amounts, for amounts of any size. */
export function sortableAmount(amount: Decimal): string {
  const [whole = '', fraction = ''] = amount.replace('-', '').split('.');
  const digits = `${whole}${fraction}`;
  const mantissa = digits.replace(/^0+/, '').replace(/0+$/, '');
  if (mantissa === '') return 'm';
  const exponent = whole.length - (digits.length - digits.replace(/^0+/, '').length) + MIDDLE;
  if (!amount.startsWith('-')) return `p${padded(exponent)}${mantissa}`;
  // A longer negative number is the smaller one.
  const complement = mantissa.replace(/\d/g, (digit) => String(9 - Number(digit)));
  return `a${padded(MAX_EXPONENT - exponent)}${complement}~`;
}

function padded(exponent: number): string {
  return String(exponent).padStart(3, '0');
}
