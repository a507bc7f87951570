import type { ExecutionResult } from 'graphql';
import { describe, expect, test } from 'vitest';
import { LimitExceeded, NotFound, RateLimited } from '../../src/errors/catalogue.ts';
import { stringifyResult } from '../../src/execution/answer-text.ts';
import { createExecutor, type Executor, type ExecutorOptions } from '../../src/execution/executor.ts';
import { requestFor } from './request.ts';
import { schemaOf } from './schema-of.ts';

const TEXT = 'ų"\\ é'.repeat(20);

function createBounded(options: ExecutorOptions) {
  const calls: string[] = [];
  const items = (length: number) => Array.from({ length }, (_, id) => ({ id, text: TEXT }));
  const schema = schemaOf(
    `type Query { items(n: Int!): [Item!]! later(n: Int!): [Item] held: [Item] failing(n: Int!): [Failing] }
     type Item { id: Int text: String inner: [Item!]! one: Item }
     type Failing { sync: Int later: Int strict: Int! }
     type Mutation { act(n: Int!): [Item!] }`,
    {
      'Query.items': (_parent, { n }) => items(n),
      'Query.later': (_parent, { n }) => items(n).map(async (item) => item),
      'Query.failing': (_parent, { n }) => Array.from({ length: n }, () => ({})),
      'Item.inner': () => items(10),
      'Item.one': async () => ({ id: 1 }),
      'Failing.sync': () => {
        throw new NotFound('not there');
      },
      'Failing.later': async () => Promise.reject(new NotFound('not there')),
      'Mutation.act': (_parent, { n }) => {
        calls.push('act');
        return items(n);
      },
    },
  );
  const aborted: unknown[] = [];
  const executor = createExecutor(schema, options);
  const ask = (source: string, owner = 'a') =>
    executor.execute({
      ...requestFor(schema, { source }),
      scope: { owner, abort: (reason) => aborted.push(reason) },
    });
  return { executor, ask, aborted, calls };
}

/** The first execution is interpreted, the third is compiled. */
async function thrice(ask: () => Promise<ExecutionResult>, executor: Executor): Promise<readonly ExecutionResult[]> {
  const results = [await ask(), await ask(), await ask()];
  expect(executor.counts().compiled).toBeGreaterThan(0);
  return results;
}

describe('an operation that exceeds its number of fields', () => {
  test.each([
    ['in one list', '{ items(n: 400) { id text one { id } } }'],
    ['in lists of lists', '{ items(n: 50) { inner { id text } } }'],
    ['in a list of promises', '{ later(n: 400) { a: id b: id c: id } }'],
    [
      'through a fragment',
      '{ items(n: 400) { ...F } } fragment F on Item { ...G one { ...G } } fragment G on Item { id text }',
    ],
  ])('ends with one error and no data, interpreted and compiled: %s', async (_where, source) => {
    const { ask, executor, aborted } = createBounded({ maxFields: 1_000 });
    for (const { data, errors } of await thrice(() => ask(source), executor)) {
      expect(data).toBeNull();
      expect(errors).toHaveLength(1);
      expect(errors?.[0]?.message).toContain('more than 1,000 fields');
      expect(errors?.[0]?.originalError).toBeInstanceOf(LimitExceeded);
    }
    expect(aborted).toHaveLength(3);
  });

  test('is not one that selects a field twice: the field counts once', async () => {
    const { ask } = createBounded({ maxFields: 1_000 });
    const source = '{ items(n: 400) { id ...F ... { id } } } fragment F on Item { id }';
    expect((await ask(source)).errors).toBeUndefined();
  });

  test('is also ended during introspection', async () => {
    const { ask } = createBounded({ maxFields: 100 });
    const { data, errors } = await ask('{ __schema { types { name fields { name type { name } } } } }');
    expect(data).toBeNull();
    expect(errors?.map(({ originalError }) => originalError)).toEqual([expect.any(LimitExceeded)]);
  });

  test('still gets its answer if it is a mutation, as the caller has to know its outcome', async () => {
    const { ask, calls, aborted } = createBounded({ maxFields: 1_000 });
    const { data, errors } = await ask('mutation { a: act(n: 2000) { id } b: act(n: 1) { id } }');
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({ b: [{ id: 0 }] });
    expect(data?.['a']).toHaveLength(2_000);
    expect([calls, aborted]).toEqual([['act', 'act'], []]);
  });

  test('is asked to wait because of others of the same caller; other callers are not', async () => {
    const { ask } = createBounded({ maxFields: 10_000 });
    const source = '{ items(n: 9000) { id } }';
    const results = await Promise.all([...Array.from({ length: 6 }, () => ask(source)), ask(source, 'b')]);
    const refused = results.filter(({ errors }) => errors?.[0]?.originalError instanceof RateLimited);
    expect(refused.length).toBeGreaterThan(0);
    expect(results.at(-1)?.errors).toBeUndefined();
    expect((await ask(source)).errors).toBeUndefined();
  });
});

