import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LongNumber, parseJson } from '../../src/backends/json/parse-json.ts';
import { decimal } from '../../src/backends/wire.ts';
import { textToDecimal } from '../../src/domain/values/decimal.ts';
import { BackendBadResponse } from '../../src/errors/catalogue.ts';
import { brokenTexts, jsonTexts } from './json-texts.ts';

const ACCOUNT_ID = { source: 'V6', company: 'acme' } as const;
function parse(text: string) {
  return parseJson(text, ACCOUNT_ID);
}

describe('a number of an answer', () => {
  test.each([
    ['0.1', '0.1'],
    ['1e21', '1000000000000000000000'],
    ['-12.50', '-12.5'],
    ['999999999999999', '999999999999999'],
    ['9007199254740993', '9007199254740993'],
    ['-1234567890123456.78', '-1234567890123456.78'],
    ['0.12345678901234567890', '0.1234567890123456789'],
    ['12345678901234567890e-5', '123456789012345.6789'],
    ['12345678901234567890e-0000000005', '123456789012345.6789'],
  ])('keeps its digits: %s is %s', (text, expected) => {
    expect(decimal((parse(`{"amount":${text}}`) as { amount: unknown }).amount)).toBe(expected);
  });

  test('keeps its digits in any place, next to any other value', () => {
    const number = fc.tuple(
      fc.constantFrom('', '-'),
      fc.bigInt({ min: 0n, max: 10n ** 25n }),
      fc.stringMatching(/^\d{0,25}$/),
    );
    const texts = number.map(([sign, whole, fraction]) => `${sign}${whole}${fraction && `.${fraction}`}`);
    const padding = fc.string({ maxLength: 40 });
    fc.assert(
      fc.property(fc.array(fc.tuple(padding, texts), { minLength: 1 }), padding, (parts, key) => {
        const items = parts.map(
          ([text, number]) => `${JSON.stringify(text)},{${JSON.stringify(`k${key}`)}: ${number} }`,
        );
        const parsed = parse(`[${items.join(' , ')}]`) as readonly unknown[];
        parts.forEach(([text, number], index) => {
          expect(parsed[2 * index]).toBe(text);
          const [value] = Object.values(parsed[2 * index + 1] as object);
          expect(decimal(value)).toBe(textToDecimal(number));
        });
      }),
    );
  });

  test('is a number like any other where a number can hold it', () => {
    expect(parse('[1, 12.5, "12345678901234567890", 123456789012345]')).toEqual([
      1,
      12.5,
      '12345678901234567890',
      123456789012345,
    ]);
    expect(parse('[12345678901234567890]')).toEqual([new LongNumber('12345678901234567890')]);
  });
});

describe('a text that is not JSON', () => {
  test.each(['', ' ', '<html>secret</html>', '{"a":', 'undefined', "{'a':1}", '{"a":01}', '[1,]', '\u0000'])(
    'is a bad response, without a word of it: %j',
    (text) => {
      expect(() => parse(text)).toThrow(BackendBadResponse);
      expect(() => parse(text)).toThrow('V6 answered with something that is not JSON');
    },
  );
});

/**
 * The meaning of a text, for comparison: its numbers as exact decimals, and its objects as lists of their members. Undefined if it is
 * not JSON. It keeps the text of every number, which takes several times as long as parseJson.
 */
function meaningOf(text: string): unknown {
  const keepText = (_key: string, value: unknown, context?: { source?: string }): unknown =>
    typeof value === 'number' ? { number: textToDecimal(context?.source ?? '') } : membersOf(value);
  try {
    return JSON.parse(text, keepText);
  } catch {
    return undefined;
  }
}

/** The meaning of a parsed value. */
function parsedMeaning(value: unknown): unknown {
  if (typeof value === 'number' || value instanceof LongNumber) return { number: decimal(value) };
  if (Array.isArray(value)) return value.map(parsedMeaning);
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value).map(([name, member]) => ({ name, member: parsedMeaning(member) }));
}

function membersOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.entries(value).map(([name, member]) => ({ name, member: member as unknown }));
}

test.each([
  ['a JSON text', jsonTexts],
  ['a text that is broken in one place', brokenTexts],
])('%s means the same as if the text of each number were kept', (_, texts) => {
  fc.assert(
    fc.property(texts, (text) => {
      const expected = meaningOf(text);
      if (expected === undefined) expect(() => parse(text)).toThrow(BackendBadResponse);
      else expect(parsedMeaning(parse(text))).toStrictEqual(expected);
    }),
    { numRuns: 2_000 },
  );
});

test('a long text of digits is looked through once', () => {
  const timeOf = (length: number): number => {
    const text = JSON.stringify({ scan: '1'.repeat(length) });
    const start = performance.now();
    parse(text);
    return performance.now() - start;
  };
  // Looking at each run again from every sixteenth digit of it would take many times that.
  expect(timeOf(400_000)).toBeLessThan(1_000);
});
