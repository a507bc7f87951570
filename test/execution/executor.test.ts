import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { buildSchema } from 'graphql';
import { describe, expect, test } from 'vitest';
import { createExecutor } from '../../src/execution/executor.ts';
import { compiled } from './compare.ts';
import { requestFor } from './request.ts';
import { fail, later, schemaOf } from './schema-of.ts';

describe('a query that would be costly to compile', () => {
  const schema = schemaOf('type Query { a: A } type A { a: A x: Int }', { 'Query.a': () => null });

  test.each([
    [
      'fragments that double',
      [
        '{ a { ...F0 } }',
        ...Array.from(
          { length: 25 },
          (_, index) => `fragment F${index} on A { p: a { ...F${index + 1} } q: a { ...F${index + 1} } }`,
        ),
        'fragment F25 on A { x }',
      ].join(' '),
    ],
    ['many fields', `{ a { ${Array.from({ length: 2000 }, (_, index) => `x${index}: x`).join(' ')} } }`],
    ["the key of an object's prototype", '{ a { __proto__: x } }'],
  ])('is interpreted: %s', async (_what, source) => {
    const executor = createExecutor(schema);
    for (let time = 0; time < 4; time += 1)
      expect((await executor.execute(requestFor(schema, { source }))).data).toEqual({ a: null });
    expect(executor.counts()).toEqual({ interpreted: 4, compiled: 0, abandoned: 0 });
  });
});

test('keeps compiled queries up to its limit', async () => {
  const schema = schemaOf('type Query { a: Int }', { 'Query.a': () => 1 });
  const executor = createExecutor(schema, { maxCompiled: 2, maxRemembered: 2 });
  for (let index = 0; index < 3; index += 1)
    for (let time = 0; time < 2; time += 1) await executor.execute(requestFor(schema, { source: `{ a${index}: a }` }));
  expect(executor.counts()).toEqual({ interpreted: 3, compiled: 3, abandoned: 0 });
  // The first query has been dropped, both compiled and by name.
  await executor.execute(requestFor(schema, { source: '{ a0: a }' }));
  expect(executor.counts().interpreted).toBe(4);
});

test('distinguishes the operations of one document', async () => {
  const schema = schemaOf('type Query { a: Int b: Int }', { 'Query.a': () => 1, 'Query.b': () => 2 });
  const executor = createExecutor(schema);
  const run = async (operationName: string): Promise<unknown> =>
    (await executor.execute(requestFor(schema, { source: 'query A { a } query B { b }', operationName }))).data;
  for (let time = 0; time < 3; time += 1) expect([await run('A'), await run('B')]).toEqual([{ a: 1 }, { b: 2 }]);
  expect(executor.counts()).toEqual({ interpreted: 2, compiled: 4, abandoned: 0 });
});

test('runs the fields of a mutation one after the other, and stops after one that has made the response null', async () => {
  const calls: string[] = [];
  const act =
    (name: string, turns: number, fails = false) =>
    () => {
      calls.push(`${name} begins`);
      return later(turns, () => {
        calls.push(`${name} ends`);
        return fails ? fail(name) : name;
      });
    };
  const schema = schemaOf('type Query { a: Int } type Mutation { one: String two: String! three: String }', {
    'Mutation.one': act('one', 5),
    'Mutation.two': act('two', 1, true),
    'Mutation.three': act('three', 0),
  });
  const { data } = await compiled(schema, { source: 'mutation { one two three }' });
  expect(data).toBeNull();
  expect(calls).toEqual(Array.from({ length: 3 }, () => ['one begins', 'one ends', 'two begins', 'two ends']).flat());
});

test('refuses a schema with resolvers that it could confuse', () => {
  const schema = buildSchema('type Query { a: Ab b: A } type Ab { C: Int } type A { bC: Int }');
  expect(() => createExecutor(schema)).toThrow('A.bC');
});

test('releases a query that it has dropped', async () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const schema = schemaOf('type Query { a: A } type A { a: A b: Int }', { 'Query.a': () => ({}), 'A.a': () => null });
  const executor = createExecutor(schema, { maxCompiled: 1, maxRemembered: 1 });
  const run = async (from: number, to: number): Promise<number> => {
    for (let index = from; index < to; index += 1) {
      const source = `{ a${index}: a { ${Array.from({ length: 10 }, (_, field) => `f${field}: a { b }`).join(' ')} } }`;
      for (let time = 0; time < 2; time += 1) await executor.execute(requestFor(schema, { source }));
    }
    collect();
    return process.memoryUsage().heapUsed;
  };
  const before = await run(0, 50);
  expect((await run(50, 350)) - before).toBeLessThan(4_000_000);
  expect(executor.counts().compiled).toBe(350);
});
