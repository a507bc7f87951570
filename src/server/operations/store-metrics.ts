import { Counter, Histogram, type Registry } from 'prom-client';
import type { ReadCounts } from '../../cache/read-counts.ts';
import type { ObserveStore } from '../../store/measured.ts';
import type { WriteEnded } from '../../store/writes/journal.ts';
import { DURATION_BUCKETS } from './duration-buckets.ts';

/** Registers the counts of the reads that the cache, or a call in flight, answered. */
export function registerCache(registry: Registry, reads: ReadCounts): void {
  new Counter({
    name: 'gateway_cache_reads_total',
    help: 'Reads of sources by what answered them: memory, the shared cache, a call in flight, or the source',
    labelNames: ['kind', 'tier'],
    registers: [registry],
    collect() {
      this.reset();
      for (const { kind, tier, count } of reads.all()) this.inc({ kind, tier }, count);
    },
  });
}

/** Registers the durations of the store's operations. */
export function registerStore(registry: Registry, system: 'sqlite' | 'postgresql'): ObserveStore {
  const durations = new Histogram({
    name: 'db_client_operation_duration_seconds',
    help: 'Duration of operations on the store, with the time that they wait for others of the same transaction',
    labelNames: ['db_system_name', 'db_operation_name', 'outcome'],
    buckets: DURATION_BUCKETS,
    registers: [registry],
  });
  return ({ name, ms, isOk }) =>
    durations.observe({ db_system_name: system, db_operation_name: name, outcome: isOk ? 'ok' : 'failed' }, ms / 1_000);
}

/** Registers the outcomes of writes. */
export function registerWrites(registry: Registry): (ended: WriteEnded) => void {
  const writes = new Counter({
    name: 'gateway_writes_total',
    help: 'Writes that were sent to a source and have ended, by action and outcome',
    labelNames: ['source', 'action', 'outcome'],
    registers: [registry],
  });
  return ({ source, action, outcome }) => writes.inc({ source, action, outcome });
}
