import { Counter, type Registry } from 'prom-client';
import { gaugesIn } from './metrics.ts';

/** `applied`: the new configuration is in force. `refused`: it has faults, and the earlier one stays in force. */
export type ReloadOutcome = 'applied' | 'refused';

export interface ReloadMetrics {
  ended(outcome: ReloadOutcome): void;
}

/** `now` is in milliseconds since the epoch. */
export function registerReloads(registry: Registry, now: () => number): ReloadMetrics {
  let loadedAt = now();
  const total = new Counter({
    name: 'gateway_config_reloads_total',
    help: 'Reloads of the configuration, by outcome',
    labelNames: ['outcome'],
    registers: [registry],
  });
  for (const outcome of ['applied', 'refused'] satisfies ReloadOutcome[]) total.inc({ outcome }, 0);
  gaugesIn(registry)(
    'gateway_config_loaded_timestamp_seconds',
    'Time since the epoch at which the configuration in force was loaded',
    () => loadedAt / 1_000,
  );
  return {
    ended: (outcome) => {
      total.inc({ outcome });
      if (outcome === 'applied') loadedAt = now();
    },
  };
}
