import { Semaphore, Tally } from '../../async/semaphore.ts';
import type { Config } from '../../config/config.ts';
import { BackendTimeout, RateLimited } from '../../errors/catalogue.ts';
import { Behalf, CallBudget, type HeldBytes, onBehalfOf } from '../../limits/on-behalf.ts';
import { EVENT_LOOP, type Pacer } from '../../limits/pacer.ts';
import { TokenBuckets } from '../../limits/token-bucket.ts';
import type { RequestRecord } from '../../telemetry/request-record.ts';
import { inOperationSpan } from '../../telemetry/tracing/request-spans.ts';
import { type Span, traced } from '../../telemetry/tracing/tracer.ts';

/** All callers together run at most this many times as many operations as one caller may. */
const CALLERS_AT_FULL_FORCE = 4;
/** A caller may have this many times as many operations waiting as running. */
const WAITING_FACTOR = 16;

type AdmissionLimits = Pick<
  Config['limits'],
  'maxOperations' | 'maxRestCalls' | 'operationTimeoutMs' | 'requestsPerMinute'
>;

export interface AdmissionOptions {
  readonly limits: AdmissionLimits;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly pacer?: Pacer;
  /** Opens a count of the bytes of sources' answers that one operation of this caller holds. Null if it reads no sources. */
  readonly holdFetched: ((caller: string) => HeldBytes) | null;
}

/** The request that an operation belongs to, and the span of the operation if it is traced. */
interface Cause {
  readonly request: RequestRecord | undefined;
  readonly span: Span | undefined;
}

/**
 * Admits operations: each waits for its turn and runs on behalf of its caller, with a budget of REST calls of its own.
 * A caller runs `limits.maxOperations` at once; further operations wait in order.
 */
export class Admission {
  #limits: AdmissionLimits;
  #rates: TokenBuckets | undefined;
  readonly #waiting = new Tally();
  readonly #all: Semaphore;
  readonly #pacer: Pacer;
  readonly #now: () => number;
  readonly #holdFetched: AdmissionOptions['holdFetched'];
  readonly #callers = new Map<string, Semaphore>();
  #generation = new Generation();
  /** Resolves when the operations of all earlier generations have ended. */
  #settling: Promise<unknown> = Promise.resolve();

  constructor({ limits, now, pacer = EVENT_LOOP, holdFetched }: AdmissionOptions) {
    const { maxOperations, requestsPerMinute } = limits;
    this.#limits = limits;
    this.#pacer = pacer;
    this.#holdFetched = holdFetched;
    this.#now = now;
    this.#rates = this.#ratesOf(requestsPerMinute);
    this.#all = new Semaphore({ places: CALLERS_AT_FULL_FORCE * maxOperations, waiting: this.#waiting });
  }

