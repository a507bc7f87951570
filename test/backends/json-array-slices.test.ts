import { expect, test } from 'vitest';
import { jsonArraySlices } from '../../src/backends/json-array-slices.ts';
import { parseLongJson } from '../../src/backends/parse-json.ts';
import { BackendBadResponse } from '../../src/errors/catalogue.ts';

const ORIGIN = { source: 'V6', company: 'acme' } as const;
const slicesOf = (text: string, length = 1) => [...jsonArraySlices(text, length)];

test('an array is cut between its items', () => {
  expect(slicesOf(' [{"a":[1,2]}, "x,]\\"", 3] ')).toEqual(['[{"a":[1,2]}]', '[ "x,]\\""]', '[ 3]']);
  expect(slicesOf('[1,2,3]', 3)).toEqual(['[1,2]', '[3]']);
});

test.each(['[]', '{"a":[1,2]}', '7', '', '[1'])('what has nothing to cut comes out whole: %s', (text) => {
  expect(slicesOf(text)).toEqual([text]);
});

const items = Array.from({ length: 4_000 }, (_, index) => ({
  no: `N${index} "\\ ], [`,
  lines: [{ amount: index / 100, text: 'freight, and more'.repeat(8) }, []],
}));
const LONG = JSON.stringify(items);

test('a long list is parsed to the same, with every digit', async () => {
  expect(LONG.length).toBeGreaterThan(2 ** 19);
  expect(await parseLongJson(LONG, ORIGIN)).toEqual(items);
  const exact = await parseLongJson(`${LONG.slice(0, -1)},12345678901234567890.12]`, ORIGIN);
  expect((exact as unknown[]).at(-1)).toMatchObject({ text: '12345678901234567890.12' });
});

test.each([
  ['a comma too many', `${LONG.slice(0, -1)},]`],
  ['a comma too many in the middle', LONG.replace(',{"no":"N2000', ',,{"no":"N2000')],
  ['two lists', `${LONG},${LONG}`],
  ['a cut end', LONG.slice(0, -10)],
  ['a wrong bracket', LONG.replace('N3000', 'N3000"}')],
])('a long list with %s is not JSON', async (_, text) => {
  await expect(parseLongJson(text, ORIGIN)).rejects.toBeInstanceOf(BackendBadResponse);
});
