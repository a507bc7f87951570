import type { z } from 'zod';
import { MAX_TIMER_MS, wholeNumber } from './value-schemas.ts';

const timeoutMs = wholeNumber(1, MAX_TIMER_MS);
const retries = wholeNumber(0, 10);
const maxConcurrent = wholeNumber(1, 1_000);
const patienceMs = wholeNumber(1, MAX_TIMER_MS);

/** How REST calls are made, for all accounts: keys of `backends`. */
export const commonPolicy = {
  /** For one REST call with its body, in milliseconds. */
  timeoutMs: timeoutMs.default(10_000),
  /** How often a failed GET is repeated; 0 = never. */
  retries: retries.default(2),
  /** REST calls of one account at once. */
  maxConcurrent: maxConcurrent.default(16),
  /** How long a list waits for an account while it has documents of others, in milliseconds. */
  patienceMs: patienceMs.default(2_500),
};

/** The same keys in an account's own section, where they override those of `backends`. */
export const accountPolicy = {
  timeoutMs: timeoutMs.exactOptional(),
  retries: retries.exactOptional(),
  maxConcurrent: maxConcurrent.exactOptional(),
  patienceMs: patienceMs.exactOptional(),
};

/** The policy of one account. */
export type AccountPolicy = Readonly<z.output<z.ZodObject<typeof commonPolicy>>>;

/** How its REST calls are made. */
export type CallPolicy = Omit<AccountPolicy, 'patienceMs'>;
