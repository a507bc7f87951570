import type { Clock } from '../../async/clock.ts';
import { onAbort } from '../../async/on-abort.ts';
import { abortedBeforeSending, CallFailure } from '../call-failure.ts';
import type { TraceWait } from '../call-traces.ts';
import type { Attempt, RestAnswer } from '../send.ts';
import { backoffMs, pause } from './pause.ts';
import { retryAfterMs } from './retry-after.ts';

/** The longest pause that a source has not asked for. A limit of calls per second is soon over. */
const MAX_BACKOFF_MS = 5_000;
/** A call does not wait longer than this for such a pause, as it may not be the last one. */
const MAX_BACKOFF_WAIT_MS = 1_000;

export interface SourcePause {
  /** Waits until the pause is over, and reads the next pause from the answer. */
  readonly guard: (next: Attempt) => Attempt;
  /** Refuses a call that `guard` would refuse, before it is queued. */
  readonly failFast: (next: Attempt) => Attempt;
}

export interface SourcePauseOptions {
  readonly clock: Clock;
  /** Maximum time that a call waits. */
  readonly maxWaitMs: number;
  /** From 0 to 1, exclusive. */
  readonly random: () => number;
  readonly traceWait: TraceWait;
}

/**
 * Holds the calls of an account back:
 * - after a 429 or 503 with Retry-After, until that time has elapsed
 * - after several 429s without one, for a pause that grows with each of them
 * A call waits if the pause ends within its `maxWaitMs`, or within a second if the source has not given its length;
 * otherwise it fails at once. After a pause, one call goes first. The others follow if its answer does not start
 * another pause.
 */
export function createSourcePause(options: SourcePauseOptions): SourcePause {
  return new Pause(options);
}

class Pause implements SourcePause {
  readonly #options: SourcePauseOptions;
  #until = Number.NEGATIVE_INFINITY;
  #kind: 'paused' | 'unavailable' = 'paused';
  /** A call is refused if more than this is left of the pause. */
  #longestWaitMs = 0;
  /** Number of consecutive pauses for which the source has not given a length. */
  #backoffs = 0;
  /** True from the beginning of a pause until a call has shown that it is over. */
  #isDoubtful = false;
  /** Settles when the call that went first has ended. */
  #first: Promise<void> | undefined;

  constructor(options: SourcePauseOptions) {
    this.#options = options;
  }

  guard(next: Attempt): Attempt {
    return (request, attempt) =>
      this.#isDoubtful ? this.#sendLater(next, request, attempt) : this.#send(next, request, attempt);
  }

  failFast(next: Attempt): Attempt {
    return (request, attempt) =>
      this.#isDoubtful && this.#left > this.#longestWaitMs ? this.#refuse() : next(request, attempt);
  }

  get #left(): number {
    return this.#until - this.#options.clock.now();
  }

  async #sendLater(next: Attempt, ...[request, attempt]: Parameters<Attempt>): Promise<RestAnswer> {
    const { clock, maxWaitMs, traceWait } = this.#options;
    const latest = clock.now() + maxWaitMs;
    // Another answer may have prolonged the pause.
    while (this.#isDoubtful) {
      if (this.#until > latest || this.#left > this.#longestWaitMs) return this.#refuse();
      if (this.#left > 0) await traceWait(pause(this.#left, request.signal, clock), 'retry-after', request);
      else if (this.#first === undefined) return this.#sendFirst(next, request, attempt);
      else await traceWait(untilSettled(this.#first, request.signal), 'retry-after', request);
    }
    return this.#send(next, request, attempt);
  }

  #sendFirst(next: Attempt, ...call: Parameters<Attempt>): Promise<RestAnswer> {
    const answer = this.#send(next, ...call);
    this.#first = answer.then(
      () => this.#endFirst(true),
      // A call that its caller aborted shows nothing: the next one goes first.
      (error: unknown) => this.#endFirst(error instanceof CallFailure && error.kind !== 'aborted'),
    );
    return answer;
  }

  #endFirst(isSign: boolean): void {
    this.#first = undefined;
    if (isSign && this.#left <= 0) this.#isDoubtful = false;
  }

  #send(next: Attempt, ...call: Parameters<Attempt>): Promise<RestAnswer> {
    const sentAt = this.#options.clock.now();
    const answer = next(...call);
    answer.then(
      (value) => this.#learn(value, sentAt),
      () => {},
    );
    return answer;
  }

  #learn({ status, headers }: RestAnswer, sentAt: number): void {
    const now = this.#options.clock.now();
    // A call that was sent before the last pause began does not say anything about the time after it.
    const isNews = sentAt >= this.#until;
    if (status !== 429 && status !== 503) {
      if (isNews) this.#backoffs = 0;
      return;
    }
    const asked = retryAfterMs(headers, now);
    if (asked === undefined && status === 503) return;
    if (asked === undefined && isNews) this.#backoffs += 1;
    const until = now + (asked ?? this.#backoffMs());
    if (until <= this.#until || (asked === undefined && !isNews)) return;
    this.#until = until;
    const { maxWaitMs } = this.#options;
    this.#longestWaitMs = asked === undefined ? Math.min(maxWaitMs, MAX_BACKOFF_WAIT_MS) : maxWaitMs;
    this.#kind = status === 429 ? 'paused' : 'unavailable';
    this.#isDoubtful = true;
  }

  /** After the first 429, the next call goes first without a pause. */
  #backoffMs(): number {
    if (this.#backoffs <= 1) return 0;
    return Math.min(backoffMs(this.#backoffs - 1, this.#options.random), MAX_BACKOFF_MS);
  }

  #refuse(): Promise<RestAnswer> {
    return Promise.reject(new CallFailure(this.#kind, { sent: false, retryAfterMs: this.#left }));
  }
}

function untilSettled(first: Promise<void>, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(abortedBeforeSending(signal));
      return;
    }
    const stopListening = onAbort(signal, () => {
      stopListening();
      reject(abortedBeforeSending(signal));
    });
    void first.then(() => {
      stopListening();
      resolve();
    });
  });
}
