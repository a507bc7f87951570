import type { Logger } from 'pino';

/** What an account's backend needs from outside, beside its configuration. */
export interface AccountDependencies {
  readonly logger: Logger;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}
