import { type GraphQLResolveInfo, type GraphQLSchema, isInterfaceType } from 'graphql';
import { describe, expect, test } from 'vitest';
import { createExecutor } from '../../src/execution/executor.ts';
import { compiled, expectSame } from './compare.ts';
import { requestFor } from './request.ts';
import { fail, later, schemaOf } from './schema-of.ts';

describe('a list of promises', () => {
  const sdl = 'type Query { list: [String] strict: [String!] nested: [[Int]] } ';

  test('keeps every item at its position, if any of them rejects at any time', async () => {
    const items = (orders: readonly number[]) =>
      orders.map((turns, index) => later(turns, () => (index % 2 === 0 ? fail(`no ${index}`) : `item ${index}`)));
    const schema = schemaOf(sdl, {
      'Query.list': () => items([9, 1, 5, 3, 0]),
      'Query.strict': () => items([5, 1, 5]),
      'Query.nested': () => [
        [later(4, () => fail('inner')), later(1, () => 2), 3],
        later(2, () => fail('outer')),
        later(1, () => [4]),
      ],
    });
    const { data } = await expectSame(schema, { source: '{ list nested }' });
    expect(data).toEqual({ list: [null, 'item 1', null, 'item 3', null], nested: [[null, 2, 3], null, [4]] });
    await expectSame(schema, { source: '{ strict }' });
  });

  test('may be any iterable, and an iterable that throws fails its field', async () => {
    const schema = schemaOf(sdl, {
      'Query.list': () => new Set(['a', 'b']),
      'Query.nested': function* () {
        yield [1];
        fail('no more');
      },
    });
    await expectSame(schema, { source: '{ list nested }' });
  });
});

describe('a type that is resolved', () => {
  const sdl =
    'type Query { one: I later: I list: [I] strict: I! } interface I { x: Int } type A implements I { x: Int y: I } type B implements I { x: Int }';
  const withType = (
    resolveType: (value: unknown, context: unknown, info: GraphQLResolveInfo) => unknown,
  ): GraphQLSchema => {
    const value = { x: 1, y: { x: 2 } };
    const schema = schemaOf(sdl, {
      'Query.one': () => value,
      'Query.later': async () => value,
      'Query.list': () => [value, later(1, () => value)],
      'Query.strict': async () => value,
    });
    const type = schema.getType('I');
    if (isInterfaceType(type)) Object.assign(type, { resolveType });
    return schema;
  };
  const source = '{ one { x ... on A { y { __typename } } } later { __typename x } list { x } }';

  test.each<[string, () => unknown]>([
    ['by a promise', async () => 'A'],
    ['by one that rejects', async () => fail('no type')],
    ['by an exception', () => fail('no type')],
    ['to nothing', () => undefined],
    ['to an unknown type', () => 'C'],
    ['to one of another kind', () => 'Query'],
  ])('%s does what graphql-js does, and never leaves the operation pending', async (_how, resolveType) => {
    await expectSame(withType(resolveType), { source });
    await expectSame(withType(resolveType), { source: '{ strict { x } }' });
  });

  test('gets the info of its field', async () => {
    const seen: string[] = [];
    const schema = withType((_value, _context, { fieldName, path, parentType, returnType }) => {
      seen.push([fieldName, path.key, parentType, returnType].join(' '));
      return 'A';
    });
    await expectSame(schema, { source });
    expect(new Set(seen)).toEqual(
      new Set(['one one Query I', 'later later Query I', 'list list Query [I]', 'y y A I']),
    );
  });
});

