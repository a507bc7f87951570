import { AsyncLocalStorage } from 'node:async_hooks';
import { GatewayError, LimitExceeded } from '../errors/catalogue.ts';

/** On whose behalf a REST call is made: whose turn it takes, and which operation's budget. */
export class Behalf {
  readonly caller: string;
  readonly #budget: CallBudget | undefined;
  /** Other callers that wait for the same call. */
  readonly #joined = new Set<string>();
  readonly #listeners = new Set<(caller: string) => void>();

  /** Without a budget, the number of calls has no bound. */
  constructor(caller: string, budget?: CallBudget) {
    this.caller = caller;
    this.#budget = budget;
  }

  /** Counts one REST call. Throws LimitExceeded if the operation has used up its calls. */
  countCall(): void {
    this.#budget?.countCall();
  }

  /** For one read that several operations may wait for: it uses this budget, and others can join it. */
  share(): Behalf {
    return new Behalf(this.caller, this.#budget);
  }

  /** Another caller waits for the read as well: it may take that caller's turn. */
  join(caller: string): void {
    if (caller === this.caller || this.#joined.has(caller)) return;
    this.#joined.add(caller);
    for (const listener of [...this.#listeners]) listener(caller);
  }

  /** Everyone who waits for the read. */
  get callers(): readonly string[] {
    return this.#joined.size === 0 ? [this.caller] : [this.caller, ...this.#joined];
  }

  /** Calls back for each caller that joins, until the function returned is called. */
  onJoin(listener: (caller: string) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
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

/** True for the failure of a call that says nothing to others who wait for the same: its own caller may not make it. */
export function isOfOneCaller(error: unknown): boolean {
  return error instanceof GatewayError && (error.limit === 'maxRestCalls' || error.limit === 'maxQueuedCalls');
}
