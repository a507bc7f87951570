import type { Route } from '../route.ts';
import { UnderWay } from '../under-way.ts';
import { createEventStreamRoute, type EventStreamRouteOptions } from './event-stream-route.ts';
import { LiveConnections } from './live-connections.ts';
import { createLiveOperations, type LiveOperationsOptions } from './live-operations.ts';
import {
  createWebSocketEndpoint,
  type WebSocketEndpoint,
  type WebSocketEndpointOptions,
} from './web-socket-endpoint.ts';

type Options<T> = Omit<T, 'connections' | 'run' | 'underWay'>;

export interface LiveServerOptions
  extends Options<LiveOperationsOptions>,
    Options<WebSocketEndpointOptions>,
    Options<EventStreamRouteOptions> {
  /** How often connections are tried for signs of life. */
  readonly pingMs?: number;
}

/** GraphQL over connections that stay, in both forms. The server that it is given to closes it. */
export interface LiveServer {
  readonly connections: LiveConnections;
  /** What a stop waits for, of all that the server does. */
  readonly underWay: UnderWay;
  readonly webSockets: WebSocketEndpoint;
  /** Server-sent events. */
  readonly eventStreams: Route;
}

export function createLiveServer(options: LiveServerOptions): LiveServer {
  const connections = new LiveConnections(options.pingMs);
  const underWay = new UnderWay();
  const run = createLiveOperations({ ...options, underWay });
  const shared = { ...options, connections, underWay, run };
  return {
    connections,
    underWay,
    webSockets: createWebSocketEndpoint(shared),
    eventStreams: createEventStreamRoute(shared),
  };
}
