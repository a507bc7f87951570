import fc from 'fast-check';
import { expect, test } from 'vitest';
import { signedAmountsOf } from '../../../src/domain/accounting/signed-amounts.ts';
import { add } from '../../../src/domain/values/decimal.ts';

const AMOUNTS = { netAmount: '100', taxAmount: '21', grossAmount: '121' };
const NEGATIVE = { netAmount: '-100', taxAmount: '-21', grossAmount: '-121' };

test.each(['INVOICE', 'DEBIT_NOTE', 'RECEIPT', 'EXPENSE', 'OTHER'] as const)('%s counts as it is given', (kind) => {
  expect(Object.values(signedAmountsOf({ kind, ...AMOUNTS }))).toEqual(['100', '21', '121']);
  expect(Object.values(signedAmountsOf({ kind, ...NEGATIVE }))).toEqual(['-100', '-21', '-121']);
});

test('CREDIT_NOTE counts minus its absolute amount, whichever sign its source writes', () => {
  for (const amounts of [AMOUNTS, NEGATIVE])
    expect(Object.values(signedAmountsOf({ kind: 'CREDIT_NOTE', ...amounts }))).toEqual(['-100', '-21', '-121']);
});

test('an invoice and its credit note add up to zero, exactly', () => {
  const amount = fc.tuple(fc.bigInt({ min: 0n, max: 10n ** 20n }), fc.nat({ max: 99 }));
  fc.assert(
    fc.property(amount, ([whole, cents]) => {
      const grossAmount = `${whole}.${String(cents).padStart(2, '0')}`;
      const of = (kind: 'INVOICE' | 'CREDIT_NOTE') =>
        signedAmountsOf({ kind, netAmount: null, taxAmount: null, grossAmount }).signedGrossAmount ?? '';
      expect(add(of('INVOICE'), of('CREDIT_NOTE'))).toBe('0');
    }),
  );
});

test('an unknown gross amount leaves all three unknown; a missing net or tax amount leaves the gross amount', () => {
  expect(Object.values(signedAmountsOf({ kind: 'INVOICE', ...AMOUNTS, grossAmount: null }))).toEqual([
    null,
    null,
    null,
  ]);
  expect(Object.values(signedAmountsOf({ kind: 'CREDIT_NOTE', ...AMOUNTS, netAmount: null }))).toEqual([
    ...[null, '-21', '-121'],
  ]);
});
