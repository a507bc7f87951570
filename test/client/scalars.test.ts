import { toDecimal, toIsoDate, toIsoDateTime } from 'invoice-gateway-client';
import { describe, expect, test } from 'vitest';

describe('a value for a variable', () => {
  test.each(['0', '-12.30', '1e21', '123456789012345.67'])('can be a decimal, which keeps its digits: %s', (text) => {
    expect(toDecimal(text)).toBe(text);
  });

  test.each(['', ' 1', '1,5', '.5', '1.', '+1', 'NaN', '0x1'])('is refused if it is not a decimal: %j', (text) => {
    expect(() => toDecimal(text)).toThrow(RangeError);
  });

  test.each(['2024-02-29', '1999-12-31'])('can be a day: %s', (text) => {
    expect(toIsoDate(text)).toBe(text);
  });

  test.each(['2023-02-29', '2024-13-01', '2024-1-1', '01.02.2024', '2024-02-29T00:00:00Z', ''])(
    'is refused if it is not a day: %j',
    (text) => {
      expect(() => toIsoDate(text)).toThrow(RangeError);
    },
  );

  test('can be an instant', () => {
    expect(toIsoDateTime(new Date(0))).toBe('1970-01-01T00:00:00.000Z');
    expect(toIsoDateTime('2024-05-14T09:30:00+03:00')).toBe('2024-05-14T09:30:00+03:00');
  });

  test.each(['2024-05-14', '2024-05-14T09:30:00', '2023-02-29T09:30:00Z', '2024-05-14T25:00:00Z', 'now'])(
    'is refused if it is not an instant: %j',
    (text) => {
      expect(() => toIsoDateTime(text)).toThrow(RangeError);
    },
  );

  test('is refused if it is an invalid Date', () => {
    expect(() => toIsoDateTime(new Date(Number.NaN))).toThrow(RangeError);
  });
});
