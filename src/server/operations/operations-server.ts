import type { Limits } from '../../config/config.ts';
import type { ErrorFormatter } from '../../errors/format-error.ts';
import { createInFlight } from '../graphql/in-flight.ts';
import { OperationSignals } from '../graphql/operation-signal.ts';
import type { Edge } from '../http/edge.ts';
import { HttpServer } from '../http/http-server.ts';
import type { ConnectionSettings } from '../http/listener.ts';
import type { Route } from '../http/route.ts';

export interface OperationsServerOptions {
  readonly routes: ReadonlyMap<string, Route>;
  readonly edge: Edge;
  readonly limits: Limits;
  readonly connection: Omit<ConnectionSettings, 'tls'>;
  readonly formatError: ErrorFormatter;
  readonly stopTimeoutMs: number;
}

/** Prometheus, probes, and some people with curl. */
const MAX_CONNECTIONS = 100;

/** A server of its own for operators, with connections of its own: it also answers if clients have taken all others. */
export function createOperationsServer({ limits, connection, ...options }: OperationsServerOptions): HttpServer {
  const inFlight = createInFlight({ ...limits, maxConnections: MAX_CONNECTIONS });
  const operations = new OperationSignals(limits.operationTimeoutMs);
  // Its clients are in the same network.
  return new HttpServer({ ...options, limits, inFlight, operations, connection: { ...connection, tls: undefined } });
}
