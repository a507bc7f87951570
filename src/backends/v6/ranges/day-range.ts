import { addDays, daysWithin, type IsoDate } from '../../../domain/values/dates.ts';

/** First and last day, ISO; both are included. */
export interface DateRange {
  readonly from: IsoDate;
  readonly to: IsoDate;
}

/** V6 answers with a whole range at once. One call requests a year at most. */
export const MAX_RANGE_DAYS = 366;
const FIRST_DAY = '1900-01-01';
const LAST_DAY = '2200-12-31';

/** True for a day that can be the date of an invoice. */
export function isOfV6(day: IsoDate): boolean {
  return FIRST_DAY <= day && day <= LAST_DAY;
}

/** True for a range that one call may request. */
export function isAskable({ from, to }: DateRange): boolean {
  return from <= to && isOfV6(from) && isOfV6(to) && daysWithin(from, to) <= MAX_RANGE_DAYS;
}

/** The first part of the days from `from` to `until`, as long as one call may request. */
export function firstPart(from: IsoDate, until: IsoDate): DateRange {
  const to = addDays(from, MAX_RANGE_DAYS - 1);
  return { from, to: to < until ? to : until };
}

export function rangeName({ from, to }: DateRange): string {
  return `${from}/${to}`;
}
