import type { Logger } from 'pino';
import { Counter, type Registry } from 'prom-client';
import type { Limit } from '../../errors/catalogue.ts';

/** Why a request was refused before it could do anything: the limit that it ran into, or what it could not prove. */
export type RefusalReason = Limit | 'authentication' | 'webhook';

/** Counts what is refused. One line a minute tells how often: a line for each would let anybody fill the disk. */
export interface Refusals extends Disposable {
  /** `detail` is one of a few words, for the log. */
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

  const tell = () => {
    timer = undefined;
    if (counts.size > 0) logger.warn({ refused: Object.fromEntries(counts) }, 'refused in the last minute');
    counts.clear();
  };

  return {
    count: (reason, detail) => {
      const told = detail === undefined ? reason : `${reason} (${detail})`;
      total.inc({ reason });
      counts.set(told, (counts.get(told) ?? 0) + 1);
      timer ??= setTimeout(tell, MINUTE_MS).unref();
    },
    [Symbol.dispose]: () => {
      clearTimeout(timer);
      tell();
    },
  };
}
