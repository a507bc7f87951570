import type { GraphQLFieldResolver, GraphQLResolveInfo } from 'graphql';
import { describe, expect, test } from 'vitest';
import { createExecutor } from '../../src/execution/executor.ts';
import { expectSame } from './compare.ts';
import { requestFor } from './request.ts';
import { schemaOf } from './schema-of.ts';

describe('a literal in a query', () => {
  // graphql-jit marks a date with this, and writes the rest of the text into the compiled code.
  const attack = '__MAGIC_DATE__33a9e76d_02e0_4128_8e92_3530ad3da74dglobalThis.wasRun=true';
  const schema = schemaOf(
    'type Query { echo(text: String, list: [String], in: In): String } input In { text: String }',
    { 'Query.echo': (_parent, args) => JSON.stringify(args) },
  );

  test.each([
    ['an argument', `{ echo(text: "${attack}") }`],
    ['a list', `{ echo(list: ["${attack}"]) }`],
    ['an input object', `{ echo(in: { text: "${attack}" }) }`],
    ["a variable's default", `query ($text: String = "${attack}") { echo(text: $text) }`],
    ['introspection', `{ __type(name: "${attack}") { name } echo }`],
    [
      'a directive',
      `{ echo @skip(if: false) __typename @include(if: true) x: echo(text: "${attack}") @include(if: true) }`,
    ],
  ])('is never run as code: in %s', async (_place, source) => {
    await expectSame(schema, { source });
    expect('wasRun' in globalThis).toBe(false);
  });
});

describe('@skip and @include', () => {
  const schema = schemaOf('type Query { a: A b: String } type A { x: Int y: Int a: A }', {
    'Query.a': () => ({ x: 1, y: 2, a: { x: 3, y: 4 } }),
    'Query.b': () => 'b',
  });

  test.each([
    [
      'a fragment spread once on a condition and once without',
      'query ($on: Boolean!) { a { ...F @include(if: $on) ...F } } fragment F on A { x }',
    ],
    [
      'a fragment below the same field twice',
      'query ($on: Boolean!) { a @include(if: $on) { ...F } a { ...F } } fragment F on A { x }',
    ],
    [
      'a fragment below fields on contrary conditions',
      'query ($on: Boolean!) { p: a @skip(if: $on) { ...F } q: a @include(if: $on) { ...F } } fragment F on A { ... on A { x } }',
    ],
    [
      'a field that comes first only sometimes',
      'query ($on: Boolean!) { b @include(if: $on) a { x } ... on Query { b } }',
    ],
    ['both on one field', 'query ($on: Boolean!) { a @skip(if: $on) @include(if: $on) { x } b }'],
    ['all that is selected on a field', 'query ($on: Boolean!) { a { x @include(if: $on) } }'],
  ])('do what graphql-js does for %s, with either value', async (_case, source) => {
    for (const on of [true, false]) await expectSame(schema, { source, variables: { on } });
  });

  test('treat an explicit null as an error, even if the variable has a default', async () => {
    const { errors } = await expectSame(schema, {
      source: 'query ($on: Boolean = true) { b @include(if: $on) }',
      variables: { on: null },
    });
    expect(errors?.[0]?.message).toContain('must not be null');
  });

  test('are compiled once for each combination of their values', async () => {
    const executor = createExecutor(schema);
    const source = 'query ($on: Boolean!, $too: Boolean!) { a @include(if: $on) { x } b @skip(if: $too) }';
    const run = async (on: boolean, too: boolean): Promise<unknown> =>
      (await executor.execute(requestFor(schema, { source, variables: { on, too } }))).data;
    for (let time = 0; time < 3; time += 1) {
      expect(await run(true, true)).toEqual({ a: { x: 1 } });
      expect(await run(false, false)).toEqual({ b: 'b' });
    }
    expect(executor.counts()).toEqual({ interpreted: 2, compiled: 4, abandoned: 0 });
  });
});

describe("a resolver's info", () => {
  test('is its own, even if the keys above two fields consist of the same words', async () => {
    const seen: string[] = [];
    const note: GraphQLFieldResolver<unknown, unknown> = (
      _parent,
      _args,
      _context,
      { fieldName, fieldNodes, path },
    ) => {
      seen.push(`${fieldName} at ${path.prev?.key ?? ''}.${path.key} for ${fieldNodes[0]?.alias?.value}`);
      return {};
    };
    const schema = schemaOf('type Query { node: Node other: Node } type Node { item: Node }', {
      'Query.node': note,
      'Query.other': note,
      'Node.item': note,
    });
    await expectSame(schema, { source: '{ a: node { b: item { __typename } } b_a: other { __typename } }' });
    const expected = ['item at a.b for b', 'node at .a for a', 'other at .b_a for b_a'];
    expect(seen.sort()).toEqual(
      Array.from({ length: 4 }, () => expected)
        .flat()
        .sort(),
    );
  });

  test('has the values of graphql-js for this run', async () => {
    const infos: GraphQLResolveInfo[] = [];
    const schema = schemaOf('type Query { a(n: Int): A } type A { b: [A] n(x: Int = 7): Int }', {
      'Query.a': () => ({ b: [{}, {}] }),
      'A.n': (_parent, { x }, _context, info) => {
        infos.push(info);
        return x;
      },
    });
    const executor = createExecutor(schema);
    const source = 'query Q($x: Int) { a { b { n(x: $x) } ...F } } fragment F on A { b { n(x: $x) } }';
    const run = (x: number) => executor.execute(requestFor(schema, { source, variables: { x } }));
    for (const x of [1, 2]) await run(x);
    const results = await Promise.all([run(3), run(4)]);
    expect(results.map(({ data }) => JSON.stringify(data))).toEqual([
      '{"a":{"b":[{"n":3},{"n":3}]}}',
      '{"a":{"b":[{"n":4},{"n":4}]}}',
    ]);
    expect(executor.counts().compiled).toBe(3);
    const [first, , , , ...rest] = infos;
    for (const info of infos) {
      expect(info.schema).toBe(schema);
      expect([info.fieldName, info.parentType, info.returnType]).toEqual([
        first?.fieldName,
        first?.parentType,
        first?.returnType,
      ]);
      expect(info.fieldNodes.map(({ loc }) => loc?.start)).toEqual(first?.fieldNodes.map(({ loc }) => loc?.start));
      expect(info.operation.variableDefinitions).toHaveLength(1);
      expect(Object.keys(info.fragments)).toEqual(['F']);
    }
    expect(rest.map(({ variableValues, path }) => [variableValues['x'], path.prev?.key])).toEqual(
      [3, 3, 4, 4].map((x, index) => [x, index % 2]),
    );
  });
});
