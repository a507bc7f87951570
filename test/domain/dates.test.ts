import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addDays,
  compareInstants,
  isDate,
  isDateTime,
  isNoDateTime,
  justBefore,
  leadingDate,
  toUtc,
  utcDate,
} from '../../src/domain/values/dates.ts';

const dates = fc
  .date({ min: new Date('0001-01-01T00:00:00Z'), max: new Date('9999-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

describe('a date', () => {
  test.each(['2024-02-29', '2000-02-29', '2023-12-31', '0001-01-01', '9999-12-31'])('%s is in the calendar', (text) => {
    expect(isDate(text)).toBe(true);
  });

  test.each([
    '2024-02-30',
    '2023-02-29',
    '1900-02-29',
    '2024-04-31',
    '2024-13-01',
    '2024-00-10',
    '2024-01-00',
    '0000-01-01',
  ])('%s is not in the calendar', (text) => {
    expect(isDate(text)).toBe(false);
  });

  test.each(['', '2024-1-1', '20240101', '2024-01-01T', ' 2024-01-01', '2024-01-01\n', '14-05-2024', '٢٠٢٤-01-01'])(
    '%j is not a date',
    (text) => {
      expect(isDate(text)).toBe(false);
    },
  );

  test('every day of the calendar is a date', () => {
    fc.assert(fc.property(dates, isDate));
  });
});

describe('the date that a time starts with', () => {
  test.each([
    ['2024-05-14T00:00:00+01:00', '2024-05-14'],
    ['2024-05-14T00:00:00+13:00', '2024-05-14'],
    ['2024-05-14T23:59:59-11:00', '2024-05-14'],
    ['2024-05-14', '2024-05-14'],
    ['2024-05-14 10:00', '2024-05-14'],
    ['2024-05-14t10:00:60.123Z', '2024-05-14'],
    ['2024-05-14 10:00:00,5 +0300', '2024-05-14'],
  ])('%s starts with %s, the date as it is written, in its own zone', (text, expected) => {
    expect(leadingDate(text)).toBe(expected);
  });

  test.each([
    '2024-02-30T00:00:00Z',
    '2024-05-1',
    '2024-05-145',
    'yesterday',
    '',
    '14-05-2024T00:00:00Z',
    '2024-05-14T24:00:00+01:00',
    '2024-05-14T',
    '2024-05-14 99:99',
    '2024-05-14Tnonsense',
    '2024-05-14 10:00:00 and more',
  ])('%j does not start with a date, and another date is never returned', (text) => {
    expect(leadingDate(text)).toBeNull();
  });
});

describe('a date that stands for a missing one', () => {
  test.each([
    '0001-01-01',
    '1753-01-01',
    '1899-12-30',
    '1900-01-01T00:00:00+10:00',
    '1970-01-01T00:00:00Z',
    '9999-12-31',
  ])('is not a date: %s', (text) => {
    expect(leadingDate(text)).toBeNull();
  });

  test('is not a date if it is midnight of 1970 in UTC, written west of Greenwich', () => {
    expect(leadingDate('1969-12-31T19:00:00-05:00')).toBeNull();
    expect(leadingDate('1969-12-31T20:00:00-05:00')).toBe('1969-12-31');
    expect(leadingDate('1969-12-31')).toBe('1969-12-31');
  });

  test.each(['1900-01-02', '1970-01-02', '1999-12-31', '2000-01-01', '9999-12-30'])('is not %s', (text) => {
    expect(leadingDate(text)).toBe(text);
  });

  test('is a time at midnight, in its zone or in UTC', () => {
    expect(['0001-01-01T00:00:00Z', '1970-01-01T01:00:00+01:00', '1969-12-31T19:00:00-05:00'].every(isNoDateTime)).toBe(
      true,
    );
    expect(['9999-12-31T23:59:59.9999999Z', '1900-01-01T00:00:00.000+01:00'].every(isNoDateTime)).toBe(true);
    expect(['1970-01-01T09:30:00Z', '2024-05-14T00:00:00Z', '1969-12-31T00:00:00Z'].some(isNoDateTime)).toBe(false);
  });
});

describe('a time', () => {
  test.each([
    '2024-05-14T10:30:00Z',
    '2024-05-14T10:30:00.123456+02:00',
    '2024-05-14t10:30:00z',
    '2024-02-29T00:00:00-11:30',
  ])('%s is a time', (text) => {
    expect(isDateTime(text)).toBe(true);
  });

  test.each([
    '2024-05-14T10:30:00',
    '2024-05-14',
    '2024-02-30T10:30:00Z',
    '2024-05-14T24:00:00Z',
    '2024-05-14T10:60:00Z',
    '2024-05-14T10:30:60Z',
    '2024-05-14T10:30:00+24:00',
    '2024-05-14T10:30:00.Z',
    '2024-05-14 10:30:00Z',
  ])('%s is not a time', (text) => {
    expect(isDateTime(text)).toBe(false);
  });

  test('can always be turned into an instant', () => {
    const two = (max: number) => fc.integer({ min: 0, max }).map((value) => String(value).padStart(2, '0'));
    const parts = fc.record({
      date: fc.oneof(dates, fc.stringMatching(/^\d{4}-[01]\d-[0-3]\d$/)),
      time: fc.tuple(two(25), two(61), two(61)).map((values) => values.join(':')),
      fraction: fc.option(fc.stringMatching(/^\.\d{1,12}$/), { nil: '' }),
      zone: fc.oneof(
        fc.constantFrom('Z', 'z'),
        fc.tuple(fc.constantFrom('+', '-'), two(25), two(61)).map(([s, h, m]) => `${s}${h}:${m}`),
      ),
      t: fc.constantFrom('T', 't'),
    });
    fc.assert(
      fc.property(parts, ({ date, time, fraction, zone, t }) => {
        const text = `${date}${t}${time}${fraction}${zone}`;
        return !isDateTime(text) || !Number.isNaN(Date.parse(text));
      }),
    );
  });
});

describe('the order of two times', () => {
  test.each([
    ['2024-05-14T10:00:00Z', '2024-05-14T12:00:00+02:00'],
    ['2024-05-14T10:00:00Z', '2024-05-14t10:00:00.000z'],
    ['2024-05-14T10:00:00.1Z', '2024-05-14T10:00:00.100000000000Z'],
  ])('%s and %s are one instant', (a, b) => {
    expect(compareInstants(a, b)).toBe(0);
    expect(compareInstants(b, a)).toBe(0);
  });

  test.each([
    ['2024-05-14T10:00:00.123Z', '2024-05-14T10:00:00.1235Z'],
    ['2024-05-14T10:00:00.1235Z', '2024-05-14T10:00:00.12351Z'],
    ['2024-05-14T10:00:00.999999999999Z', '2024-05-14T10:00:01Z'],
    ['2024-05-14T12:00:00.09+02:00', '2024-05-14T10:00:00.1Z'],
    ['1969-12-31T23:59:59.1Z', '1969-12-31T23:59:59.2Z'],
  ])('%s is before %s', (a, b) => {
    expect(compareInstants(a, b)).toBeLessThan(0);
    expect(compareInstants(b, a)).toBeGreaterThan(0);
  });
});

describe('just before', () => {
  test.each([
    ['2024-05-14T10:00:00Z', '2024-05-14T09:59:59.999Z'],
    ['2024-05-14T12:00:00.5+02:00', '2024-05-14T10:00:00.499Z'],
    ['2024-05-14T10:00:00.123Z', '2024-05-14T10:00:00.122Z'],
    ['2024-05-14T10:00:00.12303Z', '2024-05-14T10:00:00.12302Z'],
    ['2024-05-14T10:00:00.000000Z', '2024-05-14T09:59:59.999999Z'],
    ['2024-05-14T10:00:00.1234567891234Z', '2024-05-14T10:00:00.123456788Z'],
  ])('%s is %s, no coarser than it is written', (instant, before) => {
    expect(justBefore(instant)).toBe(before);
  });

  test('any time is an earlier instant', () => {
    const written = fc.tuple(dates, fc.stringMatching(/^(?:\.\d{1,12})?$/), fc.constantFrom('Z', '+14:00', '-11:30'));
    fc.assert(
      fc.property(written, ([date, fraction, zone]) => {
        const instant = `${date}T10:00:00${fraction}${zone}`;
        return date < '0002' || compareInstants(justBefore(instant), instant) < 0;
      }),
    );
  });
});

describe('in UTC', () => {
  test.each([
    ['2024-05-14T10:30:00Z', '2024-05-14T10:30:00.000Z'],
    ['2024-05-14t12:30:00.5+02:00', '2024-05-14T10:30:00.500Z'],
    ['2024-05-14T10:30:00.123456789012z', '2024-05-14T10:30:00.123456789012Z'],
    ['1969-12-31T23:59:59.1230Z', '1969-12-31T23:59:59.1230Z'],
    ['0001-01-01T01:00:00+01:00', '0001-01-01T00:00:00.000Z'],
    ['9999-12-31T22:59:59.9999-01:00', '9999-12-31T23:59:59.9999Z'],
  ])('%s is %s, with all its digits and three at least', (instant, expected) => {
    expect(toUtc(instant)).toBe(expected);
  });

  test.each(['9999-12-31T23:59:59-01:00', '0001-01-01T00:59:59.999+01:00'])(
    '%s is in no year of four digits, and has no text',
    (instant) => {
      expect(toUtc(instant)).toBeNull();
    },
  );

  test('any time is the same instant, and a time', () => {
    const written = fc.tuple(dates, fc.stringMatching(/^(?:\.\d{1,12})?$/), fc.constantFrom('Z', '+14:00', '-11:30'));
    fc.assert(
      fc.property(written, ([date, fraction, zone]) => {
        const instant = `${date}T12:00:00${fraction}${zone}`;
        const utc = toUtc(instant);
        return utc === null || (isDateTime(utc) && compareInstants(utc, instant) === 0);
      }),
    );
  });
});

describe('counting days', () => {
  test.each([
    ['2024-02-28', 1, '2024-02-29'],
    ['2024-03-01', -1, '2024-02-29'],
    ['2023-12-31', 1, '2024-01-01'],
    ['2024-05-14', -30, '2024-04-14'],
    ['9999-12-31', 1, '9999-12-31'],
    ['0001-01-01', -1, '0001-01-01'],
  ])('from %s by %i gives %s', (date, days, expected) => {
    expect(addDays(date, days)).toBe(expected);
  });

  test('there and back gives the same day, whatever the zone of the machine does that night', () => {
    const inner = dates.filter((date) => date > '0010' && date < '9990');
    fc.assert(
      fc.property(
        inner,
        fc.integer({ min: -3000, max: 3000 }),
        (date, days) => addDays(addDays(date, days), -days) === date,
      ),
    );
  });

  test('the day of an instant is that of UTC', () => {
    expect(utcDate(new Date('2024-05-14T23:30:00-02:00'))).toBe('2024-05-15');
  });
});
