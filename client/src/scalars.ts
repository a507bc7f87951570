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
  return check(text, DECIMAL, 'decimal number, as "12.30"') as Decimal;
}

/** Text of a day of the calendar, of a filter for one. Throws RangeError for any other. */
export function toIsoDate(text: string): IsoDate {
  return check(text, DATE, 'day, as "2024-05-14"') as IsoDate;
}

/** An instant, in UTC. Throws RangeError for an invalid date, and for text that is no instant. */
export function toIsoDateTime(instant: Date | string): IsoDateTime {
  const text = typeof instant === 'string' ? instant : instant.toISOString();
  return check(text, DATE_TIME, 'instant, as "2024-05-14T09:30:00Z"') as IsoDateTime;
}

/** A day that the calendar does not have is no number of milliseconds, and is none of the days that it has. */
function check(text: string, form: RegExp, name: string): string {
  const day = text.slice(0, 10);
  const isDay = form === DECIMAL || toDay(day) === day;
  if (!form.test(text) || !isDay) throw new RangeError(`${JSON.stringify(text)} is no ${name}`);
  return text;
}

function toDay(text: string): string | undefined {
  const time = Date.parse(`${text}T00:00:00Z`);
  return Number.isNaN(time) ? undefined : new Date(time).toISOString().slice(0, 10);
}
