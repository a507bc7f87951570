import type { Logger } from 'pino';
import { Counter, type Registry } from 'prom-client';
import type { Limit } from '../../errors/catalogue.ts';
import { onBehalfOfGateway } from '../../limits/on-behalf.ts';

/** The reason for refusing a request early: an exceeded limit, or a failed proof of identity. */
export type RefusalReason = Limit | 'authentication' | 'webhook';

/** Counts refusals. Logs one line a minute: with a line for each refusal, any client could fill the disk. */
export interface Refusals extends Disposable {
  /** `detail` is for the log. It must come from a small set of words. */
  count(reason: RefusalReason, detail?: string): void;
}

const MINUTE_MS = 60_000;

export function createRefusals(logger: Pick<Logger, 'warn'>, registry: Registry): Refusals {
  const total = new Counter({
    name: 'gateway_refusals_total',
    help: 'Requests, connections and messages that were refused, by reason',
    labelNames: ['reason'],
    registers: [registry],
  });
  const counts = new Map<string, number>();
  let timer: NodeJS.Timeout | undefined;

  const log = () => {
    timer = undefined;
    if (counts.size > 0) logger.warn({ refused: Object.fromEntries(counts) }, 'refused in the last minute');
    counts.clear();
  };

  return {
    count: (reason, detail) => {
      const label = detail === undefined ? reason : `${reason} (${detail})`;
      total.inc({ reason });
      counts.set(label, (counts.get(label) ?? 0) + 1);
      // Its line is not about the request that is counted first.
      timer ??= onBehalfOfGateway(() => setTimeout(log, MINUTE_MS)).unref();
    },
    [Symbol.dispose]: () => {
      clearTimeout(timer);
      log();
    },
  };
}
