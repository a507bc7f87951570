import { setImmediate as nextIteration } from 'node:timers/promises';
import type { Logger } from 'pino';
import { BackendUnavailable } from '../errors/catalogue.ts';
import { createFailureReport, NoAnswer, storeUnavailable, withTimeout } from './store-unavailable.ts';
import type { WriteRequest } from './write-operations.ts';

/** Carries out a group within one transaction, and returns the outputs in the same order. */
export type ExecuteGroup = (requests: readonly WriteRequest[]) => Promise<readonly unknown[]>;

/** A value of an operation cannot be stored. Its whole group was not stored. */
export class WrongInput extends Error {}

/** The store does not answer. Operations that wait meanwhile must not wait as long as the group did. */
export class StoreAway extends Error {}

export interface WriteOptions {
  /** True if its caller waits for others anyway: it can wait up to 25 ms for a larger group. */
  readonly isPatient?: boolean;
}

interface Waiting extends PromiseWithResolvers<unknown> {
  readonly request: WriteRequest;
  readonly characters: number;
  readonly isPatient: boolean;
  /** The tick at which it has waited for too long. */
  readonly lastTick: number;
}

/** SNS waits fifteen seconds for the answer to a delivery. */
const ANSWER_TIMEOUT_MS = 10_000;
/** One timer for all operations. If this process was busy itself, only one tick is lost. */
const TICK_MS = 250;
/** A batch of 200 takes about as long, so that its outcomes need few transactions. */
const PATIENCE_MS = 25;
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
  /** Those that wait and those of the group that is written, oldest first. */
  readonly #unanswered = new Set<Waiting>();
  #running: Promise<void> | undefined;
  /** Ends the wait of patient operations. */
  #hurry: (() => void) | undefined;
  #ticks = 0;
  #timer: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(execute: ExecuteGroup, logger: Logger) {
    this.#execute = execute;
    this.#reportFailure = createFailureReport(logger, 'the store cannot be written');
  }

  async write(request: WriteRequest, characters: number, { isPatient = false }: WriteOptions = {}): Promise<unknown> {
    if (this.#isClosed) throw new BackendUnavailable('The gateway is stopping');
    const lastTick = this.#ticks + ANSWER_TIMEOUT_MS / TICK_MS;
    const waiting: Waiting = { request, characters, isPatient, lastTick, ...Promise.withResolvers<unknown>() };
    this.#waiting.add(waiting);
    this.#unanswered.add(waiting);
    this.#timer ??= setInterval(() => this.#tick(), TICK_MS);
    this.#running ??= this.#run();
    if (!isPatient || this.#waiting.size >= MAX_GROUP) this.#hurry?.();
    try {
      return await waiting.promise;
    } catch (error) {
      // If the disk hangs, the queue must not grow without bound.
      this.#waiting.delete(waiting);
      this.#reportFailure(error);
      throw storeUnavailable(error);
    } finally {
      this.#unanswered.delete(waiting);
    }
  }

  /** Writes the operations that are already queued. Rejects with NoAnswer if that takes too long. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#isClosed = true;
    this.#hurry?.();
    try {
      if (this.#running !== undefined) await withTimeout(this.#running, ANSWER_TIMEOUT_MS);
    } finally {
      clearInterval(this.#timer);
    }
  }

  async #run(): Promise<void> {
    // Between the end of the loop and the reset there is no await: an operation sees it either running or not.
    while (this.#waiting.size > 0) {
      await this.#gather();
      await this.#write(this.#takeGroup());
    }
    this.#running = undefined;
  }

  /** Waits for the other operations of this moment. If all of them are patient, waits longer. */
  async #gather(): Promise<void> {
    await nextIteration();
    if (this.#isClosed || this.#waiting.size >= MAX_GROUP) return;
    for (const { isPatient } of this.#waiting) if (!isPatient) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#hurry = resolve;
    const timer = setTimeout(resolve, PATIENCE_MS);
    await promise;
    clearTimeout(timer);
    this.#hurry = undefined;
  }

  #tick(): void {
    this.#ticks += 1;
    for (const { lastTick, reject } of this.#unanswered)
      if (lastTick <= this.#ticks) reject(new NoAnswer(`no answer within ${ANSWER_TIMEOUT_MS} ms`));
    if (this.#unanswered.size > 0) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
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
    // All of them may have waited for too long meanwhile.
    if (group.length === 0) return;
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
