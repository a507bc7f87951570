import fc from 'fast-check';

const blank = fc.stringMatching(/^[ \t\n\r]{0,2}$/);
const digits = fc.stringMatching(/^\d{1,22}$/);
const wholes = digits.map((text) => text.replace(/^0+(?=\d)/, ''));
const exponents = fc.tuple(fc.constantFrom('e', 'E'), fc.constantFrom('', '+', '-'), fc.stringMatching(/^0{0,16}\d$/));
/** The exponent of a number that may be infinite, or zero. */
const BEYOND_DOUBLES = /e[+-]?0*[1-9]\d\d/i;

/** Numbers as JSON may write them, with few digits and with more than a double keeps. */
const numbers = fc
  .tuple(fc.constantFrom('', '-'), wholes, fc.option(digits), fc.option(exponents))
  .map(([sign, whole, fraction, exponent]) => {
    const point = fraction === null ? '' : `.${fraction}`;
    return `${sign}${whole}${point}${exponent?.join('') ?? ''}`;
  });

/** Strings that look like numbers, and strings with escapes. */
const strings = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }).map((text) => JSON.stringify(text)),
  fc.stringMatching(/^[ "a-zA-Z:,[{-]{0,2}[\d.]{12,20}$/).map((text) => JSON.stringify(text)),
  fc.constantFrom('"\\u0031234567890123456"', '"\\\\"', '"\\"1234567890123456"'),
);
/** Few names, so that some objects have one twice. */
const names = fc.constantFrom(
  '"a"',
  '"b"',
  '"__proto__"',
  '"constructor"',
  '"toJSON"',
  '"1"',
  '"1234567890123456"',
  '""',
);

/** JSON texts of any form: any nesting, blanks anywhere, the same name twice. */
export const jsonTexts: fc.Arbitrary<string> = fc.letrec<{ value: string; list: string; object: string }>((tie) => ({
  value: fc
    .tuple(
      blank,
      fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        fc.oneof(numbers, strings, fc.constantFrom('true', 'false', 'null', '-0', '0.10', '1e2')),
        tie('list'),
        tie('object'),
      ),
      blank,
    )
    .map((parts) => parts.join('')),
  list: fc.array(tie('value'), { maxLength: 5 }).map((items) => `[${items.join(',')}]`),
  object: fc
    .array(fc.tuple(names, tie('value')), { maxLength: 5 })
    .map((members) => `{${members.map((member) => member.join(':')).join(',')}}`),
})).value;

/** The same with one character lost, added or changed, so that most of them are not JSON. */
export const brokenTexts: fc.Arbitrary<string> = fc
  .tuple(jsonTexts, fc.nat(), fc.nat(1), fc.constantFrom('', ...'"{}[],:09.eE-+ \\x\n'))
  .map(([text, place, removed, added]) => {
    const at = place % (text.length + 1);
    return text.slice(0, at) + added + text.slice(at + removed);
  })
  .filter((text) => !BEYOND_DOUBLES.test(text));
