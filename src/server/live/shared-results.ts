import { LRUCache } from 'lru-cache';
import type { Caller } from '../../auth/caller.ts';
import { BackendUnavailable } from '../../errors/catalogue.ts';
import type { LiveResult } from './live-operations.ts';

/** Executes the operation for an event. `signal` is aborted when nobody waits for the result any more. */
export type ExecuteEvent = (signal: AbortSignal) => Promise<LiveResult>;

/** One subscriber's way to results. */
export interface Sharer extends Disposable {
  /** The event's result, executed now or by another subscriber just before. Rejects as soon as this one is gone. */
  resultOf(event: unknown, execute: ExecuteEvent): Promise<LiveResult>;
}

/** How many results are kept for those who come a little later. */
const MAX_KEPT = 16;
/** Who comes later than this gets its own: what a result holds besides the event was read when it was executed. */
const KEPT_MS = 1_000;

/**
 * Subscribers who ask the same, with the same variables and as the same caller, get the same results: each event is
 * executed once for all of them, as long as they keep up with each other.
 */
export class SharedResults {
  readonly #groups = new WeakMap<Caller, Map<string, Group>>();
  readonly #now: () => number;

  /** In milliseconds. */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** `operation` names what is asked, variables included. The subscriber leaves when the signal is aborted, or by itself. */
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
  readonly #deserted = new AbortController();
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
    this.#deserted.abort(new BackendUnavailable('The caller hung up'));
  }

  resultOf(event: unknown, execute: ExecuteEvent): Promise<LiveResult> {
    const subject = this.#members > 1 ? subjectOf(event) : undefined;
    if (subject === undefined) return execute(this.#deserted.signal);
    this.#results ??= new LRUCache({ max: MAX_KEPT, ttl: KEPT_MS, ttlResolution: 0, perf: { now: this.#now } });
    const known = this.#results.get(subject);
    if (known !== undefined) return known;
    const result = execute(this.#deserted.signal);
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

  /** Others may still wait for what this one waits for: it goes on without its end. */
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

/** Subscribers get an event under their field's name, each in an object of its own; the value is the same for all. */
function subjectOf(event: unknown): object | undefined {
  if (typeof event !== 'object' || event === null) return undefined;
  const [subject] = Object.values(event);
  return typeof subject === 'object' && subject !== null ? subject : undefined;
}
