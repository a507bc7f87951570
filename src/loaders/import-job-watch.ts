import type { Clock } from '../async/clock.ts';
import { onAbort } from '../async/on-abort.ts';
import type { ImportJob } from '../domain/imports/import-job.ts';
import type { AccountId } from '../errors/catalogue.ts';
import { type Allowance, Behalf, onBehalfOf } from '../limits/on-behalf.ts';
import { JobPoller } from './job-poller.ts';
import { LatestValue } from './latest-value.ts';

/** A caller that waits for a job. */
export interface Waiting {
  /** The caller's name. Its REST calls take turns with those of other callers. */
  readonly caller: string;
  readonly signal: AbortSignal;
}

export interface ImportJobWatch extends AsyncDisposable {
  /**
   * Yields the job as it is now and after every change, until it is FINISHED or FAILED, disappears, or `signal` aborts.
   * Throws NotFound if the job does not exist at the start. A source that fails is asked again without limit.
   */
  watch(account: AccountId, jobId: string, waiting: Waiting): AsyncIterable<ImportJob>;
}

export interface ImportJobWatchOptions {
  /** Reads the job from its source; null if it does not exist. */
  readonly read: (account: AccountId, jobId: string, signal: AbortSignal) => Promise<ImportJob | null>;
  /** The limits of one read for this caller. */
  readonly allowanceOf: (caller: string) => Allowance;
  readonly clock: Clock;
  readonly logger?: { warn(fields: object, message: string): void };
}

/** Runs one poller per job, shared by all operations that wait for it. Disposing of the watch ends all pollers. */
export function createImportJobWatch({ read, allowanceOf, clock, logger }: ImportJobWatchOptions): ImportJobWatch {
  const pollers = new Map<string, { readonly poller: JobPoller; readonly reads: SharedReads }>();
  let isDisposed = false;

  const pollerFor = ({ company, source }: AccountId, jobId: string, caller: string): JobPoller => {
    const name = JSON.stringify([company, source, jobId]);
    const existing = pollers.get(name);
    if (existing !== undefined) {
      existing.reads.join(caller);
      return existing.poller;
    }
    const reads = new SharedReads(caller, allowanceOf);
    const poller = new JobPoller({
      read: (signal) => reads.run(() => read({ company, source }, jobId, signal)),
      clock,
      onFailure: (err) => logger?.warn({ company, source, jobId, err }, 'cannot read an import job, retrying'),
      onStop: () => pollers.delete(name),
    });
    pollers.set(name, { poller, reads });
    return poller;
  };

  const open =
    (account: AccountId, jobId: string, { caller, signal }: Waiting) =>
    (reader: LatestValue<ImportJob>) => {
      if (signal.aborted || isDisposed) {
        reader.end();
        return () => {};
      }
      const stopListening = onAbort(signal, () => void reader.return());
      const poller = pollerFor(account, jobId, caller);
      poller.join(reader);
      return () => {
        stopListening();
        poller.leave(reader);
      };
    };

  return {
    watch: (account, jobId, waiting) => ({
      [Symbol.asyncIterator]: () => new LatestValue(open(account, jobId, waiting)),
    }),
    [Symbol.asyncDispose]: async () => {
      isDisposed = true;
      await Promise.all([...pollers.values()].map(({ poller }) => poller[Symbol.asyncDispose]()));
    },
  };
}

/**
 * The reads of one poller, on behalf of all callers that wait for its job. A poller outlives the operation that started it,
 * so its reads do not use up that operation's budget of calls.
 */
class SharedReads {
  readonly #first: string;
  readonly #others = new Set<string>();
  readonly #allowanceOf: (caller: string) => Allowance;
  #current: Behalf | undefined;

  constructor(caller: string, allowanceOf: (caller: string) => Allowance) {
    this.#first = caller;
    this.#allowanceOf = allowanceOf;
  }

  join(caller: string): void {
    this.#others.add(caller);
    this.#current?.join(caller);
  }

  async run<T>(read: () => Promise<T>): Promise<T> {
    using behalf = new Behalf(this.#first, this.#allowanceOf(this.#first));
    for (const caller of this.#others) behalf.join(caller);
    this.#current = behalf;
    return await onBehalfOf(behalf, read);
  }
}
