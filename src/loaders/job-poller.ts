import { isDeepStrictEqual } from 'node:util';
import type { Clock } from '../async/clock.ts';
import { onAbort } from '../async/on-abort.ts';
import type { ImportJob } from '../domain/import-job.ts';
import { GatewayError, NotFound } from '../errors/catalogue.ts';
import type { LatestValue } from './latest-value.ts';

export interface JobPollerOptions {
  /** One read; null = there is no such job. */
  readonly read: (signal: AbortSignal) => Promise<ImportJob | null>;
  readonly clock: Clock;
  /** Called with the first of several failures in a row. */
  readonly onFailure: (error: GatewayError) => void;
  /** Called once, when it reads no more. */
  readonly onStop: () => void;
}

const FIRST_PAUSE_MS = 1_000;
const MAX_PAUSE_MS = 15_000;

/**
 * Reads one job again and again for all who wait for it: at once when the first one comes, and then after pauses that
 * double while nothing changes. Reads no more when the job has ended or nobody waits; it is not started again.
 */
export class JobPoller {
  readonly #options: JobPollerOptions;
  readonly #readers = new Set<LatestValue<ImportJob>>();
  /** Readers that were given no state yet. */
  readonly #newcomers = new Set<LatestValue<ImportJob>>();
  readonly #stop = new AbortController();
  /** What was read last; undefined where that failed. */
  #fresh: ImportJob | undefined;
  #latest: ImportJob | undefined;
  #hasFailed = false;
  #pauseMs = FIRST_PAUSE_MS;
  #running: Promise<void> | undefined;

  constructor(options: JobPollerOptions) {
    this.#options = options;
  }

  /** Gives the reader the job as it was last read, or else as it is read next, and then whenever it has changed. */
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

  /** Ends all readers; resolves when the read under way has ended, too. */
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
      // One that was given up has nobody left to hear of it.
      if (!signal.aborted) this.#takeFailure(error);
    }
  }

  #take(job: ImportJob | null): void {
    this.#hasFailed = false;
    if (job === null) {
      this.#halt();
      // Whoever has seen it knows that it is gone; for the others it was never there.
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

/** A source that fails now may answer at the next turn. */
function isPassing(error: unknown): error is GatewayError {
  return error instanceof GatewayError && (error.retryable || error.code.startsWith('BACKEND_'));
}

/** It may pass as well, when somebody mends it: nobody who has seen nothing yet should wait for that. */
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
