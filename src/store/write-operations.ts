import { appendEvents } from './events/append-events.ts';
import { removeOutdated } from './events/remove-outdated.ts';
import type { Builder, Operation, Steps } from './statements.ts';

/** Operations that change the store, each for all inputs of one transaction. The thread of SQLite finds them by their names. */
export const WRITE_OPERATIONS = { appendEvents, removeOutdated };

type WriteOperations = typeof WRITE_OPERATIONS;
export type WriteName = keyof WriteOperations;
export type Input<Name extends WriteName> =
  WriteOperations[Name] extends Operation<readonly (infer I)[], unknown> ? I : never;
export type Output<Name extends WriteName> =
  WriteOperations[Name] extends Operation<never, readonly (infer O)[]> ? O : never;

/** One input of a group. */
export interface WriteRequest {
  readonly name: WriteName;
  readonly input: unknown;
}

/** Carries out a group: each operation once, with all of its inputs. Returns the outputs in the order of the requests. */
export function* writeGroup(database: Builder, requests: readonly WriteRequest[]): Steps<readonly unknown[]> {
  const outputs: unknown[] = [];
  const places = Map.groupBy(requests.keys(), (place) => requests[place]?.name);
  for (const [name, ofName] of places) {
    if (name === undefined) continue;
    const operation = WRITE_OPERATIONS[name] as Operation<readonly unknown[], readonly unknown[]>;
    const results = yield* operation(
      database,
      ofName.map((place) => requests[place]?.input),
    );
    for (const [index, place] of ofName.entries()) outputs[place] = results[index];
  }
  return outputs;
}

/** The characters of an input's texts: groups must not become too large. */
export function charactersOf(input: unknown): number {
  if (typeof input === 'string') return input.length;
  if (typeof input !== 'object' || input === null) return 0;
  return Object.values(input).reduce<number>((sum, value) => sum + charactersOf(value), 0);
}
