import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LongNumber, parseLongPage } from '../../src/backends/json/parse-json.ts';
import { salvagePage, Unparsed } from '../../src/backends/json/salvage.ts';
import { BackendBadResponse } from '../../src/errors/catalogue.ts';

const ACCOUNT_ID = { source: 'IVESK', company: 'acme' } as const;
const { signal } = new AbortController();

function salvage(text: string, stepLength = 16): unknown {
  const steps = salvagePage(text, stepLength, (part) => JSON.parse(part) as unknown);
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
  }
}

function page(text: string): Promise<unknown> {
  return parseLongPage(text, ACCOUNT_ID, signal);
}

test('an item of a list that is not JSON is replaced, with the members that can be read', () => {
  expect(
    salvage('{"next": "a", "documents": [{"id": "1"}, {"id": "2", "lines": [{"total": NaN}], "n": 3}, word, 7]}'),
  ).toEqual({
    next: 'a',
    documents: [{ id: '1' }, new Unparsed({ id: '2', n: 3 }), new Unparsed({}), 7],
  });
  expect(salvage('[1, [2, -Infinity], "\\x41", {"id": 1, "a" 2}, "]"]')).toEqual([
    ...[1, new Unparsed({}), new Unparsed({}), new Unparsed({ id: 1 })],
    ']',
  ]);
});

test.each([
  ...['', 'word', '{"documents": [1, NaN', '{"documents": [1, {"a": NaN]}', '{"documents": [NaN]} []'],
  ...['{"documents": [NaN], "next": NaN}', '{"documents": [NaN], next: 1}', '{"documents": NaN}', '["a]'],
  ...['[{"a": 1} {"a": NaN}]', '[NaN}', `[${'['.repeat(1_000)}NaN${']'.repeat(1_000)}]`],
])('a text whose own structure is broken is not a page: %j', (text) => {
  expect(() => salvage(text)).toThrow(SyntaxError);
});

test('any JSON is read to the same', () => {
  fc.assert(
    fc.property(fc.oneof(fc.array(fc.jsonValue()), fc.dictionary(fc.string(), fc.jsonValue())), (value) => {
      const text = JSON.stringify(value, null, 1);
      expect(salvage(text, 8)).toEqual(JSON.parse(text));
    }),
  );
});

test('a page with one broken item has all others, wherever it is', () => {
  const items = fc.array(fc.jsonValue({ maxDepth: 2 }), { minLength: 1, maxLength: 8 });
  const broken = fc.constantFrom('NaN', '{"a":Infinity}', '["\\u12G4"]', "'a'", '{a:1}', '01', '+1', '"line\n"');
  fc.assert(
    fc.property(items, fc.nat(), broken, (values, at, text) => {
      const index = at % values.length;
      const texts = values.map((value, one) => (one === index ? text : JSON.stringify(value)));
      const read = salvage(`{"items":[${texts.join()}]}`) as { readonly items: readonly unknown[] };
      expect(read.items.map((item) => (item instanceof Unparsed ? 'broken' : item))).toEqual(
        values.map((value, one) => (one === index ? 'broken' : JSON.parse(JSON.stringify(value)))),
      );
    }),
  );
});

test.each([
  '[{"id":"1","name":"a"b"},{"id":"2","name":"c"},{"id":"3","name":"d"e"}]',
  '[{"id":"1","name":"a"b","n":1},{"id":"2","n":2},{"id":"3","name":"d"e"}]',
  '[{"id":"1","name":a","n":1},{"id":"2"},{"id":"3","name":"d"e"}]',
  '["1","2"x","3","4"]',
  '["1" , "2"x" ,\n "3" , "4"y" , "5"]',
])('a page whose items cannot be told apart because of their quotes is not a page: %j', (text) => {
  expect(() => salvage(text)).toThrow(SyntaxError);
});

test.each([
  '["1" "2","3"]',
  '["1""2","3"]',
  '[1 2, 3]',
  '["1", NaN "2"]',
  '["1" word, 3]',
  '["1" {"id": "2"}, 3]',
  '{"items": ["1" "2", "3"], "next": null}',
  '[{"id":"1","n":1 "id":"2","n":2},{"id":"3"}]',
  '[{"id":"1","n":"a" "id" : "2"},{"id":"3"}]',
])('a page that lacks the separator of two items is not a page: %j', (text) => {
  expect(() => salvage(text)).toThrow(SyntaxError);
});

const LONG = 'x'.repeat(70_000);

