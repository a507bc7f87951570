import type { ServerResponse } from 'node:http';
import type { ActiveSet } from '../../../async/active-set.ts';
import type { Authenticator } from '../../../auth/authenticate.ts';
import type { Config } from '../../../config/config.ts';
import { BackendUnavailable, Unauthenticated } from '../../../errors/catalogue.ts';
import type { ErrorFormatter } from '../../../errors/format-error.ts';
import type { OperationParser, OperationRequest } from '../../graphql/documents/operation-parser.ts';
import { mutationWithGet } from '../../graphql/documents/request-parameters.ts';
import type { InFlight } from '../../graphql/in-flight.ts';
import type { Edge } from '../../http/edge.ts';
import type { Route } from '../../http/route.ts';
import { atTime, type LiveConnections } from '../live-connections.ts';
import type { LiveScope, RunLive } from '../live-operations.ts';
import type { LiveQuotas } from '../live-quotas.ts';
import { EventStream } from './event-stream.ts';
import { checkStreamRequest, readStreamRequest } from './stream-request.ts';

export interface EventStreamRouteOptions {
  readonly edge: Edge;
  readonly authenticator: Authenticator;
  readonly parse: OperationParser;
  readonly run: RunLive;
  readonly connections: LiveConnections;
  /** Holds the response, as a shutdown waits for answers. It does not wait for streams. */
  readonly active: ActiveSet;
  readonly quotas: LiveQuotas;
  readonly inFlight: InFlight;
  /** Also counts a stream that is closed for a limit without an error. */
  readonly formatError: ErrorFormatter;
  readonly limits: Pick<Config['limits'], 'maxBodyBytes'>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/**
 * Serves GraphQL over server-sent events, with one operation a connection. Errors of the request are answered as on
 * other paths. Errors of the operation are events of the stream, as the protocol of graphql-sse has it, because a
 * browser's EventSource does not show any other answer. The handler of graphql-sse is not used: it buffers without a
 * limit for slow clients.
 */
export function createEventStreamRoute(options: EventStreamRouteOptions): Route {
  const { edge, authenticator, parse, run, connections, active, quotas, inFlight, formatError, limits, now } = options;

  return async (request, response, record) => {
    edge.cors.allow(response);
    if (edge.cors.answerPreflight(request, response)) return;
    checkStreamRequest(request);
    const caller = await authenticator.authenticate(request.headers.authorization, edge.addressOf(request));
    record.identify(caller.name);
    inFlight.connections.admit(request.socket, caller.name);
    if (!inFlight.connections.beginStream(request.socket)) return;
    using receiving = inFlight.receiving.hold(caller.name);
    const bounds = { maxBytes: limits.maxBodyBytes, deadlineMs: edge.bodyTimeoutMs };
    const operation = await readStreamRequest(request, bounds, receiving);
    if (request.method === 'GET' && isMutation(operation)) throw mutationWithGet();
    await stream(operation, { caller, record }, response);
  };

  async function stream(
    operation: OperationRequest,
    { caller, record }: Pick<LiveScope, 'caller' | 'record'>,
    response: ServerResponse,
  ): Promise<void> {
    // Authentication may have taken a while.
    if (response.closed) return;
    const connection = quotas.holdConnection(caller.name);
    const gone = new AbortController();
    const giveUp = (reason: unknown) => {
      events.end({ errors: [formatError(reason)] });
      gone.abort(reason);
    };
    const events = new EventStream(response, {
      ...{ caller, sending: inFlight.sending },
      onReview: (standing) => {
        if (standing === 'ENDED') giveUp(new Unauthenticated(REVOKED));
        if (standing === 'REDUCED') giveUp(new BackendUnavailable(REDUCED));
      },
      onStop: () => giveUp(new BackendUnavailable(SHUTTING_DOWN)),
      onRefused: giveUp,
    });
    active.release(response);
    connections.hold(events);
    using _ =
      caller.expiresAt === undefined
        ? undefined
        : atTime(caller.expiresAt, now, () => giveUp(new Unauthenticated(EXPIRED)));
    response.once('close', () => {
      connections.release(events);
      connection[Symbol.dispose]();
      events.release();
      events.end();
      gone.abort(new BackendUnavailable('The caller disconnected'));
    });
    const reader = {
      owner: caller.name,
      isBlocked: () => events.isBlocked,
      onSlow: () => giveUp(new BackendUnavailable(FELL_BEHIND)),
    };
    for await (const result of run(operation, { caller, signal: gone.signal, reader, record })) {
      await events.send(result);
      if (gone.signal.aborted) break;
    }
    events.end();
  }

  function isMutation(request: OperationRequest): boolean {
    const parsed = parse(request);
    return 'document' in parsed && parsed.operation.operation === 'mutation';
  }
}

const SHUTTING_DOWN = 'The gateway is shutting down: connect again, and another instance will answer';
const REVOKED = 'The token is no longer valid: connect again with a new token';
const REDUCED = 'The rights of this caller have changed: connect again';
const EXPIRED = 'The token has expired: connect again with a new token';
const FELL_BEHIND =
  'This subscriber fell behind: subscribe again with `after` set to the id of the last event received';
