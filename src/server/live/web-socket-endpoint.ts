import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { GraphQLSchema, parse } from 'graphql';
import { CloseCode, handleProtocols, makeServer, type Server } from 'graphql-ws';
import { WebSocketServer } from 'ws';
import type { Authenticator } from '../../auth/authenticate.ts';
import type { Config } from '../../config/config.ts';
import { BadUserInput, Unauthenticated } from '../../errors/catalogue.ts';
import type { ErrorFormatter, FormattedError } from '../../errors/format-error.ts';
import type { InFlight } from '../in-flight.ts';
import { pathOf } from '../route.ts';
import type { LiveConnections } from './live-connections.ts';
import type { RunLive } from './live-operations.ts';
import { LiveSocket, MAX_OPERATIONS, TRY_AGAIN_LATER } from './live-socket.ts';
import { OperationRefused, toGraphQLError } from './socket-operation.ts';

export interface WebSocketEndpointOptions {
  readonly authenticator: Authenticator;
  readonly run: RunLive;
  readonly connections: LiveConnections;
  readonly inFlight: InFlight;
  readonly formatError: ErrorFormatter;
  readonly limits: Pick<Config['limits'], 'maxBodyBytes'>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

export interface WebSocketEndpoint {
  /** True for a request that `upgrade` is for. */
  readonly isFor: (request: IncomingMessage) => boolean;
  readonly upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
}

/** How long a client may take to say who it is. */
const INIT_TIMEOUT_MS = 5_000;

/**
 * GraphQL over WebSocket with the protocol graphql-transport-ws. graphql-ws speaks it; its binding to `ws` is not used, since
 * that has timers for each socket, waits for nobody who reads slowly, and writes to the console.
 */
export function createWebSocketEndpoint(options: WebSocketEndpointOptions): WebSocketEndpoint {
  const { run, connections, formatError, limits, now } = options;
  const protocol = createProtocol(options);
  const sockets = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: limits.maxBodyBytes,
    handleProtocols,
    // graphql-ws takes some turns to begin an operation, and does not see the end of one that comes in the meantime.
    allowSynchronousEvents: false,
  });

  const onFailure = (socket: LiveSocket, error: unknown) => {
    // The protocol's other direction, from a client.
    if (error instanceof Error && error.message.startsWith('Unexpected message of type'))
      return socket.close(CloseCode.BadRequest, 'Invalid message received');
    const { message, extensions } = formatError(error);
    socket.close(closeCodeFor(extensions), message);
  };

  return {
    isFor: (request) => request.headers.upgrade?.toLowerCase() === 'websocket' && pathOf(request) === '/graphql',
    upgrade(request, stream, head) {
      const { authorization } = request.headers;
      sockets.handleUpgrade(request, stream, head, (webSocket) => {
        const socket = new LiveSocket(webSocket, { run, now, onFailure });
        connections.hold(socket);
        const closed = protocol.opened(socket, { socket, stream, authorization });
        webSocket.once('close', (code, reason) => {
          connections.release(socket);
          socket.end();
          closed(code, String(reason));
        });
        // A message that is too large or no WebSocket's: `ws` closes with the code for it.
        webSocket.on('error', () => {});
      });
    },
  };
}

/** Clients take 4500 for something that will not pass: who it is may only not be known at the moment. */
function closeCodeFor({ code, retryable }: FormattedError['extensions']): number {
  if (code === 'UNAUTHENTICATED') return CloseCode.Unauthorized;
  return retryable || code === 'BACKEND_UNAVAILABLE' ? TRY_AGAIN_LATER : CloseCode.InternalServerError;
}

/** What graphql-ws hands around with a connection. */
interface Extra {
  readonly socket: LiveSocket;
  readonly stream: Duplex;
  /** The header of the request that the connection began with. */
  readonly authorization: string | undefined;
}

function createProtocol({ authenticator, inFlight, formatError }: WebSocketEndpointOptions): Server<Extra> {
  return makeServer<ConnectionParameters, Extra>({
    connectionInitWaitTimeout: INIT_TIMEOUT_MS,
    onConnect: async ({ connectionParams, extra }) => {
      const authorization = authorizationIn(connectionParams) ?? extra.authorization;
      const caller = await authenticator.authenticate(authorization);
      // From here on it is not closed for a new connection.
      inFlight.connections.admit(extra.stream, caller.name);
      inFlight.connections.received(extra.stream);
      extra.socket.admit(caller);
    },
    onSubscribe: ({ extra }) =>
      extra.socket.hasRoom ? NOT_HERE : [toGraphQLError(formatError(new TooManyOperations()))],
    subscribe: () => ({}),
    onOperation: ({ extra }, _id, request) => extra.socket.run(request),
    onError: (_context, _id, _request, errors) =>
      errors.flatMap((error) =>
        error.originalError instanceof OperationRefused ? error.originalError.errors : error.toJSON(),
      ),
  });
}

/** graphql-ws wants to execute something itself; what the client asks for is run by `onOperation`. */
const NOT_HERE = { schema: new GraphQLSchema({}), document: parse('subscription { elsewhere }') };

type ConnectionParameters = Record<string, unknown> | undefined;

function authorizationIn(parameters: ConnectionParameters): string | undefined {
  const authorization = parameters?.['authorization'] ?? parameters?.['Authorization'] ?? undefined;
  if (authorization === undefined || typeof authorization === 'string') return authorization;
  throw new Unauthenticated('`authorization` in the connection parameters has to be a text: "Bearer <token>"');
}

class TooManyOperations extends BadUserInput {
  constructor() {
    super(`This connection has ${MAX_OPERATIONS} operations, which is the limit: complete some, or open another one`);
  }
}
