import type { Logger } from 'pino';
import { type AccountId, BadUserInput, Forbidden, Overloaded } from '../errors/catalogue.ts';
import { requestField } from '../limits/on-behalf.ts';
import type { Refusals } from '../server/http/refusals.ts';
import type { WebhookMetrics } from '../server/operations/metrics.ts';
import { ClockInDoubt } from './sns/clock-in-doubt.ts';

/** Reports that a delivery was refused; without an account if its endpoint does not exist. */
export type WebhookRefused = (reason: string, error: unknown, accountId: AccountId | undefined) => void;

export interface WebhookRefusalsOptions {
  readonly metrics: WebhookMetrics;
  readonly refusals: Refusals;
  readonly logger: Pick<Logger, 'warn'>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

const MINUTE_MS = 60_000;
/** Anybody can cause refusals: with a line for each, anybody could fill the disk. */
const MAX_LINES_A_MINUTE = 20;

/**
 * Counts each refusal, and logs the details of the first one of each reason and endpoint in every minute. The numbers
 * are in the log line that summarizes all refusals.
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
      logger.warn({ ...accountId, reason, ...detailsOf(error), ...requestField() }, 'a webhook delivery was refused');
    }
  };
}

/** Only a failure in the gateway, or of a store, is logged with its stack. */
function detailsOf(error: unknown): object {
  const isExplained =
    error instanceof BadUserInput ||
    error instanceof Forbidden ||
    error instanceof Overloaded ||
    error instanceof ClockInDoubt;
  return isExplained ? { message: error.message } : { err: error };
}
