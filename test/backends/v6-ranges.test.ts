import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { V6Key } from '../../src/backends/v6/invoice-key.ts';
import { rangeName } from '../../src/backends/v6/ranges/day-range.ts';
import { keysByRange } from '../../src/backends/v6/ranges/keys-by-range.ts';
import {
  parseRangePosition,
  type RangePosition,
  rangeOf,
  startFrom,
  toListing,
} from '../../src/backends/v6/ranges/range-listing.ts';
import type { RangeEntry } from '../../src/backends/v6/ranges/read-range.ts';
import type { Invoice } from '../../src/domain/invoice.ts';
import { addDays, daysWithin } from '../../src/domain/values/dates.ts';

const QUERY = { issuedFrom: null, issuedTo: null, iveskQueue: 'DIGITIZED', since: null };
const TODAY = '2024-06-30';
const NOW = Date.parse(`${TODAY}T12:00:00Z`);

const NAMELESS = { invoiceNo: 'N', customerCode: '', fileType: '', tie: '' };

function entryAt(day: string, invoiceNo: string): RangeEntry {
  const key = { ...NAMELESS, days: { kind: 'OWN_DATE', date: day }, invoiceNo: `${day} ${invoiceNo}` } as const;
  return { place: [day, invoiceNo, '', '', 0], key, invoice: {} as Invoice, names: [] };
}

/** The key of an invoice of a day, or of one that was found in a range: `2024-05-14` or `2024-05-14/2024-05-16`. */
function keyOf(days: string): V6Key {
  const [from = '', to] = days.split('/');
  return {
    ...NAMELESS,
    days: to === undefined ? { kind: 'OWN_DATE', date: from } : { kind: 'FOUND_IN', range: { from, to } },
  };
}

test('a run that ended long ago continues year by year, without a gap and without repeating an invoice', () => {
  const days = fc.integer({ min: 0, max: 3_000 });
  fc.assert(
    fc.property(days, fc.uniqueArray(days, { maxLength: 30 }), fc.integer({ min: 1, max: 5 }), (ago, issued, step) => {
      const to = addDays(TODAY, -ago);
      const entries = issued
        .flatMap((day) => ['A', 'B'].map((number) => entryAt(addDays(TODAY, -day), number)))
        .sort((a, b) => (a.key.invoiceNo < b.key.invoiceNo ? -1 : 1));
      const ranges = new Set<string>();
      const shown: string[] = [];
      let position: RangePosition = { from: addDays(to, -30), to, after: null, ended: true };
      do {
        const start = startFrom(QUERY, position, NOW);
        const { from, to: end } = rangeOf(start);
        ranges.add(`${from}/${end}`);
        const within = entries.filter(({ place: [day] }) => from <= day && day <= end);
        const listing = toListing({ entries: within, leftOut: 0, isWhole: true }, start);
        const taken = listing.entries.slice(0, step);
        shown.push(...taken.map(({ sourceId }) => sourceId));
        const parsed = parseRangePosition(JSON.parse(JSON.stringify(listing.positionAfter(taken.length))));
        if (parsed === undefined) throw new Error('a position of its own was refused');
        position = parsed;
      } while (position.ended !== true);

      const asked = [...ranges].map((range) => range.split('/')).map(([from = '', until = '']) => ({ from, until }));
      const first = to < addDays(TODAY, -30) ? to : addDays(TODAY, -30);
      expect(asked[0]?.from).toBe(first);
      expect(asked.at(-1)?.until).toBe(addDays(TODAY, 1));
      asked.forEach(({ from, until }, index) => {
        expect(daysWithin(from, until)).toBeLessThanOrEqual(366);
        if (index > 0) expect(from).toBe(addDays(asked[index - 1]?.until ?? '', 1));
      });
      expect(shown).toEqual(entries.map(({ key }) => key.invoiceNo).filter((id) => id >= first));
    }),
  );
});

test('a long range is listed in parts, each after the document shown last', () => {
  const entries = Array.from({ length: 2_500 }, (_, index) => entryAt(TODAY, String(10_000 + index)));
  const shown: string[] = [];
  let position: RangePosition = { from: TODAY, to: TODAY, after: null };
  for (let more = true; more; ) {
    const listing = toListing({ entries, leftOut: 0, isWhole: true }, position);
    expect(listing.entries.length).toBeLessThanOrEqual(1_000);
    shown.push(...listing.entries.map(({ sourceId }) => sourceId));
    more = listing.more;
    position = parseRangePosition(listing.positionAfter(listing.entries.length)) ?? position;
  }
  expect(shown).toEqual(entries.map(({ key }) => key.invoiceNo));
  expect(position.ended).toBe(true);
});

test('each key is in one range that contains it, and no range has a day that no key needs', () => {
  const day = fc.integer({ min: 0, max: 900 }).map((offset) => addDays('2022-01-01', offset));
  const where = fc.oneof(
    day,
    fc.tuple(day, fc.integer({ min: 0, max: 365 })).map(([from, length]) => `${from}/${addDays(from, length)}`),
  );
  fc.assert(
    fc.property(fc.array(where, { maxLength: 60 }), (wanted) => {
      const keys = wanted.map((days, index): V6Key => ({ ...keyOf(days), invoiceNo: `N${index}` }));
      const groups = keysByRange(keys);
      expect(new Set(groups.flatMap((group) => group.keys))).toEqual(new Set(keys));
      expect(groups.flatMap((group) => group.keys)).toHaveLength(keys.length);
      for (const { range, keys: held } of groups) {
        const name = rangeName(range);
        const own = held.flatMap(({ days }) => (days.kind === 'OWN_DATE' ? days.date : []));
        expect(own.every((one) => range.from <= one && one <= range.to)).toBe(true);
        for (const { days } of held) if (days.kind === 'FOUND_IN') expect(rangeName(days.range)).toBe(name);
        const isKept = wanted.includes(name);
        if (!isKept) expect(new Set(own).size).toBe(daysWithin(range.from, range.to));
        expect(daysWithin(range.from, range.to)).toBeLessThanOrEqual(366);
      }
      // A dated key has a range of its own only if no kept range contains it.
      const kept = wanted.filter((days) => days.includes('/')).map((days) => days.split('/'));
      const isHeld = (one: string) => kept.some(([from = '', to = '']) => from <= one && one <= to);
      for (const { range, keys: held } of groups)
        if (!wanted.includes(rangeName(range)))
          expect(held.some(({ days }) => days.kind === 'OWN_DATE' && isHeld(days.date))).toBe(false);
    }),
  );
});

test('20,000 keys are put into ranges within two seconds', () => {
  const keys = Array.from({ length: 20_000 }, (_, index) => {
    const from = addDays('1950-01-01', (index * 7) % 80_000);
    return keyOf(index % 2 === 0 ? `${from}/${addDays(from, index % 366)}` : from);
  });
  const startedAt = performance.now();
  keysByRange(keys);
  expect(performance.now() - startedAt).toBeLessThan(2_000);
});
