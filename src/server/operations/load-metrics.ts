import type { Registry } from 'prom-client';
import type { Tally } from '../../async/semaphore.ts';
import type { Admission } from '../graphql/admission.ts';
import { gaugesIn } from './gauges.ts';

/** How much is in flight, and how much waits, of all callers and accounts together. */
export function watchLoad(registry: Registry, admission: Admission, queuedCalls: Tally): void {
  const gauge = gaugesIn(registry);
  gauge('gateway_operations_running', 'Queries and mutations that run', () => admission.running);
  gauge('gateway_operations_waiting', 'Queries and mutations that wait for their turn', () => admission.waiting);
  gauge('gateway_calls_queued', 'REST calls that wait for a place of their account', () => queuedCalls.size);
}
