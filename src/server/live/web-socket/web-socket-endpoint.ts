import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { GraphQLSchema, parse } from 'graphql';
import { CloseCode, handleProtocols, makeServer, type Server } from 'graphql-ws';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Authenticator } from '../../../auth/authenticate.ts';
import type { Config } from '../../../config/config.ts';
import { BadUserInput, type Limit, Unauthenticated } from '../../../errors/catalogue.ts';
import type { ErrorFormatter, FormattedError } from '../../../errors/format-error.ts';
import { Pacer } from '../../../limits/pacer.ts';
import type { InFlight } from '../../graphql/in-flight.ts';
import { pathOf } from '../../http/route.ts';
import type { LiveConnections } from '../live-connections.ts';
import type { RunLive } from '../live-operations.ts';
import type { LiveQuotas } from '../live-quotas.ts';
import type { ClientMessage } from './client-message.ts';
import { LiveSocket, MAX_OPERATIONS, TRY_AGAIN_LATER } from './live-socket.ts';
import { MessageScheduler } from './message-scheduler.ts';
import { MAX_UNAUTHENTICATED_BYTES } from './receive-queue.ts';
import { OperationRefused, SocketOperation, toGraphQLError } from './socket-operation.ts';
import { UnauthenticatedSockets } from './unauthenticated-sockets.ts';

