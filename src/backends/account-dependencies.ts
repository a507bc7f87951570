import type { Logger } from 'pino';
import type { Tally } from '../limits/semaphore.ts';

/** What an account's backend needs from outside, beside its configuration. */
export interface AccountDependencies {
  readonly logger: Logger;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Calls of one caller that may wait for one account. */
  readonly maxQueuedCalls?: number;
  /** Counts the calls that wait for any account. */
  readonly queuedCalls?: Tally;
}
