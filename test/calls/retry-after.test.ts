import { expect, test } from 'vitest';
import { retryAfterMs } from '../../src/calls/policies/retry-after.ts';

const NOW = Date.UTC(2025, 0, 1);

test.each([
  ['0', 0],
  ['120', 120_000],
  [' 7 ', 7_000],
  ['Wed, 01 Jan 2025 00:00:30 GMT', 30_000],
  ['Tue, 31 Dec 2024 23:59:59 GMT', 0],
  ['Wednesday, 01-Jan-25 00:00:30 GMT', 30_000],
  ['Tuesday, 31-Dec-24 23:59:59 GMT', 0],
  ['Friday, 31-Dec-99 23:59:59 GMT', 0],
  ['Wed Jan  1 00:00:30 2025', 30_000],
  ['Wed Jan 01 00:00:30 2025', 30_000],
  ['Wed, 01 Jan 2025 00:00:60 GMT', 60_000],
  ['-1', 0],
  ['+5', 5_000],
  ['9'.repeat(400), 3_600_000],
  [`-${'9'.repeat(400)}`, 0],
  ['Fri, 31 Dec 9999 23:59:59 GMT', 3_600_000],
  ['Tuesday, 01-Jan-75 00:00:00 GMT', 3_600_000],
])('%j asks to wait %i ms', (value, expected) => {
  expect(retryAfterMs({ 'retry-after': value }, NOW)).toBe(expected);
});

test.each([
  ...['', '-', '1.5', '0x10', 'soon', '2025-01-01', 'Wed, 99 Jan 2025 00:00:30 GMT', 'Sun, 30 Feb 2025 00:00:30 GMT'],
  ...[
    'Wed, 01 Jan 2025 25:00:30 GMT',
    'Wed, 01 Jan 2025 00:00:30',
    'Wed Jan 1 00:00:30 2025',
    '01 Jan 2025 00:00:30 GMT',
  ],
])('the Retry-After %j is ignored', (value) => {
  expect(retryAfterMs({ 'retry-after': value }, NOW)).toBeUndefined();
});

test('the longest wait counts if there are several Retry-After headers', () => {
  expect(retryAfterMs({ 'retry-after': ['60', '120'] }, NOW)).toBe(120_000);
  expect(retryAfterMs({ 'retry-after': ['soon', 'Wed, 01 Jan 2025 00:00:30 GMT'] }, NOW)).toBe(30_000);
  expect(retryAfterMs({ 'retry-after': '60, 120' }, NOW)).toBe(120_000);
  expect(retryAfterMs({ 'retry-after': ['soon'] }, NOW)).toBeUndefined();
});

test('a missing Retry-After is ignored', () => {
  expect(retryAfterMs({}, NOW)).toBeUndefined();
});

test('a Retry-After date is compared with the clock of the source', () => {
  const headers = { date: 'Wed, 01 Jan 2025 12:00:00 GMT', 'retry-after': 'Wed, 01 Jan 2025 12:00:02 GMT' };
  expect(retryAfterMs(headers, NOW)).toBe(2_000);
});
