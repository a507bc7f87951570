import { type Append, appendEvents } from './events/append-events.ts';
import { removeOutdated } from './events/remove-outdated.ts';
import { forgetCompanies } from './forget-company.ts';
import { indexDocuments } from './index/index-documents.ts';
import { type StateChange, setDocumentStates } from './index/journal-states.ts';
import { leaveDocuments, removeOldDocuments } from './index/remove-documents.ts';
import type { Builder, Steps } from './statements.ts';
import { leaseWatches, releaseWatches, requestWatches } from './watch/lease-watches.ts';
import { lockWatches } from './watch/lock-watches.ts';
import { recordWatch } from './watch/record-watch.ts';
import { keepAlive } from './writes/abandon-writes.ts';
import { beginWrites } from './writes/begin-writes.ts';
import { discardWrites, endWrites } from './writes/end-writes.ts';
import { removeOldWrites } from './writes/remove-old-writes.ts';

/** Additions of operations to their transaction. They are made after the operations, as they need locks that are taken late. */
export interface Effects {
  /** Appends an event. */
  readonly announce: (event: Append) => void;
  /** Records that documents were exported or rejected. */
  readonly change: (changes: readonly StateChange[]) => void;
}

/** Changes the store for all inputs of one transaction. Returns their outputs in the same order. */
type WriteOperation<I, O> = (database: Builder, inputs: readonly I[], effects: Effects) => Steps<readonly O[]>;

/*
 * Operations that change the store. The thread of SQLite finds them by their names. Gateways that took their locks in different orders
 * would wait for each other, so that a group takes them in this one: the lock of the watches, rows of the journal, the lock of the
 * index, the lock of the log.
 */

/** Operations that change rows of the journal only. */
const JOURNAL_OPERATIONS = { keepAlive, beginWrites, discardWrites, endWrites, removeOldWrites };

/** The others, in the order in which a group carries them out. */
const OTHER_OPERATIONS = {
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

type WriteOperations = typeof JOURNAL_OPERATIONS & typeof OTHER_OPERATIONS;
export type WriteName = keyof WriteOperations;
export type Input<Name extends WriteName> = WriteOperations[Name] extends WriteOperation<infer I, unknown> ? I : never;
export type Output<Name extends WriteName> = WriteOperations[Name] extends WriteOperation<never, infer O> ? O : never;

/** One input of a group. */
export interface WriteRequest {
  readonly name: WriteName;
  readonly input: unknown;
}

/** Operations that change rows of watches. */
const WATCHING: readonly WriteName[] = [
  'leaseWatches',
  'releaseWatches',
  'requestWatches',
  'recordWatch',
  'forgetCompanies',
];

/** Carries out a group: each operation once, with all of its inputs. Returns the outputs in the order of the requests. */
export function* writeGroup(database: Builder, requests: readonly WriteRequest[]): Steps<readonly unknown[]> {
  const outputs: unknown[] = [];
  const announced: Append[] = [];
  const changes: StateChange[] = [];
  const placesOf = Map.groupBy(requests.keys(), (place) => requests[place]?.name);
  const effects: Effects = {
    announce: (event) => announced.push(event),
    change: (more) => changes.push(...more),
  };
  if (WATCHING.some((name) => placesOf.has(name))) yield* lockWatches(database);
  yield* carryOut(database, JOURNAL_OPERATIONS, { requests, placesOf, outputs, effects });
  yield* setDocumentStates(database, changes);
  yield* carryOut(database, OTHER_OPERATIONS, { requests, placesOf, outputs, effects });
  yield* appendEvents(database, announced);
  return outputs;
}

interface Group {
  readonly requests: readonly WriteRequest[];
  readonly placesOf: ReadonlyMap<string | undefined, readonly number[]>;
  /** The outputs so far, in the order of the requests. */
  readonly outputs: unknown[];
  readonly effects: Effects;
}

function* carryOut(
  database: Builder,
  operations: Readonly<Record<string, unknown>>,
  { requests, placesOf, outputs, effects }: Group,
): Steps<void> {
  for (const [name, typed] of Object.entries(operations)) {
    const operation = typed as WriteOperation<unknown, unknown>;
    const places = placesOf.get(name);
    if (places === undefined) continue;
    const inputs = places.map((place) => requests[place]?.input);
    const ended = yield* operation(database, inputs, effects);
    for (const [index, output] of ended.entries()) outputs[places[index] ?? 0] = output;
  }
}

/** The characters of an input's texts: groups must not become too large. */
export function charactersOf(input: unknown): number {
  if (typeof input === 'string') return input.length;
  if (typeof input !== 'object' || input === null) return 0;
  return Object.values(input).reduce<number>((sum, value) => sum + charactersOf(value), 0);
}