export interface WebSocketEndpointOptions {
  readonly authenticator: Authenticator;
  readonly run: RunLive;
  readonly connections: LiveConnections;
  readonly inFlight: InFlight;
  readonly formatError: ErrorFormatter;
  readonly quotas: LiveQuotas;
  /** Counts a socket that is closed for a limit without an error that says so. */
  readonly refused: (limit: Limit) => void;
  readonly limits: Pick<Config['limits'], 'maxBodyBytes'>;
  /** How many sockets may be open that have not said who they are. */
  readonly maxUnauthenticated?: number;
  /** Shares the event loop with the other work of this process. */
  readonly pacer?: Pick<Pacer, 'turn'>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

export interface WebSocketEndpoint {
  /** True for a request that `upgrade` is for. */
  readonly isFor: (request: IncomingMessage) => boolean;
  readonly upgrade: (request: IncomingMessage, head: Buffer) => Promise<void>;
}

/** How long a client may take to say who it is. */
const INIT_TIMEOUT_MS = 5_000;
/** How long a client may take to answer a close frame. */
const CLOSE_TIMEOUT_MS = 5_000;
/** Handshakes take their turns of the event loop like the work of one caller. */
const UNAUTHENTICATED = ' unauthenticated';
/** In which a message may arrive. Each takes some 200 bytes by itself, and a line of small packets cuts 1 MB into 1,000. */
const MAX_PIECES = 4_096;

/**
 * GraphQL over WebSocket with the protocol graphql-transport-ws. graphql-ws speaks it; its binding to `ws` is not used, since
 * that has timers for each socket, waits for nobody who reads slowly, and writes to the console.
 */
export function createWebSocketEndpoint(options: WebSocketEndpointOptions): WebSocketEndpoint {
  const { connections, formatError, limits, pacer = new Pacer() } = options;
  const scheduler = new MessageScheduler();
  const unauthenticated = new UnauthenticatedSockets(
    () => options.refused('maxConnections'),
    options.maxUnauthenticated,
  );
  const protocol = createProtocol(options, (socket) => unauthenticated.delete(socket));
  // Not a literal argument: its types do not know `closeTimeout` yet.
  const serverOptions = {
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: limits.maxBodyBytes,
    maxBufferedChunks: MAX_PIECES,
    maxFragments: MAX_PIECES,
    closeTimeout: CLOSE_TIMEOUT_MS,
    handleProtocols,
    // graphql-ws takes some turns to begin an operation, and does not see the end of one that comes in the meantime.
    allowSynchronousEvents: false,
  };
  const sockets = new WebSocketServer(serverOptions);

  const onFailure = (socket: LiveSocket, error: unknown) => {
    // The protocol's other direction, from a client.
    if (error instanceof Error && error.message.startsWith('Unexpected message of type'))
      return socket.close(CloseCode.BadRequest, 'Invalid message received');
    const { message, extensions } = formatError(error);
    socket.close(closeCodeFor(extensions), message);
  };

  // One object for all sockets.
  const socketOptions = { ...options, scheduler, onFailure };

  const open = (webSocket: WebSocket, { socket: stream, headers }: IncomingMessage, address: string | undefined) => {
    const socket = new LiveSocket(webSocket, stream, socketOptions);
    unauthenticated.add(socket);
    connections.hold(socket);
    const closed = protocol.opened(socket, { socket, stream, authorization: headers.authorization, address });
    webSocket.once('close', (code, reason) => {
      unauthenticated.delete(socket);
      connections.release(socket);
      socket.release();
      closed(code, String(reason));
    });
    // A message that is too large or no WebSocket's: `ws` closes with the code for it, and keeps nothing that follows.
    webSocket.on('error', () => socket.stopReading());
  };

  return {
    isFor: (request) => request.headers.upgrade?.toLowerCase() === 'websocket' && pathOf(request) === '/graphql',
    async upgrade(request, head) {
      const { socket } = request;
      // A client waits for the answer to its request before it sends anything.
      if (head.length > MAX_UNAUTHENTICATED_BYTES) {
        options.refused('maxReceivingBytes');
        socket.destroy();
        return;
      }
      // A socket that was reset meanwhile no longer has an address, and failed logins are counted by it.
      const { remoteAddress } = socket;
      const turn = pacer.turn(UNAUTHENTICATED);
      if (turn !== undefined) {
        const ignore = () => {};
        socket.on('error', ignore);
        await turn;
        socket.off('error', ignore);
      }
      sockets.handleUpgrade(request, socket, head, (webSocket) => open(webSocket, request, remoteAddress));
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
  readonly stream: Socket;
  /** The header of the request that the connection began with. */
  readonly authorization: string | undefined;
  /** Of the client, or of the proxy in front of it. */
  readonly address: string | undefined;
}

function createProtocol(
  { authenticator, inFlight, formatError }: WebSocketEndpointOptions,
  onKnown: (socket: LiveSocket) => void,
): Server<Extra> {
  return makeServer<undefined, Extra>({
    connectionInitWaitTimeout: INIT_TIMEOUT_MS,
    onConnect: async ({ extra: { socket, stream, authorization, address } }) => {
      const caller = await authenticator.authenticate(authorizationIn(socket.message) ?? authorization, address);
      // From here on it is not closed for a new connection.
      inFlight.connections.admit(stream, caller.name);
      inFlight.connections.received(stream);
      socket.admit(caller);
      onKnown(socket);
    },
    onSubscribe: ({ extra: { socket } }) =>
      socket.hasRoom
        ? { ...NOT_HERE, rootValue: socket.startOperation() }
        : [toGraphQLError(formatError(new TooManyOperations()))],
    subscribe: () => ({}),
    onOperation: (_context, _id, _payload, { rootValue }) =>
      rootValue instanceof SocketOperation ? rootValue : undefined,
    onError: (_context, _id, _request, errors) =>
      errors.flatMap((error) =>
        error.originalError instanceof OperationRefused ? error.originalError.errors : error.toJSON(),
      ),
  });
}

/** graphql-ws wants to execute something itself; what the client asks for comes along as the root value. */
const NOT_HERE = { schema: new GraphQLSchema({}), document: parse('subscription { elsewhere }') };

function authorizationIn(message: ClientMessage | undefined): string | undefined {
  const parameters = message?.type === 'connection_init' ? message.parameters : undefined;
  const authorization = parameters?.['authorization'] ?? parameters?.['Authorization'] ?? undefined;
  if (authorization === undefined || typeof authorization === 'string') return authorization;
  throw new Unauthenticated('`authorization` in the connection parameters has to be a text: "Bearer <token>"');
}

class TooManyOperations extends BadUserInput {
  constructor() {
    super(`This connection has ${MAX_OPERATIONS} operations, which is the limit: complete some, or open another one`);
  }
}
