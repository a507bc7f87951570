import { MAX_TIMER_MS, wholeNumber } from './value-schemas.ts';

const timeoutMs = wholeNumber(1, MAX_TIMER_MS);
const retries = wholeNumber(0, 10);
const maxConcurrent = wholeNumber(1, 1_000);

/** The policy of all accounts, under `backends`. */
export const commonPolicy = {
  timeoutMs: timeoutMs.default(10_000),
  retries: retries.default(2),
  maxConcurrent: maxConcurrent.default(16),
};

/** The policy in an account's own section: only what differs from `backends`. */
export const accountPolicy = {
  timeoutMs: timeoutMs.exactOptional(),
  retries: retries.exactOptional(),
  maxConcurrent: maxConcurrent.exactOptional(),
};
