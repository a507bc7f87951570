/** A calendar date, "2024-05-14". */
export type IsoDate = string;
/** An instant or zoned time as the source wrote it, RFC 3339. */
export type IsoDateTime = string;

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const DATE_TIME =
  /^(\d{4}-\d{2}-\d{2})[Tt](?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:[Zz]|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;
/** Follows a date: a time to the minute or finer, with or without an offset. */
const TIME_AFTER_DATE =
  /^[Tt ](?:[01]\d|2[0-3]):[0-5]\d(?::(?:[0-5]\d|60)(?:[.,]\d+)?)?(?: ?(?:[Zz]|[+-](?:[01]\d|2[0-3])(?::?[0-5]\d)?))?$/;
const FRACTION = /\.(\d+)/;
/** A nanosecond and an offset. */
const MAX_INSTANT = 35;
const END_OF_RECORDS = Date.UTC(2201, 0);
const FIRST_DATE = '0001-01-01';
const LAST_DATE = '9999-12-31';

/** True for a date that is in the calendar, which has no year 0: 2024-02-30 is not. */
export function isDate(text: string): boolean {
  const match = DATE.exec(text);
  if (match === null) return false;
  const year = Number(match[1]);
  const month = Number(match[2]);
  const day = Number(match[3]);
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

/** True for an RFC 3339 time with its offset. A leap second is not accepted, as a JavaScript Date cannot represent it. */
export function isDateTime(text: string): boolean {
  const match = DATE_TIME.exec(text);
  return match?.[1] !== undefined && isDate(match[1]);
}

/**
 * Returns a negative number if `a` is earlier than `b`, and 0 if they are the same instant, in any zone and precision.
 */
export function compareInstants(a: IsoDateTime, b: IsoDateTime): number {
  return compareParsed(instantOf(a), instantOf(b));
}

/** An instant as it is compared: for those that are compared many times. */
export interface Instant {
  /** The whole second, in milliseconds since 1970. */
  readonly second: number;
  /** The digits after it: Date.parse drops what is below a millisecond. */
  readonly fraction: string;
}

export function compareParsed(one: Instant, other: Instant): number {
  if (one.second !== other.second) return one.second - other.second;
  const digits = Math.max(one.fraction.length, other.fraction.length);
  const [fraction, otherFraction] = [one.fraction.padEnd(digits, '0'), other.fraction.padEnd(digits, '0')];
  return fraction === otherFraction ? 0 : fraction < otherFraction ? -1 : 1;
}

/**
 * An instant before the given one by its last digit, in UTC: a millisecond where it is written with less, a nanosecond
 * at the finest. Never with more digits than those, as a reader that rounds them would arrive at the instant itself.
 */
export function justBefore(instant: IsoDateTime): IsoDateTime {
  const { second, fraction } = instantOf(instant);
  const digits = fraction.slice(0, 9).padEnd(3, '0');
  const borrows = Number(digits) === 0;
  const before = borrows ? '9'.repeat(digits.length) : String(Number(digits) - 1).padStart(digits.length, '0');
  return inUtc(borrows ? second - 1000 : second, before);
}

/**
 * The same instant in UTC, with all digits of its fraction and at least three. Returns null if the year is outside 0001
 * to 9999 in UTC, although it is not in the given zone: RFC 3339 cannot express it.
 */
export function toUtc(instant: IsoDateTime): IsoDateTime | null {
  const { second, fraction } = instantOf(instant);
  const year = new Date(second).getUTCFullYear();
  return year >= 1 && year <= 9999 ? inUtc(second, fraction.padEnd(3, '0')) : null;
}

export function instantOf(text: IsoDateTime): Instant {
  const fraction = FRACTION.exec(text);
  return { second: Date.parse(text.replace(FRACTION, '')), fraction: fraction?.[1] ?? '' };
}

function inUtc(second: number, fraction: string): IsoDateTime {
  return `${new Date(second).toISOString().slice(0, -'.000Z'.length)}.${fraction}Z`;
}

/** True from 1970 to 2200, in at most 35 characters: when a document can have come. A source's clock says nothing else. */
export function isRecordedInstant(text: string): boolean {
  if (text.length > MAX_INSTANT || !isDateTime(text)) return false;
  const { second } = instantOf(text);
  return second >= 0 && second < END_OF_RECORDS;
}

/**
 * Values that software writes where a date is missing. Each is the smallest or largest date of a platform, or its day zero.
 * The sources and the systems that feed them run on these platforms, and none of these days is the date of a document.
 */
const NO_DATES: ReadonlySet<IsoDate> = new Set([
  '0000-00-00', // the zero date of MySQL, which is not in the calendar
  '0001-01-01', // DateTime.MinValue of .NET, LocalDate without a value
  '1601-01-01', // day zero of Windows file times
  '1753-01-01', // the first datetime of SQL Server
  '1899-12-30', // day zero of OLE Automation, and of Excel's serial numbers
  '1899-12-31', // "0 January 1900", day zero as Excel shows it
  '1900-01-01', // day zero of SQL Server, day one of Excel
  '1904-01-01', // day zero of Excel for the Mac
  '1970-01-01', // day zero of Unix, Java and JavaScript
  '9999-12-31', // DateTime.MaxValue of .NET, the last date of SQL
]);
/** Midnight of 1970-01-01 in UTC, as it is written west of Greenwich. */
const DAY_BEFORE_UNIX = '1969-12-31';

/** True for a date that stands for a missing one. */
export function isNoDate(date: IsoDate): boolean {
  return NO_DATES.has(date);
}

/** True for a time that stands for a missing one: midnight of such a date, in the zone that it is written in or in UTC. */
export function isNoDateTime(time: IsoDateTime): boolean {
  const date = time.slice(0, 10);
  if (date === DAY_BEFORE_UNIX) return instantOf(time).second === 0;
  return NO_DATES.has(date) && (/^.{10}.00:00:00/.test(time) || date === '9999-12-31' || instantOf(time).second === 0);
}

/**
 * The date part of "2024-05-14" or "2024-05-14T00:00:00+01:00" as written, never moved to another zone. Returns null if the
 * date is not in the calendar, stands for a missing one, or is followed by something else than a time: 24:00 is the next day.
 */
export function leadingDate(text: string): IsoDate | null {
  const date = text.slice(0, 10);
  if (!isDate(date) || NO_DATES.has(date)) return null;
  if (text.length === 10) return date;
  if (!TIME_AFTER_DATE.test(text.slice(10))) return null;
  return date === DAY_BEFORE_UNIX && isDateTime(text) && isNoDateTime(text) ? null : date;
}

/** The calendar date in UTC. */
export function utcDate(instant: Date): IsoDate {
  return instant.toTemporalInstant().toZonedDateTimeISO('UTC').toPlainDate().toString();
}

/** The date `days` later, or earlier where negative; kept within the years 0001 and 9999. */
export function addDays(date: IsoDate, days: number): IsoDate {
  const moved = Temporal.PlainDate.from(date).add({ days });
  if (moved.year > 9999) return LAST_DATE;
  return moved.year < 1 ? FIRST_DATE : moved.toString();
}

/** How many days there are from the first to the last, both included. */
export function daysWithin(first: IsoDate, last: IsoDate): number {
  return Temporal.PlainDate.from(first).until(last).days + 1;
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}
