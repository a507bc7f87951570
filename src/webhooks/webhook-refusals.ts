import type { Logger } from 'pino';
import { type AccountId, BadUserInput, Forbidden, Overloaded } from '../errors/catalogue.ts';
import type { Refusals } from '../server/http/refusals.ts';
import type { WebhookMetrics } from '../server/operations/metrics.ts';

/** Tells that a delivery was not taken; without an origin where it came to a door that is not there. */
export type WebhookRefused = (reason: string, error: unknown, accountId: AccountId | undefined) => void;

export interface WebhookRefusalsOptions {
  readonly metrics: WebhookMetrics;
  readonly refusals: Refusals;
  readonly logger: Pick<Logger, 'warn'>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

const MINUTE_MS = 60_000;
/** Anybody can have a delivery refused, and a line for each would let anybody fill the disk. */
const MAX_LINES_A_MINUTE = 20;

/**
 * Counts each, and logs the details of the first of a kind at a door in every minute. How many there were of each kind
 * stands in the line that tells of all refusals.
 */
export function createWebhookRefusals({ metrics, refusals, logger, now }: WebhookRefusalsOptions): WebhookRefused {
  const told = new Set<string>();
  let minute = Number.NaN;

  const isFirst = (kind: string): boolean => {
    const current = Math.floor(now() / MINUTE_MS);
    if (current !== minute) told.clear();
    minute = current;
    if (told.has(kind) || told.size >= MAX_LINES_A_MINUTE) return false;
    told.add(kind);
    return true;
  };

  return (reason, error, accountId) => {
    metrics.refused(reason);
    refusals.count('webhook', reason);
    if (isFirst(`${reason} ${accountId?.company}`)) {
      logger.warn({ ...accountId, reason, ...detailsOf(error) }, 'a webhook delivery was not taken');
    }
  };
}

/** Only what went wrong in here, or at a store, is worth a stack. */
function detailsOf(error: unknown): object {
  const isRefused = error instanceof BadUserInput || error instanceof Forbidden || error instanceof Overloaded;
  return isRefused ? { message: error.message } : { err: error };
}
