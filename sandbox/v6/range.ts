import { type Check, isCalendarDate, type Problem } from '../stand-in/parameters.ts';

const DAY_MONTH_YEAR = /^(\d{2})(\d{2})(\d{4})$/;

/** "24012018", if the date exists. */
export const dayMonthYear: Check = (value) =>
  DAY_MONTH_YEAR.test(value) && isCalendarDate(toIsoDate(value))
    ? undefined
    : { error: 'is not a date', suggestion: 'use ddMMyyyy, e.g. 24012018' };

/** "24012018" as "2018-01-24"; any other text unchanged. */
export function toIsoDate(value: string): string {
  return value.replace(DAY_MONTH_YEAR, '$3-$2-$1');
}

/** A range must not end before it begins; it may be a single day. */
export function rangeProblems(query: ReadonlyMap<string, string>): readonly Problem[] {
  const from = toIsoDate(query.get('fromDate') ?? '');
  const to = toIsoDate(query.get('toDate') ?? '');
  if (from <= to) return [];
  return [{ fields: 'fromDate, toDate', error: 'fromDate is after toDate', suggestion: 'turn them round' }];
}
