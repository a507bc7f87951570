declare const scalar: unique symbol;

/** Text of one kind, which other text is not taken for. */
type Text<Name extends string> = string & { readonly [scalar]: Name };

/** An exact decimal number, as "-12.30". Arithmetic on it is for a decimal library: a double would round it. */
export type Decimal = Text<'Decimal'>;
/** A day, as "2024-05-14". */
export type IsoDate = Text<'Date'>;
/** An instant, as "2024-05-14T09:30:00Z". */
export type IsoDateTime = Text<'DateTime'>;

const DECIMAL = /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/;
const DATE = /^\d{4}-\d\d-\d\d$/;
const DATE_TIME = /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)$/;

/** Text of a decimal number. Throws RangeError for any other. */
export function toDecimal(text: string): Decimal {
  return check(text, DECIMAL.test(text), 'decimal number, as "12.30"') as Decimal;
}

/** Text of a day of the calendar, as a filter takes it. Throws RangeError for any other. */
export function toIsoDate(text: string): IsoDate {
  return check(text, DATE.test(text) && isDay(text), 'day, as "2024-05-14"') as IsoDate;
}

/** An instant; that of a Date in UTC. Throws RangeError for an invalid Date, and for text that is no instant. */
export function toIsoDateTime(instant: Date | string): IsoDateTime {
  const text = typeof instant === 'string' ? instant : instant.toISOString();
  const isInstant = DATE_TIME.test(text) && isDay(text.slice(0, 10)) && !Number.isNaN(Date.parse(text));
  return check(text, isInstant, 'instant, as "2024-05-14T09:30:00Z"') as IsoDateTime;
}

function check(text: string, isOne: boolean, name: string): string {
  if (!isOne) throw new RangeError(`${JSON.stringify(text)} is no ${name}`);
  return text;
}

/** A day that the calendar does not have is either no time, or that of another day. */
function isDay(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
