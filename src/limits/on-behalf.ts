import { AsyncLocalStorage } from 'node:async_hooks';
import { GatewayError, type Limit, LimitExceeded, Overloaded } from '../errors/catalogue.ts';
import type { RequestRecord } from '../telemetry/request-record.ts';
import type { Span } from '../telemetry/tracing/tracer.ts';
import { EVENT_LOOP, type Pacer } from './pacer.ts';

/** The limits of an operation, and the request that it belongs to. */
export interface Allowance {
  readonly request?: RequestRecord | undefined;
  /** The span of the work; by default that of the request. Null if the work is not traced. */
  readonly span?: Span | null;
  /** Null for work that is bounded by itself: an answer of a source can lead to another call without end. */
  readonly calls: CallBudget | null;
  /**
   * Starts to count the bytes of sources' answers that the operation holds. Null for work that reads no documents: a source
   * decides how long its answers are.
   */
  readonly holdFetched: (() => HeldBytes) | null;
  /** Shares the event loop with the other work of this process. */
  readonly pacer?: Pacer;
}

/** Bytes that are held until this is disposed of. */
export interface HeldBytes extends Disposable {
  /** Throws RateLimited, Overloaded or LimitExceeded if the bytes exceed a limit. */
  grow(bytes: number): void;
}

/** The caller and the limits that a REST call counts against. Disposing of it releases its bytes. */
export class Behalf implements Disposable {
  readonly caller: string;
  readonly #allowance: Allowance;
  #fetched: HeldBytes | undefined;
  #fetchedBytes = 0;
  #reads: Set<Behalf> | undefined;
  #isOver = false;
  /** Other callers that wait for the same call. Created when needed, as most calls are not joined by another caller. */
  #joined: Set<string> | undefined;
  #listeners: Set<(caller: string) => void> | undefined;

  constructor(caller: string, allowance: Allowance) {
    this.caller = caller;
    this.#allowance = allowance;
  }

  /** The request that causes the calls; for a call that several requests share, the first of them. */
  get request(): RequestRecord | undefined {
    return this.#allowance.request;
  }

  /** The span that the work is a part of; undefined if it is not traced. */
  get span(): Span | undefined {
    const { span, request } = this.#allowance;
    return span === undefined ? request?.span : (span ?? undefined);
  }

  /** Counts one REST call. Throws LimitExceeded if the operation has made all of its calls. */
  countCall(): void {
    const { request } = this.#allowance;
    if (request !== undefined) request.restCalls += 1;
    this.#allowance.calls?.countCall();
  }

  /**
   * Holds bytes of a source's answer while the operation runs, as the objects parsed from them take memory. Throws RateLimited,
   * Overloaded or LimitExceeded if there are too many.
   */
  holdFetched(bytes: number): void {
    if (this.#isOver) return;
    this.#fetched ??= this.#allowance.holdFetched?.();
    this.#fetched?.grow(bytes);
    this.#fetchedBytes += bytes;
  }

  /** Holds the bytes of a read that the operation has waited for. Counts a read once, even if several fields use it. */
  holdFetchedBy(read: Behalf): void {
    if (read.#fetchedBytes === 0 || this.#reads?.has(read)) return;
    this.holdFetched(read.#fetchedBytes);
    this.#reads ??= new Set();
    this.#reads.add(read);
  }

  /** The bytes that it holds, or held until it was disposed of. */
  get fetchedBytes(): number {
    return this.#fetchedBytes;
  }

  /** Asks for time for long work. Undefined if there is time now; otherwise resolves in the iteration that has time. */
  turn(): Promise<void> | undefined {
    return (this.#allowance.pacer ?? EVENT_LOOP).turn(this.caller);
  }

  /** For a read that several operations may wait for: it counts against this operation's calls, and others can join it. */
  share(): Behalf {
    return new Behalf(this.caller, this.#allowance);
  }

  [Symbol.dispose](): void {
    this.#isOver = true;
    this.#fetched?.[Symbol.dispose]();
  }

  /** Adds a caller that waits for the read too, so that the read is in that caller's queue as well. */
  join(caller: string): void {
    if (caller === this.caller || this.#joined?.has(caller)) return;
    this.#joined ??= new Set();
    this.#joined.add(caller);
    for (const listener of [...(this.#listeners ?? [])]) listener(caller);
  }

  /** All callers that wait for the read. */
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

/** For work that no caller waits for. The space distinguishes the name from configured callers. */
const GATEWAY = new Behalf(' gateway', { calls: null, holdFetched: null });

const scope = new AsyncLocalStorage<Behalf>();

/** Runs the work, and everything that it starts, on behalf of a caller. */
export function onBehalfOf<T>(behalf: Behalf, work: () => T): T {
  return scope.run(behalf, work);
}

/**
 * Runs the work on behalf of the gateway. For work that outlives the operation that started it, or serves all operations: it
 * must not count against that operation's calls, or fail with its limits.
 */
export function onBehalfOfGateway<T>(work: () => T): T {
  return scope.run(GATEWAY, work);
}

/** The field of a log line that names the request that caused it. Empty for the gateway's own work. */
export function requestField(): { readonly requestId?: string } {
  const { request } = currentBehalf();
  return request === undefined ? {} : { requestId: request.id };
}

/** The behalf of the current work; by default the gateway's own. */
export function currentBehalf(): Behalf {
  return scope.getStore() ?? GATEWAY;
}

const OF_ONE_CALLER: ReadonlySet<unknown> = new Set<Limit>(['maxRestCalls', 'maxQueuedCalls', 'maxFetchedBytes']);

/** True if a call failed at a limit of its caller, so that others that wait for the same call may make it themselves. */
export function isOfOneCaller(error: unknown): boolean {
  if (error instanceof Overloaded) return false;
  return error instanceof GatewayError && OF_ONE_CALLER.has(error.limit);
}
