import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addsUp, completeAmounts, sum } from '../../src/domain/values/amounts.ts';
import { add } from '../../src/domain/values/decimal.ts';

const amounts = fc.integer({ min: -1e9, max: 1e9 }).map((cents) => (cents / 100).toFixed(2));

test('net and tax give gross, gross and tax net, gross and net tax', () => {
  expect(completeAmounts({ net: '0.1', tax: '0.2' })).toEqual({
    netAmount: '0.1',
    taxAmount: '0.2',
    grossAmount: '0.3',
  });
  expect(completeAmounts({ tax: '0.91', gross: '10' })).toEqual({
    netAmount: '9.09',
    taxAmount: '0.91',
    grossAmount: '10',
  });
  expect(completeAmounts({ net: '100', gross: '121' })).toEqual({
    netAmount: '100',
    taxAmount: '21',
    grossAmount: '121',
  });
});

test('whichever two are known, net and tax make gross', () => {
  fc.assert(
    fc.property(amounts, amounts, fc.constantFrom(0, 1, 2), (first, second, unknown) => {
      const given = [first, second];
      const [net, tax, gross] = [0, 1, 2].map((index) => (index === unknown ? undefined : given.shift()));
      const { netAmount, taxAmount, grossAmount } = completeAmounts({ net, tax, gross });
      expect(add(netAmount ?? '', taxAmount ?? '')).toBe(add(grossAmount ?? '', '0'));
    }),
  );
});

test('given amounts stay as they are, even if they do not add up', () => {
  expect(completeAmounts({ net: '1', tax: '2', gross: '4' })).toEqual({
    netAmount: '1',
    taxAmount: '2',
    grossAmount: '4',
  });
});

test('amounts add up if net and tax are exactly gross, and if one of them is not known', () => {
  expect(addsUp(completeAmounts({ net: '0.1', tax: '0.2', gross: '0.3' }))).toBe(true);
  expect(addsUp(completeAmounts({ net: '1', tax: '2', gross: '3.00' }))).toBe(true);
  expect(addsUp(completeAmounts({ net: '1', tax: '2', gross: '3.01' }))).toBe(false);
  expect(addsUp(completeAmounts({ net: '1' }))).toBe(true);
});

test('an amount that cannot be read stays unknown, and gives no other', () => {
  expect(completeAmounts({ net: '100', tax: '20', gross: null })).toEqual({
    ...{ netAmount: '100', taxAmount: '20', grossAmount: null },
  });
  expect(completeAmounts({ net: '100', tax: null })).toEqual({ netAmount: '100', taxAmount: null, grossAmount: null });
});

test('one amount alone does not give the others', () => {
  expect(completeAmounts({ net: '100' })).toEqual({ netAmount: '100', taxAmount: null, grossAmount: null });
  expect(completeAmounts({})).toEqual({ netAmount: null, taxAmount: null, grossAmount: null });
});

test('a sum that misses a value is not known', () => {
  expect(sum(['0.1', '0.2', '0.3'])).toBe('0.6');
  expect(sum(['0.1', null])).toBeNull();
  expect(sum([])).toBe('0');
});
