import { array, assert, constantFrom, nat, property } from 'fast-check';
import { parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import { isNestedDeeper } from '../../../src/server/graphql/documents/nesting.ts';

const MAX = 10;
function open(levels: number) {
  return '{a'.repeat(levels);
}

describe('isNestedDeeper', () => {
  test('counts brackets that are open at once', () => {
    expect(isNestedDeeper(open(MAX), MAX)).toBe(false);
    expect(isNestedDeeper(open(MAX + 1), MAX)).toBe(true);
    expect(isNestedDeeper('{a}'.repeat(1_000), MAX)).toBe(false);
  });

  test('counts brackets of any kind together', () => {
    expect(isNestedDeeper('{[('.repeat(3), MAX)).toBe(false);
    expect(isNestedDeeper('{[('.repeat(4), MAX)).toBe(true);
    expect(isNestedDeeper('{[()]}'.repeat(100), MAX)).toBe(false);
  });

  test.each([
    ['a string', '"}}}}}}}}"'],
    ['a string with a quote in it', '"}}}}\\"}}}}"'],
    ['a string that ends in a backslash', '"}}}}}}}}\\\\"'],
    ['a block string', '"""}}}}}}}}"""'],
    ['a block string with quotes in it', '"""}}"}}""}}\\"""}}"""'],
    ['a block string of several lines', '"""}}}}\n}}}}\n"""'],
    ['an empty string', '""'],
    ['an empty block string', '""""""'],
    ['a comment', '# }}}}}}}}\n'],
    ['a comment of an old Mac', '# }}}}}}}}\r'],
    ['a comment with a quote', '# " }}}}}}}}\n'],
    ['a string with a comment', '"# }}}}}}}}"'],
  ])('ignores closing brackets in %s', (_what, text) => {
    const [before, after] = [open(MAX), open(1)];
    expect(isNestedDeeper(`${before}${text}`, MAX)).toBe(false);
    expect(isNestedDeeper(`${before}${text}${after}`, MAX)).toBe(true);
  });

  test.each([
    ['a string', '"{{{{{{{{{{{{"'],
    ['a block string', '"""{{{{{{{{{{{{"""'],
    ['a comment', '# {{{{{{{{{{{{\n'],
  ])('ignores opening brackets in %s', (_what, text) => {
    expect(isNestedDeeper(`{a(b: ${text}\n)}`, MAX)).toBe(false);
  });

  test('continues after a string that does not end on its line, which the parser refuses', () => {
    expect(isNestedDeeper(`"\n${open(MAX + 1)}`, MAX)).toBe(true);
    expect(isNestedDeeper(`"""${open(MAX + 1)}`, MAX)).toBe(false);
    expect(() => parse(`"\n${open(MAX + 1)}`)).toThrow('Unterminated string');
  });

  test('finds as many levels as the parser, whatever strings and comments are in between', () => {
    const values = constantFrom(
      ...[
        '"}"',
        '"[[["',
        '"\\""',
        '"\\\\"',
        '""',
        '"""}"""',
        '"""\\"""}]"""',
        '"""\\\\"""}"""',
        '# }"\n',
        '#"""\r',
        '1',
        'A',
      ],
    );
    assert(
      property(nat(8), array(values), array(values), (levels, before, after) => {
        const inner = [...before, '['.repeat(levels), ...after, ']'.repeat(levels), ...before].join(' ');
        const text = `{a(b:[${inner}])}`;
        expect(isNestedDeeper(text, 6)).toBe(deepestIn(text) > 6);
      }),
      { numRuns: 2_000 },
    );
  });
});

/** The depth of a text's brackets according to graphql-js's lexer. */
function deepestIn(text: string): number {
  let [level, deepest] = [0, 0];
  let token = parse(text).loc?.startToken ?? null;
  for (; token !== null; token = token.next) {
    if (['{', '[', '('].includes(token.kind)) level += 1;
    if (['}', ']', ')'].includes(token.kind)) level -= 1;
    deepest = Math.max(deepest, level);
  }
  return deepest;
}
