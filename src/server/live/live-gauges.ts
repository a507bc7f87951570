import type { Registry } from 'prom-client';
import { gaugesIn } from '../operations/gauges.ts';
import type { LiveServer } from './live-server.ts';

/** Tells an operator how many connections stay open, and what their operations keep. */
export function registerLive(
  { connections, quotas }: Pick<LiveServer, 'connections' | 'quotas'>,
  registry: Registry,
): void {
  const gauge = gaugesIn(registry);
  gauge('gateway_sockets', 'WebSockets that are open', () => connections.count('socket'));
  gauge('gateway_streams', 'Streams of server-sent events that are open', () => connections.count('stream'));
  gauge('gateway_retained_bytes', 'Bytes of texts and variables that live operations keep', () => quotas.retainedBytes);
}
