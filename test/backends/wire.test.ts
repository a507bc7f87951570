import { describe, expect, test } from 'vitest';
import { LongNumber } from '../../src/backends/json/parse-json.ts';
import { Unparsed } from '../../src/backends/json/salvage.ts';
import {
  bool,
  countryCode,
  currencyCode,
  date,
  dateInEitherOrder,
  dateTime,
  decimal,
  int,
  key,
  text,
  url,
  wireList,
  wireObject,
} from '../../src/backends/wire.ts';

const long = new LongNumber('12345678901234567890');
/** Values that no reader accepts. */
const ODD = [undefined, null, {}, [], [1], () => 1, Symbol('odd'), Number.NaN];

describe.each(
  Object.entries({ text, key, decimal, int, bool, date, dateInEitherOrder, dateTime, url, countryCode, currencyCode }),
)('%s', (_, read) => {
  test('makes null of everything odd', () => {
    for (const value of ODD) expect(read(value)).toBeNull();
  });
});

test.each([
  [text, 'x', 'x'],
  [text, '', ''],
  [text, 7, '7'],
  [text, long, '12345678901234567890'],
  [text, true, null],
  [key, ' x', ' x'],
  [key, '', null],
  [key, ' \t', null],
  [decimal, 1.5, '1.5'],
  [decimal, '1.50', '1.5'],
  [decimal, '-0', '0'],
  [decimal, long, '12345678901234567890'],
  [decimal, '1,5', null],
  [decimal, '1e3', null],
  [decimal, '', null],
  [int, 30, 30],
  [int, '30', 30],
  [int, 1.5, null],
  [int, 2 ** 31, null],
  [int, '99999999999', null],
  [int, '', null],
  [bool, false, false],
  [bool, 'true', true],
  [bool, 'false', false],
  [bool, 'yes', null],
  [bool, 'TRUE', true],
  [bool, 'False', false],
  [bool, 1, true],
  [bool, 0, false],
  [bool, '1', true],
  [bool, '0', false],
  [bool, 2, null],
  [bool, '', null],
  [bool, long, null],
  [date, '2024-05-14T00:00:00+01:00', '2024-05-14'],
  [date, '2024-02-30', null],
  [dateInEitherOrder, '2024-05-14', '2024-05-14'],
  [dateInEitherOrder, '14-05-2024', '2024-05-14'],
  [dateInEitherOrder, '02-03-2024', '2024-03-02'],
  [dateInEitherOrder, '30-02-2024', null],
  [dateInEitherOrder, '2024-30-02', null],
  [dateInEitherOrder, '5-14-2024', null],
  [dateTime, '2024-05-14T10:00:00Z', '2024-05-14T10:00:00Z'],
  [dateTime, '2024-05-14', null],
  [url, 'https://s3.example/a%2Fb.pdf?sig=1', 'https://s3.example/a%2Fb.pdf?sig=1'],
  [url, 'HTTP://127.0.0.1:9000/x', 'HTTP://127.0.0.1:9000/x'],
  [url, 'javascript:alert(1)', null],
  [url, 'data:text/html,x', null],
  [url, 'ftp://files.example/x', null],
  [url, '/files/x.pdf', null],
  [url, '//files.example/x.pdf', null],
  [url, 'https:x', null],
  [url, 'https://', null],
  [url, ' https://s3.example/x', null],
  [url, '', null],
  [url, 7, null],
  [url, long, null],
  [countryCode, 'lt', 'LT'],
  [countryCode, 'LTU', null],
  [currencyCode, ' eur ', 'EUR'],
  [currencyCode, '€', null],
] as const)('%o reads %j as %j', (read, value, expected) => {
  expect(read(value)).toBe(expected);
});

test('objects are objects, and lists are lists, and nothing else is', () => {
  expect(wireObject({ a: 1 })).toEqual({ a: 1 });
  for (const value of [undefined, null, [], 'x', 1, long, new Unparsed({ a: 1 })])
    expect(wireObject(value)).toBeUndefined();
  expect(wireList([1])).toEqual([1]);
  for (const value of [undefined, null, {}, 'x', { length: 1 }]) expect(wireList(value)).toEqual([]);
});
