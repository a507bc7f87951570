import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { parse } from 'graphql';
import { expect, test } from 'vitest';
import { documentSize } from '../../../src/server/graphql/documents/document-size.ts';
import { sizeOfJson } from '../../../src/server/live/size-of-json.ts';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

const COPIES = 50;

/** The growth of the heap for each of several values. */
function heapOf(make: (index: number) => unknown): number {
  collect();
  const before = process.memoryUsage().heapUsed;
  const kept = Array.from({ length: COPIES }, (_, index) => make(index));
  collect();
  return (process.memoryUsage().heapUsed - before) / kept.length;
}

function many(text: string, count = 5_000): string {
  return Array.from({ length: count }, () => text).join();
}

function numbered(text: (number: number) => string): string {
  return Array.from({ length: 5_000 }, (_, index) => text(index)).join();
}

test.each<readonly [string, (index: number) => string]>([
  ['empty lists', () => `[${many('[]')}]`],
  ['empty objects', () => `[${many('{}')}]`],
  ['numbers', () => `[${many('1.5,"a"')}]`],
  ['objects of one shape', () => `[${many('{"a":{"b":1},"c":[1]}')}]`],
  ['objects of many shapes', (index) => `[${numbered((number) => `{"k${index}_${number}":1}`)}]`],
  ['one object with many names', (index) => `{${numbered((number) => `"k${index}_${number}":1`)}}`],
  ['texts', (index) => `[${numbered((number) => `"text ${index} ${number}"`)}]`],
  ['a text beyond Latin-1', () => JSON.stringify(`ž${'x'.repeat(100_000)}`)],
])('variables with %s take no more memory than is counted for them, and no less than a sixth', (_, json) => {
  const counted = sizeOfJson(JSON.parse(json(0)));
  const real = heapOf((index) => JSON.parse(json(index)) as unknown);
  expect(counted).toBeGreaterThan(0.98 * real);
  expect(counted).toBeLessThan(6 * real);
});

test.each([
  ['short fields', (index: number) => `query Q${index} { ${'a '.repeat(1_000)}}`],
  ['arguments', (index: number) => `query Q${index} { ${'f(a:1)'.repeat(500)} }`],
  ['a long list', (index: number) => `query Q${index} { f(a:[${'1 '.repeat(2_000)}]) }`],
  ['long names', (index: number) => `query Q${index} { ${'aFieldWithALongName '.repeat(500)} }`],
])('a parsed text of %s takes no more memory than is counted for it, and no less than a third', (_, query) => {
  const counted = documentSize(parse(query(0)), query(0));
  const real = heapOf((index) => parse(query(index)));
  expect(counted).toBeGreaterThan(0.98 * real);
  expect(counted).toBeLessThan(3 * real);
});

test('deeply nested variables are refused without a walk to their end', () => {
  const nested = (levels: number): unknown => JSON.parse('['.repeat(levels) + ']'.repeat(levels));
  expect(sizeOfJson(nested(200))).toBeGreaterThan(0);
  expect(() => sizeOfJson(nested(100_000))).toThrow('nested more than 200 levels deep');
});
