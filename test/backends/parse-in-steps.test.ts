import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseInSteps } from '../../src/backends/json/parse-in-steps.ts';
import { parseLongJson } from '../../src/backends/json/parse-json.ts';
import { BackendBadResponse } from '../../src/errors/catalogue.ts';

const ACCOUNT_ID = { source: 'V6', company: 'acme' } as const;
const { signal } = new AbortController();

/** Parses with steps of some characters; also gives the parts that were parsed at once. */
function parse(text: string, stepLength: number) {
  const parts: string[] = [];
  const steps = parseInSteps(text, stepLength, (part) => {
    parts.push(part);
    return JSON.parse(part) as unknown;
  });
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return { value, parts };
  }
}

/** The results of JSON.parse and of the steps for a text: a value, or an error. */
function outcome(work: () => unknown): unknown {
  try {
    return { value: work() };
  } catch (error) {
    if (error instanceof SyntaxError) return 'not JSON';
    throw error;
  }
}

test('an answer that is longer than a step is parsed in parts, wherever they stand', () => {
  expect(parse(' {"lines": [{"a":[1,2]}, "x,]\\"", 1, 2,3], "n": 3 } ', 12)).toEqual({
    value: { lines: [{ a: [1, 2] }, 'x,]"', 1, 2, 3], n: 3 },
    parts: ['"lines"', '[{"a":[1,2]}]', '["x,]\\"", 1]', '[2,3]', '"n"', '3'],
  });
  expect(parse('[1,2]', 100).parts).toEqual(['[1,2]']);
});

test('any JSON is parsed to the same in steps of any length', () => {
  fc.assert(
    fc.property(
      fc.json({ maxDepth: 6 }),
      fc.integer({ min: 4, max: 40 }),
      fc.constantFrom(0, 2),
      (text, length, indent) => {
        const written = JSON.stringify(JSON.parse(text), null, indent);
        expect(parse(written, length).value).toEqual(JSON.parse(written));
      },
    ),
  );
});

/** True for JSON in which an object has a name twice. */
function repeatsName(text: string): boolean {
  let kept = 0;
  const given = text.replaceAll(/"(?:[^"\\]|\\.)*"/gs, '').split(':').length - 1;
  try {
    JSON.parse(text, (_name, value: unknown) => {
      if (typeof value === 'object' && value !== null && !Array.isArray(value)) kept += Object.keys(value).length;
      return value;
    });
  } catch {
    return false;
  }
  return kept < given;
}

test('a name that comes twice in an object is not JSON, if the object is longer than a step', () => {
  for (const text of [
    '{"a": 1, "b": 2, "a": 3}',
    '[{"a": [1, 2, 3], "\\u0061": 4}]',
    '{"__proto__": 1, "__proto__": 2}',
  ])
    expect(() => parse(text, 10)).toThrow(SyntaxError);
});

test('a text that is broken in one place is what JSON.parse says of it', () => {
  const characters = fc.constantFrom(...'{}[],:"\\ 1-.eztnul\n');
  fc.assert(
    fc.property(
      fc.json({ maxDepth: 4 }),
      fc.nat(),
      characters,
      fc.integer({ min: 4, max: 20 }),
      (text, at, character, length) => {
        const place = at % (text.length + 1);
        for (const broken of [
          text.slice(0, place) + character + text.slice(place),
          text.slice(0, place) + text.slice(place + 1),
          text.slice(0, place),
        ])
          if (!repeatsName(broken))
            expect(outcome(() => parse(broken, length).value)).toEqual(outcome(() => JSON.parse(broken) as unknown));
      },
    ),
    { numRuns: 500 },
  );
});

test('a name that objects have anyway is a property like any other', () => {
  const text = '{"__proto__": {"isAdmin": true}, "a": 1}';
  const { value } = parse(text, 10);
  expect(Object.keys(value as object)).toEqual(['__proto__', 'a']);
  expect((value as { isAdmin?: boolean }).isAdmin).toBeUndefined();
});

test.each([
  ['nesting', (length: number) => '['.repeat(length) + ']'.repeat(length)],
  ['a string', (length: number) => `["${'\\"'.repeat(length)}"]`],
  ['a string far below', (length: number) => `${'['.repeat(7)}"${'\\"'.repeat(length)}"${']'.repeat(7)}`],
  ['a name', (length: number) => `{"${'a'.repeat(length)}": 1}`],
])('%s without end is refused, before much of it is read', (_, textOf) => {
  expect(outcome(() => parse(textOf(500_000), 1_000).value)).toBe('not JSON');
});

test('a list of many short items takes a few steps', () => {
  const text = JSON.stringify(Array.from({ length: 100_000 }, (_, index) => index % 10));
  const { value, parts } = parse(text, 2 ** 16);
  expect(value).toHaveLength(100_000);
  expect(parts.length).toBeLessThan(10);
});

const items = Array.from({ length: 4_000 }, (_, index) => ({
  no: `N${index} "\\ ], [`,
  lines: [{ amount: index / 100, text: 'freight, and more'.repeat(8) }, []],
}));
const LONG = JSON.stringify(items);

test('a long list is parsed to the same, with every digit', async () => {
  expect(LONG.length).toBeGreaterThan(2 ** 19);
  expect(await parseLongJson(LONG, ACCOUNT_ID, signal)).toEqual(items);
  const exact = await parseLongJson(`${LONG.slice(0, -1)},12345678901234567890.12]`, ACCOUNT_ID, signal);
  expect((exact as unknown[]).at(-1)).toMatchObject({ text: '12345678901234567890.12' });
});

test.each([
  ['a comma too many', `${LONG.slice(0, -1)},]`],
  ['a comma too many in the middle', LONG.replace(',{"no":"N2000', ',,{"no":"N2000')],
  ['two lists', `${LONG},${LONG}`],
  ['a cut end', LONG.slice(0, -10)],
  ['a wrong bracket', LONG.replace('N3000', 'N3000"}')],
])('a long list with %s is not JSON', async (_, text) => {
  await expect(parseLongJson(text, ACCOUNT_ID, signal)).rejects.toBeInstanceOf(BackendBadResponse);
});
