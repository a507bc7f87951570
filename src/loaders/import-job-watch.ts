import type { Clock } from '../async/clock.ts';
import { onAbort } from '../async/on-abort.ts';
import type { ImportJob } from '../domain/import-job.ts';
import type { AccountId } from '../errors/catalogue.ts';
import { Behalf, onBehalfOf } from '../limits/on-behalf.ts';
import { JobPoller } from './job-poller.ts';
import { LatestValue } from './latest-value.ts';

/** Who waits for a job. */
export interface Waiting {
  /** The caller's name: the job is asked for when it is this caller's turn. */
  readonly caller: string;
  readonly signal: AbortSignal;
}

export interface ImportJobWatch extends AsyncDisposable {
  /**
   * The job now and whenever it has changed, until it is FINISHED or FAILED, is there no more, or `signal` aborts. Fails
   * with NotFound where it is not there to begin with. A source that fails is asked again, without an end.
   */
  watch(account: AccountId, jobId: string, waiting: Waiting): AsyncIterable<ImportJob>;
}

export interface ImportJobWatchOptions {
  /** Asks the source; null = there is no such job. */
  readonly read: (account: AccountId, jobId: string, signal: AbortSignal) => Promise<ImportJob | null>;
  readonly clock: Clock;
  readonly logger?: { warn(fields: object, message: string): void };
}

/** One poller for each job, whatever operations they belong to that wait for it. Disposing of it ends all of them. */
export function createImportJobWatch({ read, clock, logger }: ImportJobWatchOptions): ImportJobWatch {
  const pollers = new Map<string, { readonly poller: JobPoller; readonly behalf: Behalf }>();
  let isDisposed = false;

  const pollerFor = ({ company, source }: AccountId, jobId: string, caller: string): JobPoller => {
    const name = JSON.stringify([company, source, jobId]);
    const existing = pollers.get(name);
    if (existing !== undefined) {
      existing.behalf.join(caller);
      return existing.poller;
    }
    // It outlives the operation that was the first to wait for the job, and does not use up its calls.
    const behalf = new Behalf(caller);
    const poller = new JobPoller({
      read: (signal) => onBehalfOf(behalf, () => read({ company, source }, jobId, signal)),
      clock,
      onFailure: (err) =>
        logger?.warn({ company, source, jobId, err }, 'an import job cannot be read, and is tried again'),
      onStop: () => pollers.delete(name),
    });
    pollers.set(name, { poller, behalf });
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
