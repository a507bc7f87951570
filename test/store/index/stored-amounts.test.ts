import fc from 'fast-check';
import { expect, test } from 'vitest';
import { add, type Decimal, subtract, textToDecimal } from '../../../src/domain/values/decimal.ts';
import {
  HIGH_PART,
  type SummedColumns,
  sortableAmount,
  toAmountColumns,
  toSums,
} from '../../../src/store/index/prepare/stored-amounts.ts';

function digits(maxLength: number) {
  return fc.array(fc.integer({ min: 0, max: 9 }), { maxLength }).map((some) => some.join(''));
}
const amount: fc.Arbitrary<Decimal> = fc
  .tuple(fc.boolean(), digits(30), digits(20))
  .map(([isNegative, whole, fraction]) => textToDecimal(`${isNegative ? '-' : ''}0${whole}.0${fraction}`) ?? '0');

test('the order of sortable amounts is the order of the amounts', () => {
  fc.assert(
    fc.property(amount, amount, (a, b) => {
      const difference = subtract(a, b);
      const order = difference === '0' ? 0 : difference.startsWith('-') ? -1 : 1;
      expect(Math.sign(Buffer.compare(Buffer.from(sortableAmount(a)), Buffer.from(sortableAmount(b))))).toBe(order);
    }),
    { numRuns: 2_000 },
  );
});

test('amounts of any size and scale are sorted', () => {
  const sorted = [
    ...[
      `-1${'0'.repeat(390)}`,
      '-100',
      '-99.9',
      '-12.05',
      '-12',
      '-1.2',
      '-1',
      '-0.5',
      '-0.05',
      '-0.049',
      `-0.${'0'.repeat(390)}1`,
    ],
    ...[
      '0',
      `0.${'0'.repeat(390)}1`,
      '0.049',
      '0.05',
      '0.5',
      '1',
      '1.2',
      '12',
      '12.05',
      '99.9',
      '100',
      `1${'0'.repeat(390)}`,
    ],
  ];
  expect(sorted.toReversed().sort((a, b) => (sortableAmount(a) < sortableAmount(b) ? -1 : 1))).toEqual(sorted);
});

test.each(['0', '-0', '0.00', '00'])('%s is zero', (zero) => {
  expect(sortableAmount(zero)).toBe(sortableAmount('0'));
});

test('sums of the columns are exact', () => {
  const row = fc.record({ net: fc.option(amount), tax: fc.option(amount), gross: fc.option(amount) });
  const usual = fc.integer().map((units) => textToDecimal(`${units}e-2`) ?? '0');
  const usualRow = fc.record({ net: usual, tax: usual, gross: usual });
  fc.assert(
    fc.property(fc.array(fc.oneof(row, usualRow), { maxLength: 20 }), (rows) => {
      const total = (field: 'net' | 'tax' | 'gross') => rows.reduce((all, one) => add(all, one[field] ?? '0'), '0');
      expect(toSums(summed(rows.map(toAmountColumns)))).toEqual({
        net: total('net'),
        tax: total('tax'),
        gross: total('gross'),
      });
    }),
  );
});

test('usual amounts are integers, and all others texts', () => {
  expect(toAmountColumns({ net: '12.345678', tax: null, gross: '-0.000001' })).toEqual({
    ...{ net_units: 12_345_678, tax_units: null, gross_units: -1, odd_amounts: null },
  });
  expect(toAmountColumns({ net: '9007199254.740991', tax: '0', gross: '0' }).net_units).toBe(Number.MAX_SAFE_INTEGER);
  expect(toAmountColumns({ net: '1', tax: null, gross: '9007199254.740992' })).toEqual({
    ...{ net_units: null, tax_units: null, gross_units: null, odd_amounts: '1,,9007199254.740992' },
  });
  expect(toAmountColumns({ net: '0.0000001', tax: '1', gross: '2' }).odd_amounts).toBe('0.0000001,1,2');
});

/** As the databases add columns up. */
function summed(rows: readonly ReturnType<typeof toAmountColumns>[]): SummedColumns {
  const part = (name: 'net_units' | 'tax_units' | 'gross_units', of: (units: bigint) => bigint) =>
    String(rows.reduce((total, row) => total + of(BigInt(row[name] ?? 0)), 0n));
  const high = (units: bigint) => units / BigInt(HIGH_PART);
  const low = (units: bigint) => units % BigInt(HIGH_PART);
  const odd = rows.flatMap(({ odd_amounts }) => odd_amounts ?? []);
  return {
    ...{ net_high: part('net_units', high), net_low: part('net_units', low) },
    ...{ tax_high: part('tax_units', high), tax_low: part('tax_units', low) },
    ...{ gross_high: part('gross_units', high), gross_low: part('gross_units', low) },
    odd: odd.length === 0 ? null : odd.join(';'),
  };
}