  /** Uses other limits from now on. */
  load(limits: AdmissionLimits): void {
    const { maxOperations, requestsPerMinute } = limits;
    if (requestsPerMinute !== this.#limits.requestsPerMinute) this.#rates = this.#ratesOf(requestsPerMinute);
    this.#limits = limits;
    this.#all.resize(CALLERS_AT_FULL_FORCE * maxOperations);
    for (const semaphore of this.#callers.values()) semaphore.resize(maxOperations);
  }

  get running(): number {
    return this.#all.taken;
  }

  get waiting(): number {
    return this.#waiting.size;
  }

  /**
   * Runs a query or a mutation when it is its turn. Rejects with RateLimited if too many operations wait or the turn
   * does not come in time. Rejects with the signal's reason if it aborts first.
   */
  async run<T>(caller: string, signal: AbortSignal, work: () => Promise<T>, request?: RequestRecord): Promise<T> {
    this.#checkRate(caller);
    const own = this.#semaphoreOf(caller);
    try {
      if (!own.tryTake()) await traced(request?.span, this.#turn(own, caller, signal), 'wait maxOperations');
      try {
        if (!this.#all.tryTake())
          await traced(request?.span, this.#turn(this.#all, caller, signal), 'wait all callers');
        try {
          const turn = this.#pacer.turn(caller);
          if (turn !== undefined) {
            await traced(request?.span, turn, 'wait event loop');
            if (signal.aborted) throw this.#reasonOf(signal);
          }
          return await inOperationSpan(request, (span) => this.#runAtOnce(caller, work, { request, span }));
        } finally {
          this.#all.release();
        }
      } finally {
        own.release();
      }
    } finally {
      if (own.taken === 0) this.#callers.delete(caller);
    }
  }

  /** Starts a subscription at once. Its cost comes with its events. */
  async subscribe<T>(caller: string, work: () => T | Promise<T>, request?: RequestRecord): Promise<T> {
    this.#checkRate(caller);
    return inOperationSpan(request, (span) => this.#runAtOnce(caller, work, { request, span }));
  }

  /** Runs a subscription's operation for one event. Each of its many subscribers takes a turn of the event loop. */
  async runForEvent<T>(caller: string, work: () => Promise<T>, cause: Cause): Promise<T> {
    const turn = this.#pacer.turn(caller);
    if (turn !== undefined) await traced(cause.span, turn, 'wait event loop');
    return await this.#runAtOnce(caller, work, cause);
  }

  /** Resolves when all operations that are running now have ended. */
  async settled(): Promise<void> {
    const before = this.#generation;
    this.#generation = new Generation();
    this.#settling = Promise.all([this.#settling, before.ended()]);
    await this.#settling;
  }

  async #runAtOnce<T>(caller: string, work: () => T | Promise<T>, { request, span }: Cause): Promise<T> {
    using _ = this.#generation.enter();
    const holdFetched = this.#holdFetched;
    using behalf = new Behalf(caller, {
      calls: new CallBudget(this.#limits.maxRestCalls),
      pacer: this.#pacer,
      request,
      span: span ?? null,
      holdFetched: holdFetched && (() => holdFetched(caller)),
    });
    return await onBehalfOf(behalf, work);
  }

  #checkRate(caller: string): void {
    const retryAfterMs = this.#rates?.take(caller);
    if (retryAfterMs === undefined) return;
    throw new RateLimited(
      'requestsPerMinute',
      `This caller sends more than ${this.#limits.requestsPerMinute} requests per minute, which is \`limits.requestsPerMinute\`: try again in ${Math.ceil(retryAfterMs / 1_000)} s`,
      { retryAfterMs },
    );
  }

  #ratesOf(requestsPerMinute: number | undefined): TokenBuckets | undefined {
    return requestsPerMinute === undefined ? undefined : new TokenBuckets(requestsPerMinute, this.#now);
  }

  #semaphoreOf(caller: string): Semaphore {
    const existing = this.#callers.get(caller);
    if (existing !== undefined) return existing;
    const { maxOperations } = this.#limits;
    const options = { places: maxOperations, maxQueued: WAITING_FACTOR * maxOperations, waiting: this.#waiting };
    const semaphore = new Semaphore(options);
    this.#callers.set(caller, semaphore);
    return semaphore;
  }

  #turn(semaphore: Semaphore, caller: string, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', giveUp);
        semaphore.leave(caller, start);
      };
      const start = (): void => {
        leave();
        resolve();
      };
      const fail = (error: unknown): void => {
        leave();
        reject(error);
      };
      const giveUp = (): void => fail(this.#reasonOf(signal));
      const timer = setTimeout(() => fail(this.#tooMany()), this.#limits.operationTimeoutMs);
      signal.addEventListener('abort', giveUp);
      if (signal.aborted) giveUp();
      else if (!semaphore.enqueue(caller, start)) fail(this.#tooMany());
    });
  }

  /**
   * Returns the error for an operation that never began. If its time-out elapsed before its turn, too many others were
   * ahead of it.
   */
  #reasonOf({ reason }: AbortSignal): unknown {
    return reason instanceof BackendTimeout ? this.#tooMany() : reason;
  }

  #tooMany(): RateLimited {
    return new RateLimited(
      'maxOperations',
      `Too many operations of this caller are running or waiting; ${this.#limits.maxOperations} run at once (\`limits.maxOperations\`): try again when some of them have finished`,
    );
  }
}

/** The operations that began between two replacements of the configuration. */
class Generation implements Disposable {
  readonly #empty = Promise.withResolvers<void>();
  #running = 0;
  #isOver = false;

  enter(): Disposable {
    this.#running += 1;
    return this;
  }

  /** Resolves when the last operation has ended. No further one may enter. */
  ended(): Promise<void> {
    this.#isOver = true;
    if (this.#running === 0) this.#empty.resolve();
    return this.#empty.promise;
  }

  [Symbol.dispose](): void {
    this.#running -= 1;
    if (this.#isOver && this.#running === 0) this.#empty.resolve();
  }
}
