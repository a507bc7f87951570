import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { areConsistent } from '../../src/backends/consistent-amounts.ts';
import { ContractDeviations } from '../../src/backends/contract-deviations.ts';
import { DOCUMENT } from '../../src/backends/ivesk/shape.ts';
import { LongNumber } from '../../src/backends/json/parse-json.ts';
import { INVOICE, MATCH } from '../../src/backends/lightyear/shape.ts';

const ACCOUNT_ID = { source: 'IVESK', company: 'acme' } as const;

test.each([
  [0.1, 0.2, 0.3, true],
  [100, 21, 121, true],
  [100, 21, 120.99, false],
  [100, 21, 121.00001, false],
  [-100, -21, -121, true],
  ['100.00', 21, '121', true],
  ['100', '21', '121.01', false],
  [1e21, 1, 1e21, false],
  [new LongNumber('12345678901234567.01'), 0.01, new LongNumber('12345678901234567.02'), true],
  [new LongNumber('12345678901234567.01'), 0.01, new LongNumber('12345678901234567.03'), false],
  [undefined, 21, 120, true],
  ['many', 21, 120, true],
  [Number.POSITIVE_INFINITY, 1, 2, true],
])('%s and %s make %s: %s', (net, tax, gross, expected) => {
  expect(areConsistent(net, tax, gross)).toBe(expected);
});

test('any decimals are added exactly, however many digits they have', () => {
  const units = fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n });
  const digits = fc.integer({ min: 0, max: 12 });
  fc.assert(
    fc.property(units, units, fc.bigInt({ min: -1n, max: 1n }), digits, (net, tax, off, scale) => {
      const numbers = [net, tax, net + tax + off].map((value) => Number(`${value}e-${scale}`));
      expect(areConsistent(...(numbers as [number, number, number]))).toBe(off === 0n);
    }),
  );
});

describe('a set of amounts that does not add up counts once for its document, and is named by its path', () => {
  test.each([
    {
      name: 'Įvesk',
      count: (deviations: ContractDeviations) =>
        DOCUMENT.oddities(
          {
            subtotal: 1,
            vat: 1,
            total: 3,
            lines: [
              { subtotal: 1, vat: 1, total: 2 },
              { subtotal: 1, vat: 1, total: 1 },
            ],
          },
          deviations,
        ),
      paths: ['Document.lines[].total does not add up', 'Document.total does not add up'],
    },
    {
      name: 'Lightyear',
      count: (deviations: ContractDeviations) =>
        INVOICE.oddities({ lineItems: [{ amountExclTax: 1, taxAmount: '1', amountInclTax: 3 }] }, deviations),
      paths: ['Invoice.lineItems[].amountInclTax does not add up'],
    },
    {
      name: 'a match of Lightyear',
      count: (deviations: ContractDeviations) =>
        MATCH.oddities({ lineItem: { amountExclTax: 1, taxAmount: 1, amountInclTax: 3 } }, deviations),
      paths: ['Match.lineItem.amountInclTax does not add up'],
    },
  ])('$name', ({ count, paths }) => {
    const lines: object[] = [];
    const counted: string[] = [];
    const log = { warn: (fields: object) => lines.push(fields) };
    expect(count(new ContractDeviations(ACCOUNT_ID, log, (path) => counted.push(path)))).toBe(paths.length);
    expect(counted).toEqual(paths);
    expect(lines).toEqual(paths.map((path) => ({ ...ACCOUNT_ID, path: path.replace(' does not add up', '') })));
  });
});
