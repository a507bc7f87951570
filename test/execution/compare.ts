import { type ExecutionResult, execute, type GraphQLError, type GraphQLSchema, parse, validate } from 'graphql';
import { expect } from 'vitest';
import { createExecutor, type ExecutionCounts, type Executor } from '../../src/execution/executor.ts';
import { Pacer } from '../../src/limits/pacer.ts';
import { type Asked, requestFor } from './request.ts';

export function isValid(schema: GraphQLSchema, source: string): boolean {
  return validate(schema, parse(source)).length === 0;
}

/** An error as callers and the error formatter see it. */
export function seen(error: GraphQLError): string {
  return JSON.stringify([error, kindOf(error.originalError), error.nodes?.map(({ kind }) => kind)]);
}

function kindOf(original: unknown): unknown {
  return original instanceof Error
    ? [
        original.constructor.name,
        original.message,
        kindOf('originalError' in original ? original.originalError : undefined),
      ]
    : null;
}

export async function interpreted(
  schema: GraphQLSchema,
  { source, variables, operationName, context = {} }: Asked,
): Promise<ExecutionResult> {
  return await execute({
    schema,
    document: parse(source),
    variableValues: variables,
    operationName,
    contextValue: context,
  });
}

/** A pacer that always has time. */
const UNPACED = new Pacer(() => 0);
/** A pacer that never has time: its clock advances by a second whenever it is read. */
const PACED = new Pacer(createHastyClock());

const executors = new WeakMap<Pacer, WeakMap<GraphQLSchema, Executor>>();

function createHastyClock(): () => number {
  let now = 0;
  return () => {
    now += 1_000;
    return now;
  };
}

/** Runs an operation often enough to be compiled. Returns the last result. */
export async function compiled(
  schema: GraphQLSchema,
  asked: Asked & { readonly isPaced?: boolean },
): Promise<ExecutionResult & { counts: ExecutionCounts }> {
  const pacer = asked.isPaced ? PACED : UNPACED;
  const executor = executors
    .getOrInsertComputed(pacer, () => new WeakMap())
    .getOrInsertComputed(schema, () => createExecutor(schema, { pacer }));
  const before = { ...executor.counts() };
  const document = parse(asked.source);
  await executor.execute(requestFor(schema, asked, document));
  await executor.execute(requestFor(schema, asked, document));
  const result = await executor.execute(requestFor(schema, asked, document));
  const after = executor.counts();
  const counts = {
    interpreted: after.interpreted - before.interpreted,
    compiled: after.compiled - before.compiled,
    abandoned: after.abandoned - before.abandoned,
  };
  return { ...result, counts };
}

/** Sorts errors by their text: compiled code reads plain fields before it calls resolvers. */
export function sorted(errors: readonly GraphQLError[] | undefined): string[] {
  return (errors ?? []).map(seen).sort();
}

/** Expects identical results, apart from the order of errors. */
export async function expectSame(
  schema: GraphQLSchema,
  asked: Asked & { readonly isPaced?: boolean },
): Promise<ExecutionResult & { counts: ExecutionCounts }> {
  const [expected, actual] = [await interpreted(schema, asked), await compiled(schema, asked)];
  expect(JSON.stringify(actual.data)).toBe(JSON.stringify(expected.data));
  expect('data' in actual).toBe('data' in expected);
  expect(sorted(actual.errors)).toEqual(sorted(expected.errors));
  return actual;
}

/**
 * Like `expectSame`, for several failed fields. Each null that is due to errors has its error in both results, and the
 * same one if only one error can have caused it. graphql-js reports the error that occurs first, and compiled code runs
 * in another order.
 */
export async function expectSameNulls(
  schema: GraphQLSchema,
  asked: Asked,
): Promise<{ isExact: boolean; counts: ExecutionCounts }> {
  const [expected, actual] = [await interpreted(schema, asked), await compiled(schema, asked)];
  expect(JSON.stringify(actual.data)).toBe(JSON.stringify(expected.data));
  const [theirs, ours] = [byNull(expected), byNull(actual)];
  expect([...ours.keys()].sort()).toEqual([...theirs.keys()].sort());
  for (const [place, errors] of theirs) {
    const visible = errors.filter((error) => error.path?.join('.') === place).map(seen);
    const ourVisible = (ours.get(place) ?? []).filter((error) => error.path?.join('.') === place).map(seen);
    if (ourVisible.length > 0 && visible.length > 0) expect(ourVisible).toEqual(visible);
  }
  return { isExact: sorted(actual.errors).join() === sorted(expected.errors).join(), counts: actual.counts };
}

function byNull({ data, errors }: ExecutionResult): Map<string, GraphQLError[]> {
  const groups = new Map<string, GraphQLError[]>();
  for (const error of errors ?? []) {
    const place = nullAbove(data, error.path ?? []);
    groups.set(place, [...(groups.get(place) ?? []), error]);
  }
  return groups;
}

function nullAbove(data: unknown, path: readonly (string | number)[]): string {
  let at = data;
  let length = 0;
  while (at !== null && length < path.length) {
    at = (at as Record<string | number, unknown>)[path[length] ?? ''];
    length += 1;
  }
  return path.slice(0, length).join('.');
}
