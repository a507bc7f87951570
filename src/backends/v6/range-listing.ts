import { addDays, isDate, utcDate } from '../../domain/dates.ts';
import type { Listing, ListQuery, Position } from '../backend.ts';
import { wireObject } from '../wire.ts';
import type { DateRange } from './endpoints.ts';
import { comparePlaces, type Place, type RangeEntry } from './read-range.ts';

/**
 * Where a reader of a range stands. The range is kept, so that the default one, which moves on at midnight, does not
 * move under a reader; and the place of the last document shown, as a range is always read whole.
 */
export interface RangePosition extends Position {
  readonly from: string;
  readonly to: string;
  readonly after: Place | null;
  /** The end was reached: going on is a new run. */
  readonly ended?: true;
}

const DEFAULT_DAYS = 30;

export function parseRangePosition(value: unknown): RangePosition | undefined {
  const given = wireObject<RangePosition>(value);
  if (given === undefined || typeof given.from !== 'string' || typeof given.to !== 'string') return undefined;
  const { from, to, after } = given;
  if (!isDate(from) || !isDate(to) || from > to || !(after === null || isPlace(after))) return undefined;
  return given.ended === true ? { from, to, after, ended: true } : { from, to, after };
}

/**
 * Where to go on: with the range of the query, or the last 30 days up to today in UTC. A new run after the end also has
 * the days since the last one, however long ago that was, and all of its range again: V6 takes in invoices of any date.
 */
export function startFrom(query: ListQuery, position: RangePosition | null, now: number): RangePosition {
  if (position !== null && position.ended !== true) return position;
  const to = query.issuedTo ?? latest(utcDate(new Date(now)), query.issuedFrom);
  const last30 = addDays(to, -DEFAULT_DAYS);
  const from = query.issuedFrom ?? (position !== null && position.to < last30 ? position.to : last30);
  return { from, to, after: null };
}

export function toListing(entries: readonly RangeEntry[], { from, to, after }: RangePosition): Listing {
  const rest = after === null ? entries : entries.filter(({ place }) => comparePlaces(place, after) > 0);
  return {
    entries: rest.map(({ key, invoice }) => ({ key, sourceId: invoice.sourceId, invoice })),
    more: false,
    positionAfter: (count) =>
      count < rest.length
        ? { from, to, after: rest[count - 1]?.place ?? after }
        : { from, to, after: null, ended: true },
  };
}

export function rangeOf({ from, to }: RangePosition): DateRange {
  return { from, to };
}

function latest(date: string, other: string | null): string {
  return other !== null && other > date ? other : date;
}

function isPlace(value: unknown): value is Place {
  return (
    Array.isArray(value) &&
    value.length === 5 &&
    value.slice(0, 4).every((part) => typeof part === 'string') &&
    Number.isSafeInteger(value[4])
  );
}
