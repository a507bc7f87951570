import { expect, test } from 'vitest';
import { readSources } from './source-imports.ts';

/** A constant at the top of a module that holds an arrow function and has no type of its own. */
const ARROW_CONSTANT = /^(?:export )?const (\w+) = (?:async )?(?:<[^=]*>)?\([^=]*\)(?:: [^=]+)? =>/gm;

test('functions at the top of a module are declared with `function`', () => {
  const constants = readSources().flatMap(({ path, text }) =>
    [...text.matchAll(ARROW_CONSTANT)].map(([, name]) => `${path}: ${name}`),
  );
  expect(constants).toEqual([]);
});

test('an arrow function in a constant is found, and a typed value or a function is not', () => {
  const text = [
    'export const a = (b: string): string => b;',
    'const c = async <T>(d: T) => d;',
    'const e: Send = (request) => request;',
    'export function f() {}',
    'const g = [1].map((h) => h);',
  ].join('\n');
  expect([...text.matchAll(ARROW_CONSTANT)].map(([, name]) => name)).toEqual(['a', 'c']);
});
