import type { Logger } from 'pino';
import { BackendUnavailable } from '../errors/catalogue.ts';
import { createFailureReport, storeUnavailable, withTimeout } from './store-unavailable.ts';
import type { WriteRequest } from './write-operations.ts';

/** Carries out a group within one transaction, and returns the outputs in the same order. */
export type ExecuteGroup = (requests: readonly WriteRequest[]) => Promise<readonly unknown[]>;

/** A value of an operation cannot be stored. Its whole group was not stored. */
export class WrongInput extends Error {}

/** The store does not answer. Operations that wait meanwhile must not wait as long as the group did. */
export class StoreAway extends Error {}

interface Waiting extends PromiseWithResolvers<unknown> {
  readonly request: WriteRequest;
  readonly characters: number;
}

/** SNS waits fifteen seconds for the answer to a delivery. */
const ANSWER_TIMEOUT_MS = 10_000;
/** A group is in memory twice while it is passed to another thread. */
const MAX_GROUP = 500;
const MAX_GROUP_CHARACTERS = 8_000_000;

/**
 * Writes in groups: the operations that arrive while a group is written form the next one, and share one wait for the
 * disk. If an input of a group cannot be stored, each of the group is tried alone, so that it does not take the others with it.
 */
export class GroupWriter implements AsyncDisposable {
  readonly #execute: ExecuteGroup;
  readonly #reportFailure: (error: unknown) => void;
  readonly #waiting = new Set<Waiting>();
  #running: Promise<void> | undefined;
  #isClosed = false;

  constructor(execute: ExecuteGroup, logger: Logger) {
    this.#execute = execute;
    this.#reportFailure = createFailureReport(logger, 'the store cannot be written');
  }

  async write(request: WriteRequest, characters: number): Promise<unknown> {
    if (this.#isClosed) throw new BackendUnavailable('The gateway is stopping');
    const waiting: Waiting = { request, characters, ...Promise.withResolvers<unknown>() };
    this.#waiting.add(waiting);
    this.#running ??= this.#run();
    try {
      return await withTimeout(waiting.promise, ANSWER_TIMEOUT_MS);
    } catch (error) {
      // If the disk hangs, the queue must not grow without bound.
      this.#waiting.delete(waiting);
      this.#reportFailure(error);
      throw storeUnavailable(error);
    }
  }

  /** Writes the operations that are already queued. Rejects with NoAnswer if that takes too long. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#isClosed = true;
    if (this.#running !== undefined) await withTimeout(this.#running, ANSWER_TIMEOUT_MS);
  }

  async #run(): Promise<void> {
    // Between the end of the loop and the reset there is no await: an operation sees it either running or not.
    while (this.#waiting.size > 0) await this.#write(this.#takeGroup());
    this.#running = undefined;
  }

  #takeGroup(): readonly Waiting[] {
    const group: Waiting[] = [];
    let total = 0;
    for (const waiting of this.#waiting) {
      total += waiting.characters;
      if (group.length > 0 && (group.length === MAX_GROUP || total > MAX_GROUP_CHARACTERS)) break;
      group.push(waiting);
      this.#waiting.delete(waiting);
    }
    return group;
  }

  async #write(group: readonly Waiting[]): Promise<void> {
    try {
      const outputs = await this.#execute(group.map(({ request }) => request));
      for (const [index, { resolve }] of group.entries()) resolve(outputs[index]);
    } catch (error) {
      if (group.length > 1 && error instanceof WrongInput) for (const one of group) await this.#write([one]);
      else for (const { reject } of [...group, ...this.#takeOthers(error)]) reject(error);
    }
  }

  #takeOthers(error: unknown): readonly Waiting[] {
    if (!(error instanceof StoreAway)) return [];
    const others = [...this.#waiting];
    this.#waiting.clear();
    return others;
  }
}
