import type { Registry } from 'prom-client';
import { ActiveSet } from '../../async/active-set.ts';
import type { Config } from '../../config/config.ts';
import type { InFlight } from '../graphql/in-flight.ts';
import type { Route } from '../http/route.ts';
import { gaugesIn } from '../operations/metrics.ts';
import { createEventStreamRoute, type EventStreamRouteOptions } from './event-stream/event-stream-route.ts';
import { LiveConnections } from './live-connections.ts';
import { createLiveOperations, type LiveOperationsOptions } from './live-operations.ts';
import { LiveQuotas } from './live-quotas.ts';
import {
  createWebSocketEndpoint,
  type WebSocketEndpoint,
  type WebSocketEndpointOptions,
} from './web-socket/web-socket-endpoint.ts';

type Options<T> = Omit<T, 'connections' | 'run' | 'active' | 'quotas'>;

export interface LiveServerOptions
  extends Options<LiveOperationsOptions>,
    Options<WebSocketEndpointOptions>,
    Options<EventStreamRouteOptions> {
  readonly inFlight: InFlight;
  readonly limits: Config['limits'];
  /** The interval of pings. */
  readonly pingMs?: number;
}

/** GraphQL over WebSockets and event streams. The HTTP server that uses it closes it. */
export interface LiveServer {
  readonly connections: LiveConnections;
  readonly quotas: LiveQuotas;
  /** Everything that a shutdown waits for, not only live operations. */
  readonly active: ActiveSet;
  readonly webSockets: WebSocketEndpoint;
  /** Server-sent events. */
  readonly eventStreams: Route;
}

export function createLiveServer(options: LiveServerOptions): LiveServer {
  const connections = new LiveConnections(options.pingMs);
  const active = new ActiveSet();
  const quotas = new LiveQuotas(options.limits);
  const run = createLiveOperations({ ...options, active, quotas });
  const shared = { ...options, connections, active, quotas, run };
  return {
    connections,
    quotas,
    active,
    webSockets: createWebSocketEndpoint(shared),
    eventStreams: createEventStreamRoute(shared),
  };
}

/** Registers gauges of open connections and of the memory of their operations. */
export function registerLive(
  { connections, quotas }: Pick<LiveServer, 'connections' | 'quotas'>,
  registry: Registry,
): void {
  const gauge = gaugesIn(registry);
  gauge('gateway_sockets', 'Open WebSockets', () => connections.count('socket'));
  gauge('gateway_streams', 'Open streams of server-sent events', () => connections.count('stream'));
  gauge(
    'gateway_retained_bytes',
    'Bytes of documents and variables that live operations hold',
    () => quotas.retainedBytes,
  );
}
