import { AsyncLocalStorage } from 'node:async_hooks';
import { GatewayError, type Limit, LimitExceeded, Overloaded } from '../errors/catalogue.ts';
import { Pacer } from './pacer.ts';

/** What an operation may use. Without one of these, it has no bound. */
export interface Allowance {
  readonly calls?: CallBudget;
  /** Opens what counts the bytes of sources' answers that the operation holds. */
  readonly holdFetched?: () => HeldBytes;
  /** Shares the event loop with the other work of this process. */
  readonly pacer?: Pacer;
}

/** Bytes that someone holds, until it is disposed of. */
export interface HeldBytes extends Disposable {
  /** Throws RateLimited, Overloaded or LimitExceeded if there may not be so many. */
  grow(bytes: number): void;
}

/** On whose behalf a REST call is made: whose turn it takes, and what it uses up. Disposing of it gives its bytes back. */
export class Behalf implements Disposable {
  readonly caller: string;
  readonly #allowance: Allowance;
  #fetched: HeldBytes | undefined;
  #fetchedBytes = 0;
  #reads: Set<Behalf> | undefined;
  #isOver = false;
  /** Other callers that wait for the same call. There is a behalf for each call, and most are joined by no other caller. */
  #joined: Set<string> | undefined;
  #listeners: Set<(caller: string) => void> | undefined;

  constructor(caller: string, allowance: Allowance = {}) {
    this.caller = caller;
    this.#allowance = allowance;
  }

  /** Counts one REST call. Throws LimitExceeded if the operation has used up its calls. */
  countCall(): void {
    this.#allowance.calls?.countCall();
  }

  /**
   * Holds bytes that a source has answered, for as long as the operation runs: what was parsed from them takes memory.
   * Throws RateLimited, Overloaded or LimitExceeded if there are too many.
   */
  holdFetched(bytes: number): void {
    if (this.#isOver) return;
    this.#fetched ??= this.#allowance.holdFetched?.();
    this.#fetched?.grow(bytes);
    this.#fetchedBytes += bytes;
  }

  /** Holds what a read fetched that the operation has waited for; once, however many of its fields wanted it. */
  holdFetchedBy(read: Behalf): void {
    if (read.#fetchedBytes === 0 || this.#reads?.has(read)) return;
    this.holdFetched(read.#fetchedBytes);
    this.#reads ??= new Set();
    this.#reads.add(read);
  }

  /** What it holds, or held until it was disposed of. */
  get fetchedBytes(): number {
    return this.#fetchedBytes;
  }

  /** Undefined if there is time for work that can be long; otherwise resolves in the turn of the event loop that has. */
  turn(): Promise<void> | undefined {
    return (this.#allowance.pacer ?? PACER).turn(this.caller);
  }

  /** For one read that several operations may wait for: it uses this operation's calls, and others can join it. */
  share(): Behalf {
    return new Behalf(this.caller, this.#allowance);
  }

  [Symbol.dispose](): void {
    this.#isOver = true;
    this.#fetched?.[Symbol.dispose]();
  }

  /** Another caller waits for the read as well: it may take that caller's turn. */
  join(caller: string): void {
    if (caller === this.caller || this.#joined?.has(caller)) return;
    this.#joined ??= new Set();
    this.#joined.add(caller);
    for (const listener of [...(this.#listeners ?? [])]) listener(caller);
  }

  /** Everyone who waits for the read. */
  get callers(): readonly string[] {
    return this.#joined === undefined ? [this.caller] : [this.caller, ...this.#joined];
  }

  /** Calls back for each caller that joins, until the function returned is called. */
  onJoin(listener: (caller: string) => void): () => void {
    this.#listeners ??= new Set();
    const listeners = this.#listeners;
    listeners.add(listener);
    return () => listeners.delete(listener);
  }
}

/** The REST calls of one operation. */
export class CallBudget {
  readonly #max: number;
  #made = 0;

  /** `max` is `limits.maxRestCalls`. */
  constructor(max: number) {
    this.#max = max;
  }

  countCall(): void {
    this.#made += 1;
    if (this.#made <= this.#max) return;
    throw new LimitExceeded(
      'maxRestCalls',
      `The operation needs more than ${this.#max.toLocaleString('en')} REST calls, which is \`limits.maxRestCalls\`: ask for fewer documents, or send several operations`,
    );
  }
}

/** For work of which nobody has said how it is to be paced. */
const PACER = new Pacer();

/** Work that no caller waits for. The space keeps the name apart from the callers of a configuration file. */
const GATEWAY = new Behalf(' gateway');

const scope = new AsyncLocalStorage<Behalf>();

/** Runs the work, and everything it starts, on someone's behalf. */
export function onBehalfOf<T>(behalf: Behalf, work: () => T): T {
  return scope.run(behalf, work);
}

/**
 * Runs the work on the gateway's own behalf. For what is started by one operation and outlives it, or serves all: it must
 * neither use up that operation's calls nor fail when they are used up.
 */
export function onBehalfOfGateway<T>(work: () => T): T {
  return scope.run(GATEWAY, work);
}

/** On whose behalf the current work runs; the gateway's own if nothing else was said. */
export function currentBehalf(): Behalf {
  return scope.getStore() ?? GATEWAY;
}

const OF_ONE_CALLER: ReadonlySet<unknown> = new Set<Limit>(['maxRestCalls', 'maxQueuedCalls', 'maxFetchedBytes']);

/** True for the failure of a call that says nothing to others who wait for the same: its own caller may not make it. */
export function isOfOneCaller(error: unknown): boolean {
  if (error instanceof Overloaded) return false;
  return error instanceof GatewayError && OF_ONE_CALLER.has(error.limit);
}
