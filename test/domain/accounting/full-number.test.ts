import { expect, test } from 'vitest';
import { fullNumberOf } from '../../../src/domain/accounting/full-number.ts';

test.each([
  ['ABC', '1234', 'ABC 1234'],
  [' ABC ', ' 1234 ', 'ABC 1234'],
  ['ABC', 'ABC1234', 'ABC1234'],
  ['ABC', 'ABC-1234', 'ABC-1234'],
  ['ABC', 'ABCD1', 'ABC ABCD1'],
  ['2024', '2024/7', '2024/7'],
  ['2024', '20247', '2024 20247'],
  ['ABC', 'ABC', 'ABC'],
  [null, '1234', '1234'],
  ['', '1234', '1234'],
  ['ABC', null, null],
  ['ABC', ' ', null],
])('the series %j and the number %j are printed as %j', (series, number, expected) => {
  expect(fullNumberOf({ series, number })).toBe(expected);
});
