import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  add,
  isDecimal,
  minusAbsolute,
  numberToDecimal,
  subtract,
  textToDecimal,
} from '../../src/domain/values/decimal.ts';

/** A decimal in the one form that the module gives: no needless zeros, no sign on zero. */
const decimals = fc
  .tuple(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), fc.nat({ max: 12 }))
  .map(([units, scale]) => fromUnits(units, scale));

function fromUnits(units: bigint, scale: number): string {
  const digits = String(units < 0n ? -units : units).padStart(scale + 1, '0');
  const [whole, fraction] = [digits.slice(0, digits.length - scale), digits.slice(digits.length - scale)];
  const rest = fraction.replace(/0+$/, '');
  return `${units < 0n ? '-' : ''}${whole}${rest && `.${rest}`}`;
}

describe('a sum', () => {
  test.each([
    ['0.1', '0.2', '0.3'],
    ['1000000000000000000000', '0.01', '1000000000000000000000.01'],
    ['999999999999999.99', '0.01', '1000000000000000'],
    ['-5', '5', '0'],
    ['-0.5', '0.25', '-0.25'],
    ['0', '-0.07', '-0.07'],
    ['1.50', '1.50', '3'],
  ])('%s + %s = %s', (a, b, expected) => {
    expect(add(a, b)).toBe(expected);
  });

  test('is what subtraction takes back', () => {
    fc.assert(fc.property(decimals, decimals, (a, b) => subtract(add(a, b), b) === a));
  });

  test('does not depend on the order', () => {
    fc.assert(
      fc.property(decimals, decimals, decimals, (a, b, c) => {
        expect(add(a, b)).toBe(add(b, a));
        expect(add(add(a, b), c)).toBe(add(a, add(b, c)));
      }),
    );
  });

  test('is a decimal again', () => {
    fc.assert(fc.property(decimals, decimals, (a, b) => isDecimal(add(a, b)) && isDecimal(subtract(a, b))));
  });
});

test('minus the absolute value is never above zero, and keeps all digits', () => {
  expect(['12.5', '-12.5', '0', '0.00', '-0.07', '1000000000000000000000.01'].map(minusAbsolute)).toEqual([
    ...['-12.5', '-12.5', '0', '0.00', '-0.07', '-1000000000000000000000.01'],
  ]);
});

describe('a JSON number', () => {
  test.each([
    [0.1 + 0.2, '0.30000000000000004'],
    [0.3, '0.3'],
    [1e21, '1000000000000000000000'],
    [-1.5e21, '-1500000000000000000000'],
    [1e-7, '0.0000001'],
    [-1.25e-9, '-0.00000000125'],
    [123456789012345, '123456789012345'],
    [1234567890123.45, '1234567890123.45'],
    [-0, '0'],
    [100, '100'],
  ])('%d is the decimal %s', (value, expected) => {
    expect(numberToDecimal(value)).toBe(expected);
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])('%d is not a decimal', (value) => {
    expect(numberToDecimal(value)).toBeNull();
  });

  test('becomes a decimal without an exponent that stands for the same number, however large or small', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const decimal = numberToDecimal(value) ?? '';
        expect(isDecimal(decimal)).toBe(true);
        // Zero has one sign here.
        expect(Number(decimal)).toBe(value === 0 ? 0 : value);
      }),
    );
  });
});

describe("a number's own text", () => {
  test.each([
    ['1e21', '1000000000000000000000'],
    ['1E+2', '100'],
    ['12.50e1', '125'],
    ['12.5e-3', '0.0125'],
    ['-1.0', '-1'],
    ['-0.00', '0'],
    ['0e9', '0'],
    ['12345678901234567890.123456789', '12345678901234567890.123456789'],
    ['0007', '7'],
  ])('%s is the decimal %s', (text, expected) => {
    expect(textToDecimal(text)).toBe(expected);
  });

  test.each(['', '-', '.5', '5.', '1e', '1,5', '+1', '0x10', ' 1', '1 ', 'NaN', '--1', '1e5e5', '١'])(
    '%j is not a decimal',
    (text) => {
      expect(textToDecimal(text)).toBeNull();
    },
  );

  test.each(['1e9999', '1e-9999', '1e400', '1'.repeat(401), `0.${'1'.repeat(400)}`])(
    'with too many digits is null: %.12s',
    (text) => {
      expect(textToDecimal(text)).toBeNull();
    },
  );

  test('is kept digit by digit', () => {
    fc.assert(fc.property(decimals, (decimal) => textToDecimal(decimal) === decimal));
  });

  test('means the same with an exponent', () => {
    fc.assert(
      fc.property(decimals, fc.integer({ min: 0, max: 40 }), (decimal, shift) => {
        const [whole = '', fraction = ''] = decimal.split('.');
        const moved = `${whole}${fraction.padEnd(shift, '0').slice(0, shift)}.${fraction.slice(shift)}0e-${shift}`;
        expect(textToDecimal(moved)).toBe(decimal);
      }),
    );
  });
});
