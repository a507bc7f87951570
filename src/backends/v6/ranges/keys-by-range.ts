import { addDays, type IsoDate } from '../../../domain/values/dates.ts';
import type { V6Key } from '../invoice-key.ts';
import { type DateRange, MAX_RANGE_DAYS, rangeName } from './day-range.ts';

/** A range to request, and the keys of the documents in it. */
export interface RangeOfKeys {
  readonly range: DateRange;
  readonly keys: readonly V6Key[];
}

/**
 * The smallest number of ranges that contain the days of all keys and no day between them; neighbouring days share a
 * range. A document that was found in a range, under a day that only V6 knows, keeps that range, which then also serves
 * the keys dated within it.
 */
export function keysByRange(keys: readonly V6Key[]): readonly RangeOfKeys[] {
  const kept = new Map<string, { readonly range: DateRange; readonly keys: V6Key[] }>();
  const byDate = new Map<IsoDate, V6Key[]>();
  for (const key of keys) {
    const { days } = key;
    if (days.kind === 'OWN_DATE') entryOf(byDate, days.date, () => []).push(key);
    else entryOf(kept, rangeName(days.range), () => ({ range: days.range, keys: [] })).keys.push(key);
  }
  const rangeThatHolds = furthestHolder([...kept.values()].map(({ range }) => range));
  const runs: Run[] = [];
  for (const [date, ofDate] of [...byDate].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const range = rangeThatHolds(date);
    const held = range && kept.get(rangeName(range));
    if (held === undefined) addToRuns(date, ofDate, runs);
    else for (const key of ofDate) held.keys.push(key);
  }
  return [...kept.values(), ...runs.map(({ from, to, keys: ofRun }) => ({ range: { from, to }, keys: ofRun }))];
}

/** Neighbouring days. */
interface Run {
  readonly from: IsoDate;
  to: IsoDate;
  days: number;
  readonly keys: V6Key[];
}

function addToRuns(date: IsoDate, keys: readonly V6Key[], runs: Run[]): void {
  const last = runs.at(-1);
  if (last === undefined || last.days === MAX_RANGE_DAYS || addDays(last.to, 1) !== date) {
    runs.push({ from: date, to: date, days: 1, keys: [...keys] });
    return;
  }
  last.to = date;
  last.days += 1;
  for (const key of keys) last.keys.push(key);
}

/**
 * Finds a range that contains a date. Dates have to be passed in ascending order, so that each range is looked at once.
 */
function furthestHolder(ranges: readonly DateRange[]): (date: IsoDate) => DateRange | undefined {
  const byStart = ranges.toSorted((a, b) => (a.from < b.from ? -1 : 1));
  let started = 0;
  let furthest: DateRange | undefined;
  return (date) => {
    for (let next = byStart[started]; next !== undefined && next.from <= date; next = byStart[started]) {
      if (furthest === undefined || next.to > furthest.to) furthest = next;
      started += 1;
    }
    return furthest !== undefined && date <= furthest.to ? furthest : undefined;
  };
}

function entryOf<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const entry = map.get(key) ?? make();
  map.set(key, entry);
  return entry;
}
