import { type Append, appendEvents } from './events/append-events.ts';
import { removeOutdated } from './events/remove-outdated.ts';
import { forgetCompanies } from './forget-company.ts';
import { indexDocuments } from './index/index-documents.ts';
import { leaveDocuments, removeOldDocuments } from './index/remove-documents.ts';
import type { Builder, Steps } from './statements.ts';
import { leaseWatches, releaseWatches, requestWatches } from './watch/lease-watches.ts';
import { recordWatch } from './watch/record-watch.ts';
import { keepAlive } from './writes/abandon-writes.ts';
import { beginWrites } from './writes/begin-writes.ts';
import { discardWrites, endWrites } from './writes/end-writes.ts';
import { removeOldWrites } from './writes/remove-old-writes.ts';

/** Adds an event to the transaction of the operation that causes it. */
export type Announce = (event: Append) => void;

/** Changes the store for all inputs of one transaction. Returns their outputs in the same order. */
type WriteOperation<I, O> = (database: Builder, inputs: readonly I[], announce: Announce) => Steps<readonly O[]>;

/**
 * Operations that change the store. The thread of SQLite finds them by their names. A group carries them out in this order, and
 * appends what they announce last: gateways that took their locks in different orders would wait for each other.
 */
const WRITE_OPERATIONS = {
  keepAlive,
  beginWrites,
  discardWrites,
  endWrites,
  removeOldWrites,
  leaseWatches,
  releaseWatches,
  requestWatches,
  recordWatch,
  indexDocuments,
  leaveDocuments,
  forgetCompanies,
  removeOldDocuments,
  appendEvents,
  removeOutdated,
};

type WriteOperations = typeof WRITE_OPERATIONS;
export type WriteName = keyof WriteOperations;
export type Input<Name extends WriteName> = WriteOperations[Name] extends WriteOperation<infer I, unknown> ? I : never;
export type Output<Name extends WriteName> = WriteOperations[Name] extends WriteOperation<never, infer O> ? O : never;

/** One input of a group. */
export interface WriteRequest {
  readonly name: WriteName;
  readonly input: unknown;
}

/** Carries out a group: each operation once, with all of its inputs. Returns the outputs in the order of the requests. */
export function* writeGroup(database: Builder, requests: readonly WriteRequest[]): Steps<readonly unknown[]> {
  const outputs: unknown[] = [];
  const announced: Append[] = [];
  const announce: Announce = (event) => announced.push(event);
  const placesOf = Map.groupBy(requests.keys(), (place) => requests[place]?.name);
  for (const [name, typed] of Object.entries(WRITE_OPERATIONS)) {
    const operation = typed as WriteOperation<unknown, unknown>;
    const places = placesOf.get(name as WriteName);
    if (places === undefined) continue;
    const inputs = places.map((place) => requests[place]?.input);
    const ended = yield* operation(database, inputs, announce);
    for (const [index, output] of ended.entries()) outputs[places[index] ?? 0] = output;
  }
  yield* appendEvents(database, announced);
  return outputs;
}

/** The characters of an input's texts: groups must not become too large. */
export function charactersOf(input: unknown): number {
  if (typeof input === 'string') return input.length;
  if (typeof input !== 'object' || input === null) return 0;
  return Object.values(input).reduce<number>((sum, value) => sum + charactersOf(value), 0);
}
