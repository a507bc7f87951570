import { expect } from 'vitest';
import type { TestWorld } from './world.ts';

/** Asks, and returns the answer, which must not have errors, with the number of REST calls that it cost. */
export async function countCalls<Data = Record<string, unknown>>(
  world: TestWorld,
  query: string,
  variables: object = {},
): Promise<{ readonly data: Data; readonly calls: Readonly<Record<string, number>> }> {
  world.forgetCalls();
  const { data, errors } = await world.ask<Data>(query, variables);
  expect(errors).toEqual([]);
  if (!data) throw new Error('An answer without an error has data');
  return { data, calls: world.callCounts() };
}
