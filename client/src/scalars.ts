declare const scalar: unique symbol;

/** A branded string: other strings are not assignable to it. */
type Text<Name extends string> = string & { readonly [scalar]: Name };

/** An exact decimal number, such as "-12.30". Use a decimal library for arithmetic: a double would round it. */
export type Decimal = Text<'Decimal'>;
/** A date, such as "2024-05-14". */
export type IsoDate = Text<'Date'>;
/** A point in time, such as "2024-05-14T09:30:00Z". */
export type IsoDateTime = Text<'DateTime'>;

const DECIMAL = /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/;
const DATE = /^\d{4}-\d\d-\d\d$/;
const DATE_TIME = /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)$/;

/** Checks the text of a decimal number. Throws RangeError for any other text. */
export function toDecimal(text: string): Decimal {
  return check(text, DECIMAL.test(text), 'a decimal number such as "12.30"') as Decimal;
}

/** Checks the text of a date, as filters take it. Throws RangeError for any other text. */
export function toIsoDate(text: string): IsoDate {
  return check(text, DATE.test(text) && isDay(text), 'a date such as "2024-05-14"') as IsoDate;
}

/** Converts a Date to its text in UTC, or checks a text. Throws RangeError for an invalid Date or text. */
export function toIsoDateTime(instant: Date | string): IsoDateTime {
  const text = typeof instant === 'string' ? instant : instant.toISOString();
  const isInstant = DATE_TIME.test(text) && isDay(text.slice(0, 10)) && !Number.isNaN(Date.parse(text));
  return check(text, isInstant, 'a time such as "2024-05-14T09:30:00Z"') as IsoDateTime;
}

function check(text: string, isOne: boolean, name: string): string {
  if (!isOne) throw new RangeError(`${JSON.stringify(text)} is not ${name}`);
  return text;
}

/** For a date that does not exist, Date.parse returns NaN or the time of another day. */
function isDay(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
