import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addsUp, completeAmounts, sum } from '../../src/domain/values/amounts.ts';
import { add } from '../../src/domain/values/decimal.ts';

const amounts = fc.integer({ min: -1e9, max: 1e9 }).map((cents) => (cents / 100).toFixed(2));

test('net and tax give gross, gross and tax net, gross and net tax', () => {
  expect(completeAmounts('0.1', '0.2', null)).toEqual({ netAmount: '0.1', taxAmount: '0.2', grossAmount: '0.3' });
  expect(completeAmounts(null, '0.91', '10')).toEqual({ netAmount: '9.09', taxAmount: '0.91', grossAmount: '10' });
  expect(completeAmounts('100', null, '121')).toEqual({ netAmount: '100', taxAmount: '21', grossAmount: '121' });
});

test('whichever two are known, net and tax make gross', () => {
  fc.assert(
    fc.property(amounts, amounts, fc.constantFrom(0, 1, 2), (first, second, unknown) => {
      const given = [first, second];
      const [net, tax, gross] = [0, 1, 2].map((index) => (index === unknown ? null : (given.shift() ?? null)));
      const { netAmount, taxAmount, grossAmount } = completeAmounts(net ?? null, tax ?? null, gross ?? null);
      expect(add(netAmount ?? '', taxAmount ?? '')).toBe(add(grossAmount ?? '', '0'));
    }),
  );
});

test('given amounts stay as they are, even if they do not add up', () => {
  expect(completeAmounts('1', '2', '4')).toEqual({ netAmount: '1', taxAmount: '2', grossAmount: '4' });
});

test('amounts add up if net and tax are exactly gross, and if one of them is not known', () => {
  expect(addsUp(completeAmounts('0.1', '0.2', '0.3'))).toBe(true);
  expect(addsUp(completeAmounts('1', '2', '3.00'))).toBe(true);
  expect(addsUp(completeAmounts('1', '2', '3.01'))).toBe(false);
  expect(addsUp(completeAmounts('1', null, null))).toBe(true);
});

test('one amount alone does not give the others', () => {
  expect(completeAmounts('100', null, null)).toEqual({ netAmount: '100', taxAmount: null, grossAmount: null });
  expect(completeAmounts(null, null, null)).toEqual({ netAmount: null, taxAmount: null, grossAmount: null });
});

test('a sum that misses a value is not known', () => {
  expect(sum(['0.1', '0.2', '0.3'])).toBe('0.6');
  expect(sum(['0.1', null])).toBeNull();
  expect(sum([])).toBe('0');
});
