import { LRUCache } from 'lru-cache';
import type { Caller } from '../../auth/caller.ts';
import { BackendUnavailable } from '../../errors/catalogue.ts';
import type { LiveResult } from './live-operations.ts';

/** Executes the operation for an event. `signal` aborts when no subscriber waits for the result any more. */
export type ExecuteEvent = (signal: AbortSignal) => Promise<LiveResult>;

/** One subscriber's access to shared results. */
export interface Sharer extends Disposable {
  /**
   * Returns the event's result, executed now or for another subscriber just before. Rejects as soon as this subscriber
   * is gone.
   */
  resultOf(event: unknown, execute: ExecuteEvent): Promise<LiveResult>;
}

/** Recent results that are kept for slower subscribers. */
const MAX_KEPT = 16;
/**
 * A subscriber that is slower than this gets a result of its own, because a result also holds data that was read when
 * it was executed.
 */
const KEPT_MS = 1_000;

/**
 * Subscribers with the same operation, the same variables and the same caller share results: each event is executed
 * once for all of them, as long as they keep up with each other.
 */
export class SharedResults {
  readonly #groups = new WeakMap<Caller, Map<string, Group>>();
  readonly #now: () => number;

  /** `now` returns milliseconds. */
  constructor(now: () => number) {
    this.#now = now;
  }

  /**
   * `operation` identifies the operation with its variables. The subscriber leaves when the signal aborts, or when it
   * is disposed of.
   */
  join(caller: Caller, operation: string, signal: AbortSignal): Sharer {
    const groups = this.#groups.get(caller) ?? new Map<string, Group>();
    this.#groups.set(caller, groups);
    const group = groups.get(operation) ?? new Group(() => groups.delete(operation), this.#now);
    groups.set(operation, group);
    return new Member(group, signal);
  }
}

class Group {
  #results: LRUCache<object, Promise<LiveResult>> | undefined;
  readonly #abandoned = new AbortController();
  readonly #onEmpty: () => void;
  readonly #now: () => number;
  #members = 0;

  constructor(onEmpty: () => void, now: () => number) {
    this.#onEmpty = onEmpty;
    this.#now = now;
  }

  enter(): void {
    this.#members += 1;
  }

  leave(): void {
    this.#members -= 1;
    if (this.#members > 0) return;
    this.#onEmpty();
    this.#abandoned.abort(new BackendUnavailable('The caller disconnected'));
  }

  resultOf(event: unknown, execute: ExecuteEvent): Promise<LiveResult> {
    const subject = this.#members > 1 ? subjectOf(event) : undefined;
    if (subject === undefined) return execute(this.#abandoned.signal);
    this.#results ??= new LRUCache({ max: MAX_KEPT, ttl: KEPT_MS, ttlResolution: 0, perf: { now: this.#now } });
    const known = this.#results.get(subject);
    if (known !== undefined) return known;
    const result = execute(this.#abandoned.signal);
    this.#results.set(subject, result);
    return result;
  }
}

class Member implements Sharer {
  readonly #group: Group;
  readonly #signal: AbortSignal;
  #giveUp: ((reason: unknown) => void) | undefined;
  #isGone = false;

  constructor(group: Group, signal: AbortSignal) {
    this.#group = group;
    this.#signal = signal;
    group.enter();
    signal.addEventListener('abort', this);
    if (signal.aborted) this.handleEvent();
  }

  async resultOf(event: unknown, execute: ExecuteEvent): Promise<LiveResult> {
    this.#signal.throwIfAborted();
    const { promise, resolve, reject } = Promise.withResolvers<LiveResult>();
    this.#giveUp = reject;
    this.#group.resultOf(event, execute).then(resolve, reject);
    try {
      return await promise;
    } finally {
      this.#giveUp = undefined;
    }
  }

  /** Other members may still wait for the result, so the execution is not cancelled. */
  handleEvent(): void {
    this[Symbol.dispose]();
    this.#giveUp?.(this.#signal.reason);
  }

  [Symbol.dispose](): void {
    if (this.#isGone) return;
    this.#isGone = true;
    this.#signal.removeEventListener('abort', this);
    this.#group.leave();
  }
}

/**
 * Returns the value that all subscribers share: each gets an object of its own, with the value under the name of its
 * field.
 */
function subjectOf(event: unknown): object | undefined {
  if (typeof event !== 'object' || event === null) return undefined;
  const [subject] = Object.values(event);
  return typeof subject === 'object' && subject !== null ? subject : undefined;
}
