import { addDays, daysWithin, isDate, utcDate } from '../../../domain/values/dates.ts';
import { type AccountId, BadUserInput } from '../../../errors/catalogue.ts';
import type { Listing } from '../../backend.ts';
import { wireObject } from '../../wire.ts';
import type { V6Key } from '../invoice-key.ts';
import { type DateRange, firstPart, isAskable, isOfV6, MAX_RANGE_DAYS } from './day-range.ts';
import { comparePlaces, isPlace, type Place } from './place.ts';
import type { Range, RangeEntry } from './read-range.ts';

/**
 * The position of a reader in a range. It contains the range, so that the default range, which moves at midnight, does
 * not move under a reader, and the place of the last document shown, as a range is always read as a whole.
 */
export interface RangePosition {
  readonly from: string;
  readonly to: string;
  readonly after: Place | null;
  /** The last day of the run, if the run needs several ranges: it continues with the day after `to`. */
  readonly until?: string;
  /** The end was reached: continuing starts a new run. */
  readonly ended?: true;
}

/** First and last day; null = the default. */
export interface DatesFilter {
  readonly issuedFrom: string | null;
  readonly issuedTo: string | null;
}

const DEFAULT_DAYS = 30;
/**
 * More documents than a page of the gateway reads. A range can contain a year of documents, and is listed again for
 * each page.
 */
const MAX_LISTED = 1_000;

export function parseRangePosition(value: unknown): RangePosition | undefined {
  const given = wireObject<RangePosition>(value);
  if (given === undefined) return undefined;
  const { from, to, after, until = to } = given;
  if (!isDay(from) || !isDay(to) || !isDay(until) || !(after === null || isPlace(after))) return undefined;
  if (!isAskable({ from, to }) || until < to || !isOfV6(until)) return undefined;
  return { from, to, after, ...(until > to && { until }), ...(given.ended === true && { ended: true }) };
}

/**
 * The position to continue from: in the range of the filter, or in the last 30 days up to tomorrow in UTC, which is already today in the east. A new run after
 * the end also covers all days since the last run, and its whole range again, as V6 receives invoices of any date.
 */
export function startFrom(filter: DatesFilter, position: RangePosition | null, now: number): RangePosition {
  if (position !== null && isUnderWay(position)) return position;
  const run = wanted(filter, now);
  const isLongAgo = filter.issuedFrom === null && position !== null && position.to < run.from;
  return partOf(isLongAgo ? position.to : run.from, run.to);
}

/**
 * The reason why V6 cannot be asked for the range of a filter; undefined if it can be. A run that has begun keeps its
 * range.
 */
export function refusalOf(
  filter: DatesFilter,
  position: RangePosition | null,
  now: number,
  accountId: AccountId,
): BadUserInput | undefined {
  const { issuedFrom, issuedTo } = filter;
  if (isUnderWay(position) || (issuedFrom === null && issuedTo === null)) return undefined;
  const range = wanted(filter, now);
  if (isAskable(range)) return undefined;
  const days = daysWithin(range.from, range.to);
  const message =
    days > MAX_RANGE_DAYS
      ? `V6 takes ranges of at most ${MAX_RANGE_DAYS} days, and ${range.from} to ${range.to} has ${days.toLocaleString('en')}: ask for it in several lists`
      : 'V6 has invoices of the years 1900 to 2200 only: ask for a range within them';
  return new BadUserInput(message, { accountId, field: ['filter', issuedFrom === null ? 'issuedTo' : 'issuedFrom'] });
}

export function toListing({ entries, leftOut }: Range, position: RangePosition): Listing<V6Key, RangePosition> {
  const { from, to, after, until } = position;
  const start = after === null ? 0 : firstBehind(after, entries);
  const listed = entries.slice(start, start + MAX_LISTED);
  const left = entries.length - start;
  const next = until === undefined ? undefined : partOf(addDays(to, 1), until);
  return {
    entries: listed.map(({ key, invoice }) => ({ document: key, sourceId: key.invoiceNo, invoice })),
    leftOut,
    more: left > listed.length || next !== undefined,
    isWithinDates: true,
    range: { from, to },
    positionAfter: (count) =>
      count < left
        ? { ...position, after: listed[count - 1]?.place ?? after }
        : (next ?? { from, to, after: null, ended: true }),
  };
}

export function rangeOf({ from, to }: RangePosition): DateRange {
  return { from, to };
}

function isUnderWay(position: RangePosition | null): boolean {
  return position !== null && position.ended !== true;
}

function wanted({ issuedFrom, issuedTo }: DatesFilter, now: number): DateRange {
  const today = utcDate(new Date(now));
  const to = issuedTo ?? latest(lastDay(today, issuedFrom), issuedFrom);
  return { from: issuedFrom ?? addDays(issuedTo ?? today, -DEFAULT_DAYS), to };
}

/** Tomorrow, or today if one call could not ask for the days up to tomorrow. */
function lastDay(today: string, issuedFrom: string | null): string {
  const tomorrow = addDays(today, 1);
  return issuedFrom !== null && daysWithin(issuedFrom, tomorrow) > MAX_RANGE_DAYS ? today : tomorrow;
}

/** The beginning of a run from one day to another, before any document was shown. */
function partOf(from: string, until: string): RangePosition {
  const part = firstPart(from, until);
  return { ...part, after: null, ...(until > part.to && { until }) };
}

/** The index of the first entry after a place. The entries are in the order of their places. */
function firstBehind(place: Place, entries: readonly RangeEntry[]): number {
  let [low, high] = [0, entries.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const entry = entries[middle];
    if (entry !== undefined && comparePlaces(entry.place, place) > 0) high = middle;
    else low = middle + 1;
  }
  return low;
}

function latest(date: string, other: string | null): string {
  return other !== null && other > date ? other : date;
}

function isDay(value: unknown): value is string {
  return typeof value === 'string' && isDate(value);
}
