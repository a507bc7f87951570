import { appendEvents } from './events/append-events.ts';
import { removeOutdated } from './events/remove-outdated.ts';
import { indexDocuments } from './index/index-documents.ts';
import { forgetDocuments, leaveDocuments, removeOldDocuments } from './index/remove-documents.ts';
import type { Builder, Operation, Steps } from './statements.ts';
import { keepAlive } from './writes/abandon-writes.ts';
import { beginWrites } from './writes/begin-writes.ts';
import { discardWrites, endWrites } from './writes/end-writes.ts';
import { removeOldWrites } from './writes/remove-old-writes.ts';

/**
 * Operations that change the store, each for all inputs of one transaction. The thread of SQLite finds them by their names. A group
 * carries them out in this order: gateways that took their locks in different orders would wait for each other.
 */
export const WRITE_OPERATIONS = {
  keepAlive,
  beginWrites,
  discardWrites,
  endWrites,
  removeOldWrites,
  indexDocuments,
  leaveDocuments,
  forgetDocuments,
  removeOldDocuments,
  appendEvents,
  removeOutdated,
};

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
  for (const [name, typed] of Object.entries(WRITE_OPERATIONS)) {
    const operation = typed as Operation<readonly unknown[], readonly unknown[]>;
    const places = [...requests.keys()].filter((place) => requests[place]?.name === name);
    if (places.length === 0) continue;
    const inputs = places.map((place) => requests[place]?.input);
    for (const [index, output] of (yield* operation(database, inputs)).entries()) outputs[places[index] ?? 0] = output;
  }
  return outputs;
}

/** The characters of an input's texts: groups must not become too large. */
export function charactersOf(input: unknown): number {
  if (typeof input === 'string') return input.length;
  if (typeof input !== 'object' || input === null) return 0;
  return Object.values(input).reduce<number>((sum, value) => sum + charactersOf(value), 0);
}