test.each([
  ['its list', '{"documents":[{"id":"1"}],"documents":[]}'],
  ['its list, in other places', '{"documents":[{"id":"1"},{"id":"2"}],"next":null,"documents":[{"id":"3"}]}'],
  ['its list, with an escape', '{"documents":[{"id":"1"}],"docum\\u0065nts":[]}'],
  ['its continuation', '{"documents":[],"next":"a","next":null}'],
  ['its list, with a broken item', '{"documents":[{"id":"1"},{"total":NaN}],"documents":[]}'],
  ['its list, which is long', `{"documents":[{"id":"1","note":"${LONG}"}],"documents":[]}`],
  ['its list, which is long and broken', `{"documents":[{"note":"${LONG}","total":NaN}],"documents":[]}`],
])('a page that has a name twice is not a page: %s', async (_, text) => {
  await expect(page(text)).rejects.toBeInstanceOf(BackendBadResponse);
});

test('a long item that has a name twice cannot be read', async () => {
  const text = `{"documents":[{"id":"1","note":"${LONG}","total":1,"total":2},{"id":"2"}]}`;
  await expect(page(text)).rejects.toBeInstanceOf(BackendBadResponse);
});

test('a page may have a name that its items have too, or their texts', async () => {
  const text = '{"documents":[{"documents":[],"next":"documents"},{"next":"\\"next\\":"}],"next":"a"}';
  expect(await page(text)).toEqual(JSON.parse(text));
});

test('a name with its own quotes breaks one item only', () => {
  expect(salvage('[{"id":"1"},{"id":"2","name":"UAB "A" of B","n":1},{"id":"3","name":"\\"C\\""}]')).toEqual([
    { id: '1' },
    new Unparsed({ id: '2', n: 1 }),
    { id: '3', name: '"C"' },
  ]);
});

test('with quotes lost or added anywhere, every item is there, counted as broken, or the page is an error', () => {
  const count = 6;
  const text = JSON.stringify(
    Array.from({ length: count }, (_, at) => ({
      id: `${at}`,
      name: at % 2 ? 'a, "b"' : 'c',
      n: at,
      lines: [{ t: 'x' }],
    })),
  );
  // Two objects without the brackets between them are one object whose names come twice, which is JSON.
  const places = [...text].flatMap((character, at) => ('{}[]'.includes(character) ? [] : [at]));
  const change = fc.tuple(fc.constantFrom(...places), fc.constantFrom('', '"', ',', 'x', '\\'));
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 2 }), (changes) => {
      const changed = changes
        .toSorted(([a], [b]) => b - a)
        .reduce((all, [at, put]) => all.slice(0, at) + put + all.slice(at + (put === '' ? 1 : 0)), text);
      let items: unknown;
      try {
        items = salvage(changed);
      } catch (error) {
        expect(error).toBeInstanceOf(SyntaxError);
        return;
      }
      expect([changed, (items as readonly unknown[]).length >= count]).toEqual([changed, true]);
    }),
    { numRuns: 2_000 },
  );
});

test('a page that is cut off anywhere is not a page', async () => {
  const text = '{"documents":[{"id":"1","note":"a,]}b"},{"id":"2","total":1.5}],"next":"n"}';
  for (let end = 0; end < text.length; end += 1)
    await expect(page(text.slice(0, end)), String(end)).rejects.toBeInstanceOf(BackendBadResponse);
});

test('a long page is read in steps, and keeps its digits', async () => {
  const items = Array.from({ length: 3_000 }, (_, index) => `{"id":"${index}","text":"${'x'.repeat(60)}","n":0.1}`);
  items[1_500] = '{"id":"1500","total":NaN}';
  items[2_000] = '{"id":"2000","total":12345678901234567890}';
  const read = (await page(`[${items.join()}]`)) as readonly unknown[];
  expect(read.length).toBe(3_000);
  expect(read[1_500]).toEqual(new Unparsed({ id: '1500' }));
  expect(read[2_000]).toEqual({ id: '2000', total: new LongNumber('12345678901234567890') });
});

test('time is linear in the length of the text, whatever is in it', () => {
  const texts = ['"', '\\', '[', '{"a":', '[NaN,'].map((part) => `[${part.repeat(400_000)}`);
  const startedAt = performance.now();
  for (const text of [...texts, `["${'\\"'.repeat(400_000)}`, `[${'NaN,'.repeat(400_000)}NaN]`]) {
    try {
      salvage(text, 2 ** 16);
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
    }
  }
  expect(performance.now() - startedAt).toBeLessThan(5_000);
});