test('a long operation leaves iterations of the event loop to others', async () => {
  const { ask } = createBounded({});
  let isDone = false;
  let turns = 0;
  const count = () => {
    turns += 1;
    if (!isDone) setImmediate(count);
  };
  setImmediate(count);
  const { data } = await ask('{ items(n: 5000) { id text inner { id text } } }');
  isDone = true;
  expect(data?.['items']).toHaveLength(5_000);
  expect(turns).toBeGreaterThan(10);
});

describe('an answer that exceeds its number of bytes', () => {
  test.each([
    ['long texts', `{ items(n: 100) { ${Array.from({ length: 20 }, (_, index) => `t${index}: text`).join(' ')} } }`],
    ['long keys', `{ items(n: 100) { ${'k'.repeat(3_000)}: id } }`],
  ])('is refused before it is converted to text: %s', async (_what, source) => {
    const { ask, executor } = createBounded({ maxAnswerBytes: 250_000 });
    for (const { data, errors } of await thrice(() => ask(source), executor)) {
      expect(data).toBeNull();
      expect(errors?.map(({ message }) => message)).toEqual([expect.stringContaining('more than 250,000 bytes')]);
    }
  });

  test('is refused from the first byte over the limit', async () => {
    const source = '{ items(n: 30) { id text } }';
    const { data } = await createBounded({}).ask(source);
    const bytes = Buffer.byteLength(JSON.stringify(data));
    expect((await createBounded({ maxAnswerBytes: bytes }).ask(source)).errors).toBeUndefined();
    expect((await createBounded({ maxAnswerBytes: bytes - 1 }).ask(source)).data).toBeNull();
  });

  test('has the text of JSON.stringify, even if it is written in parts', async () => {
    const { ask } = createBounded({ maxAnswerBytes: 20_000_000 });
    const result = await ask(
      '{ items(n: 3000) { id text inner { id } } failing(n: 2) { sync } later(n: 0) { id } held { id } }',
    );
    const errors = result.errors?.map((error) => error.toJSON());
    const formatted = { ...(errors && { errors }), data: result.data ?? null };
    expect(stringifyResult(formatted)).toBe(`${JSON.stringify(formatted)}\n`);
    expect(stringifyResult({ data: result.data ?? null })).toBe(`${JSON.stringify({ data: result.data })}\n`);
  });
});

describe('an operation with many errors', () => {
  test.each(['sync', 'later', 'strict'])('shows 100 errors and the number of further ones: %s', async (field) => {
    const { ask, executor } = createBounded({});
    for (const { data, errors } of await thrice(() => ask(`{ failing(n: 1000) { ${field} } }`), executor)) {
      expect(data?.['failing']).toHaveLength(1_000);
      expect(errors).toHaveLength(101);
      expect(errors?.[0]?.path).toEqual(['failing', 0, field]);
      expect(errors?.[100]?.message).toBe('900 more errors are left out: ask for less at once');
      if (field !== 'strict') expect(errors?.[100]?.originalError).toBeInstanceOf(NotFound);
    }
  });

  test('does not read a long text again for each error', async () => {
    const { ask } = createBounded({});
    const source = `{ failing(n: 20000) { ${'\n'.repeat(40_000)} ${'sync '.repeat(500)} } }`;
    const { errors = [] } = await ask(source);
    expect(errors[0]?.locations).toHaveLength(500);
    expect(errors.length).toBeLessThanOrEqual(101);
    expect(errors.at(-1)?.message).toMatch(/^19,9\d\d more errors are left out/);
  });
});
