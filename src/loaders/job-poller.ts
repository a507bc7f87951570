import { isDeepStrictEqual } from 'node:util';
import type { Clock } from '../async/clock.ts';
import { onAbort } from '../async/on-abort.ts';
import type { ImportJob } from '../domain/imports/import-job.ts';
import { GatewayError, NotFound } from '../errors/catalogue.ts';
import type { LatestValue } from './latest-value.ts';

export interface JobPollerOptions {
  /** Reads the job once; null if it does not exist. */
  readonly read: (signal: AbortSignal) => Promise<ImportJob | null>;
  readonly clock: Clock;
  /** Called for the first of several consecutive failures. */
  readonly onFailure: (error: GatewayError) => void;
  /** Called once, when polling stops. */
  readonly onStop: () => void;
}

const FIRST_PAUSE_MS = 1_000;
const MAX_PAUSE_MS = 15_000;

/**
 * Polls one job for all its readers: immediately for the first one, then after pauses that double while the job does not
 * change. Stops for good when the job has ended or the last reader has left.
 */
export class JobPoller {
  readonly #options: JobPollerOptions;
  readonly #readers = new Set<LatestValue<ImportJob>>();
  /** Readers that have not received a state yet. */
  readonly #newcomers = new Set<LatestValue<ImportJob>>();
  readonly #stop = new AbortController();
  /** The result of the last read; undefined if it failed. */
  #fresh: ImportJob | undefined;
  #latest: ImportJob | undefined;
  #hasFailed = false;
  #pauseMs = FIRST_PAUSE_MS;
  #running: Promise<void> | undefined;

  constructor(options: JobPollerOptions) {
    this.#options = options;
  }

  /** Sends the reader the last state, or else the next one that is read, and then every change. */
  join(reader: LatestValue<ImportJob>): void {
    this.#readers.add(reader);
    if (this.#fresh === undefined) this.#newcomers.add(reader);
    else reader.offer(this.#fresh);
    this.#running ??= this.#run();
  }

  leave(reader: LatestValue<ImportJob>): void {
    this.#readers.delete(reader);
    this.#newcomers.delete(reader);
    if (this.#readers.size === 0) this.#halt();
  }

  /** Ends all readers. Resolves when the read in flight has ended. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#halt();
    this.#endAll();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { signal } = this.#stop;
    while (!signal.aborted) {
      await this.#turn(signal);
      if (signal.aborted) return;
      const pauseMs = this.#pauseMs;
      this.#pauseMs = Math.min(2 * pauseMs, MAX_PAUSE_MS);
      await pause(pauseMs, signal, this.#options.clock);
    }
  }

  async #turn(signal: AbortSignal): Promise<void> {
    try {
      this.#take(await this.#options.read(signal));
    } catch (error) {
      // An aborted read has no reader left to tell.
      if (!signal.aborted) this.#takeFailure(error);
    }
  }

  #take(job: ImportJob | null): void {
    this.#hasFailed = false;
    if (job === null) {
      this.#halt();
      // For readers that have seen the job, it is over. For the others it never existed.
      for (const reader of this.#newcomers) reader.fail(new NotFound('There is no such import job for this caller'));
      this.#endAll();
      return;
    }
    const hasChanged = !isDeepStrictEqual(job, this.#latest);
    this.#fresh = job;
    this.#latest = job;
    if (hasChanged) this.#pauseMs = FIRST_PAUSE_MS;
    for (const reader of hasChanged ? this.#readers : this.#newcomers) reader.offer(job);
    this.#newcomers.clear();
    if (job.status !== 'FINISHED' && job.status !== 'FAILED') return;
    this.#halt();
    this.#endAll();
  }

  #takeFailure(error: unknown): void {
    this.#fresh = undefined;
    if (!isPassing(error)) {
      this.#halt();
      for (const reader of [...this.#readers]) reader.fail(error);
      return;
    }
    if (isRefusal(error)) for (const reader of [...this.#newcomers]) reader.fail(error);
    if (!this.#hasFailed) this.#options.onFailure(error);
    this.#hasFailed = true;
  }

  #endAll(): void {
    for (const reader of [...this.#readers]) reader.end();
  }

  #halt(): void {
    if (this.#stop.signal.aborted) return;
    this.#stop.abort();
    this.#options.onStop();
  }
}

/** A failure that may be gone at the next read. */
function isPassing(error: unknown): error is GatewayError {
  return error instanceof GatewayError && (error.retryable || error.code.startsWith('BACKEND_'));
}

/** A failure that lasts until an operator fixes it. Readers that have not received a state do not wait for that. */
function isRefusal({ code }: GatewayError): boolean {
  return code === 'BACKEND_UNAUTHORIZED' || code === 'BACKEND_REJECTED';
}

/** Resolves after the pause, or when the signal aborts. */
function pause(ms: number, signal: AbortSignal, clock: Clock): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      stopListening();
      timer[Symbol.dispose]();
      resolve();
    };
    const timer = clock.schedule(end, ms);
    const stopListening = onAbort(signal, end);
  });
}