describe('a field without a resolver', () => {
  const sdl = 'type Query { a: A! later: A! } type A { x: Int! s: String a: A list: [Int] }';
  test.each<[string, () => object]>([
    ['a promise of a leaf', () => ({ x: later(2, () => 1) })],
    ['a promise of an object', () => ({ x: 1, a: later(2, () => ({ x: 1 })) })],
    ['a promise that rejects', () => ({ x: 1, a: later(2, () => fail('no')) })],
    ['a list of promises', () => ({ x: 1, list: [later(3, () => fail('no')), later(1, () => 1), 2] })],
    [
      'a method',
      () => ({ x: () => 1, s: (_args: unknown, _context: unknown, info: GraphQLResolveInfo) => info.fieldName }),
    ],
    ['a property that throws', () => Object.defineProperty({ s: 's' }, 'x', { get: () => fail('not readable') })],
    ['a text for an object', () => ({ x: 1, a: 'text' })],
    ['no list', () => ({ x: 1, list: 5 })],
    ['an Error', () => ({ x: 1, s: new Error('as a value') })],
  ])('may find %s in its parent', async (_what, make) => {
    const schema = schemaOf(sdl, { 'Query.a': make, 'Query.later': async () => make() });
    await expectSame(schema, { source: '{ a { s x a { x } list } }' });
    await expectSame(schema, { source: '{ later { s x a { x } list } }' });
  });

  test('makes its operation interpreted from then on, with a warning in the log', async () => {
    const schema = schemaOf(sdl, { 'Query.a': () => ({ x: later(1, () => 1) }) });
    const executor = createExecutor(schema);
    const warnings: string[] = [];
    for (let time = 0; time < 4; time += 1)
      expect((await executor.execute(requestFor(schema, { source: 'query Q { a { x } }', warnings }))).data).toEqual({
        a: { x: 1 },
      });
    expect(executor.counts()).toEqual({ interpreted: 4, compiled: 1, abandoned: 1 });
    expect(warnings).toEqual([expect.stringContaining('Q is interpreted from now on')]);
  });
});

describe('an error', () => {
  class Known extends Error {}
  const lines = Array.from({ length: 20 }, () => ({}));
  const schema = schemaOf(
    'type Query { a: A known: String text: String nothing: String n: Int! two: A! } type A { lines: [Line!]! x: Int! e: E } type Line { id: ID! n: Int! } enum E { ONE }',
    {
      'Query.a': () => ({ lines }),
      'Query.known': async () => Promise.reject(new Known('known')),
      'Query.text': () => {
        throw 'a text';
      },
      'Query.nothing': () => Promise.reject(undefined),
      'Query.n': () => 'not a number',
      'Query.two': () => ({ e: 'TWO' }),
      'Line.id': () => fail('no id'),
    },
  );

  test('has the thrown value as its originalError', async () => {
    const { errors } = await expectSame(schema, { source: '{ known }' });
    expect(errors?.[0]?.originalError).toBeInstanceOf(Known);
  });

  test.each([
    ['is the same for a value that is not an Error', '{ text nothing }'],
    ['is the same for a value that its type cannot have, and makes the parent null', '{ a { __typename } n }'],
    ['names a field once if it is selected twice', '{ two { x ... { x } } }'],
    ['is one for each null, even if several errors caused it', '{ a { lines { id } } }'],
    ['has its alias in its path', '{ z: two { y: x } }'],
    ['is the same for an argument', 'query ($n: Int) { a { __typename } }'],
  ])('%s', async (_what, source) => {
    await expectSame(schema, { source });
  });
});

describe('several errors below one null', () => {
  const schema = schemaOf('type Query { a: A } type A { resolved: Int! plain: Int! other: Int }', {
    'Query.a': () => ({}),
    'A.resolved': () => fail('resolved'),
    'A.other': () => fail('other'),
  });

  // Documented at fieldErrors: graphql-js resolves field by field and stops at the first error. Compiled code does not.
  test('may name another field than in graphql-js, and may include errors that the null hides', async () => {
    const { data, errors } = await compiled(schema, { source: '{ a { resolved plain other } }' });
    expect(data).toEqual({ a: null });
    expect(errors?.map(({ path }) => path?.join('.'))).toEqual(['a.other', 'a.plain']);
  });
});
