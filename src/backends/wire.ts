import { isDate, isDateTime, isNoDate, isNoDateTime, leadingDate } from '../domain/values/dates.ts';
import { type Decimal, isDecimal, numberToDecimal, textToDecimal } from '../domain/values/decimal.ts';
import { LongNumber } from './json/parse-json.ts';
import { Unparsed } from './json/salvage.ts';

/**
 * A wire object: the keys that its contract names, with unchecked values. No source promises any field, so each value
 * goes through one of the readers below, and an absent or unexpected value becomes null.
 */
export type Wire<T> = { readonly [K in keyof T]?: unknown };

/** The value as a wire object; undefined if it is not an object. */
export function wireObject<T>(value: unknown): Wire<T> | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return value instanceof LongNumber || value instanceof Unparsed ? undefined : (value as Wire<T>);
}

const NOTHING: readonly never[] = [];
const DATE_LENGTH = '2024-05-14'.length;

/** The value's items; an empty list if the value is not a list. */
export function wireList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : NOTHING;
}

/** A text as given. Some sources send codes as numbers: they become text with all their digits. */
export function text(value: unknown): string | null {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return numberToDecimal(value);
  return value instanceof LongNumber ? value.text : null;
}

/** A key: a text that is not blank. */
export function key(value: unknown): string | null {
  const given = text(value);
  return given === null || given.trim() === '' ? null : given;
}

/** An exact decimal out of a JSON number, or out of a string that is written like one. */
export function decimal(value: unknown): Decimal | null {
  if (typeof value === 'number') return numberToDecimal(value);
  if (value instanceof LongNumber) return textToDecimal(value.text);
  return typeof value === 'string' && isDecimal(value) ? textToDecimal(value) : null;
}

/** True for a value that says something: most sources write an absent value as null, some as an empty text. */
function isStated(value: unknown): boolean {
  return value !== undefined && value !== null && !(typeof value === 'string' && value.trim() === '');
}

/** As `decimal`, but undefined for an absent value, in whose place an amount may be computed. */
export function amount(value: unknown): Decimal | null | undefined {
  return isStated(value) ? decimal(value) : undefined;
}

/** The first of several values with the same meaning that is there, as `read` reads it. */
export function firstStated<T>(read: (value: unknown) => T | null, ...values: readonly unknown[]): T | null {
  return read(values.find(isStated));
}

/** A whole number that GraphQL's Int can hold, or a string that is written like one. */
export function int(value: unknown): number | null {
  const number = typeof value === 'string' && /^-?\d{1,10}$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isInteger(number) && Math.abs(number) <= 0x7fff_ffff ? number : null;
}

/** All forms in which a source may write a flag, with words in lower case. */
const FLAGS: ReadonlyMap<unknown, boolean> = new Map<unknown, boolean>([
  [true, true],
  ['true', true],
  [1, true],
  ['1', true],
  [false, false],
  ['false', false],
  [0, false],
  ['0', false],
]);

/** A flag in one of its forms, with words in any letter case. */
export function bool(value: unknown): boolean | null {
  return FLAGS.get(typeof value === 'string' ? value.toLowerCase() : value) ?? null;
}

/**
 * The date of "2024-05-14" or of a time that starts with it, never moved to another zone. Null for an impossible date, and for
 * one that stands for a missing date.
 */
export function date(value: unknown): string | null {
  return typeof value === 'string' ? leadingDate(value) : null;
}

/** As `date`, but UNREADABLE for a value that is there and not a date, in whose place no date may be computed. */
export function dateOrUnreadable(value: unknown): string | 'UNREADABLE' | null {
  const read = date(value);
  if (read !== null || !isStated(value)) return read;
  return typeof value === 'string' && isNoDate(value.slice(0, DATE_LENGTH)) ? null : 'UNREADABLE';
}

/** A date in either order, "2024-05-14" or "14-05-2024". */
export function dateInEitherOrder(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  const turned = /^(\d{2})-(\d{2})-(\d{4})$/.exec(value);
  const iso = turned === null ? value : `${turned[3]}-${turned[2]}-${turned[1]}`;
  return isDate(iso) && !isNoDate(iso) ? iso : null;
}

/** An RFC 3339 time with its offset, as given. Null for one that stands for a missing time. */
export function dateTime(value: unknown): string | null {
  return typeof value === 'string' && isDateTime(value) && !isNoDateTime(value) ? value : null;
}

/** An absolute http(s) URL, as given: a signed URL must not be rewritten, and callers open the URL that they get. */
export function url(value: unknown): string | null {
  return typeof value === 'string' && /^https?:\/\//i.test(value) && URL.canParse(value) ? value : null;
}

/** ISO 4217, three letters, in upper case. */
export function currencyCode(value: unknown): string | null {
  return code(value, /^[A-Z]{3}$/);
}

/** ISO 3166-1 alpha-2, two letters, in upper case: lower case is seen in the wild. */
export function countryCode(value: unknown): string | null {
  return code(value, /^[A-Z]{2}$/);
}

function code(value: unknown, pattern: RegExp): string | null {
  if (typeof value !== 'string') return null;
  if (pattern.test(value)) return value;
  const upper = value.trim().toUpperCase();
  return pattern.test(upper) ? upper : null;
}
