import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { GraphQLSchema, parse } from 'graphql';
import { CloseCode, handleProtocols, makeServer, type Server } from 'graphql-ws';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Authenticator } from '../../../auth/authenticate.ts';
import type { Config } from '../../../config/config.ts';
import { BadUserInput, Forbidden, type Limit, Unauthenticated } from '../../../errors/catalogue.ts';
import type { ErrorFormatter, FormattedError } from '../../../errors/format-error.ts';
import { EVENT_LOOP, type Pacer } from '../../../limits/pacer.ts';
import { REQUEST_ID, requestIdsIn } from '../../../telemetry/request-id.ts';
import type { ReportRequest } from '../../../telemetry/request-record.ts';
import type { Tracer } from '../../../telemetry/tracing/tracer.ts';
import type { InFlight } from '../../graphql/in-flight.ts';
import type { Edge } from '../../http/edge.ts';
import { hasBody, pathOf } from '../../http/route.ts';
import { answerClientError } from '../../http/sending/client-error.ts';
import type { LiveConnections } from '../live-connections.ts';
import type { RunLive } from '../live-operations.ts';
import type { LiveQuotas } from '../live-quotas.ts';
import type { ClientMessage } from './client-message.ts';
import { TRY_AGAIN_LATER } from './close-frame.ts';
import { LiveSocket, MAX_OPERATIONS } from './live-socket.ts';
import { MessageScheduler } from './message-scheduler.ts';
import { MAX_UNAUTHENTICATED_BYTES } from './receive-queue.ts';
import { OperationRefused, SocketOperation, toGraphQLError } from './socket-operation.ts';
import { UnauthenticatedSockets } from './unauthenticated-sockets.ts';

export interface WebSocketEndpointOptions {
  readonly edge: Edge;
  readonly authenticator: Authenticator;
  readonly run: RunLive;
  readonly connections: LiveConnections;
  readonly inFlight: InFlight;
  readonly formatError: ErrorFormatter;
  readonly quotas: LiveQuotas;
  /** Called for each operation that has ended. */
  readonly report?: ReportRequest;
  readonly tracer?: Tracer | undefined;
  /** Counts a socket that is closed for a limit without an error. */
  readonly refused: (limit: Limit) => void;
  readonly limits: Pick<Config['limits'], 'maxBodyBytes'>;
  /** The most sockets that may be open without authentication. */
  readonly maxUnauthenticated?: number;
  /** Paces handshakes, so that other work of this process gets its share of the event loop. */
  readonly pacer?: Pick<Pacer, 'turn'>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

export interface WebSocketEndpoint {
  /** Returns true for a request that `upgrade` takes. */
  readonly isFor: (request: IncomingMessage) => boolean;
  readonly upgrade: (request: IncomingMessage, head: Buffer) => Promise<void>;
}

/** A client has this long to send `connection_init`. */
const INIT_TIMEOUT_MS = 5_000;
/** A client has this long to answer a close frame. */
const CLOSE_TIMEOUT_MS = 5_000;
/** Handshakes share the event loop as one caller. */
const UNAUTHENTICATED = ' unauthenticated';
/**
 * The most chunks and frames of one message. Each takes some 200 bytes by itself, and a line of small packets cuts 1 MB
 * into 1,000.
 */
const MAX_PIECES = 4_096;

/**
 * Serves GraphQL over WebSocket with the protocol graphql-transport-ws, which graphql-ws implements. Its binding for
 * `ws` is not used: it has timers for each socket, ignores slow readers, and writes to the console.
 */
export function createWebSocketEndpoint(options: WebSocketEndpointOptions): WebSocketEndpoint {
  const { edge, connections, formatError, limits, pacer = EVENT_LOOP } = options;
  const scheduler = new MessageScheduler();
  const unauthenticated = new UnauthenticatedSockets(
    () => options.refused('maxConnections'),
    options.maxUnauthenticated,
  );
  const protocol = createProtocol(options, (socket) => unauthenticated.delete(socket));
  // Not passed as a literal: the types do not have `closeTimeout` yet.
  const serverOptions = {
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: limits.maxBodyBytes,
    maxBufferedChunks: MAX_PIECES,
    maxFragments: MAX_PIECES,
    closeTimeout: CLOSE_TIMEOUT_MS,
    handleProtocols,
    // graphql-ws needs some iterations of the event loop to start an operation, and misses a `complete` that arrives
    // meanwhile.
    allowSynchronousEvents: false,
  };
  const sockets = new WebSocketServer(serverOptions);
  // The answers of `ws` lack the headers that all answers have.
  const refuse = (error: Error, socket: Duplex, { headers }: IncomingMessage) =>
    answerClientError(error, socket, formatError, edge.cors.headersFor(headers.origin));
  sockets.on('wsClientError', ({ message }, socket, request) =>
    refuse(new BadUserInput(`The WebSocket handshake is wrong: ${message}`), socket, request),
  );
  sockets.on('headers', (headers, request) => headers.push(`${REQUEST_ID}: ${requestIdsIn(request.headers).id}`));

  const onFailure = (socket: LiveSocket, error: unknown) => {
    // The client sent a message of the server's side of the protocol.
    if (error instanceof Error && error.message.startsWith('Unexpected message of type'))
      return socket.close(CloseCode.BadRequest, 'Invalid message received');
    const { message, extensions } = formatError(error);
    socket.close(closeCodeFor(extensions), message);
  };

  // All sockets share one object.
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
    // The message is too large or malformed. `ws` closes with the code for it and discards the rest.
    webSocket.on('error', () => socket.stopReading());
  };

  return {
    isFor: (request) =>
      request.headers.upgrade?.toLowerCase() === 'websocket' && pathOf(request) === '/graphql' && !hasBody(request),
    async upgrade(request, head) {
      const { socket } = request;
      // A correct client does not send messages before the handshake is answered.
      if (head.length > MAX_UNAUTHENTICATED_BYTES) {
        options.refused('maxReceivingBytes');
        socket.destroy();
        return;
      }
      if (!edge.cors.allowsSocket(request)) return refuse(new Forbidden(WRONG_ORIGIN), socket, request);
      // Read now: a socket that is reset meanwhile no longer has an address, and failed logins are counted by address.
      const address = edge.addressOf(request);
      const turn = pacer.turn(UNAUTHENTICATED);
      if (turn !== undefined) {
        const ignore = () => {};
        socket.on('error', ignore);
        await turn;
        socket.off('error', ignore);
      }
      // The limit may have changed since the server was created.
      sockets.options.maxPayload = limits.maxBodyBytes;
      sockets.handleUpgrade(request, socket, head, (webSocket) => open(webSocket, request, address));
    },
  };
}

const WRONG_ORIGIN =
  'Pages of this origin may not open a WebSocket: the operator can allow it in `server.cors.origins`';

/** Clients treat 4500 as permanent, so temporary failures, like that of an identity provider, have another code. */
function closeCodeFor({ code, retryable }: FormattedError['extensions']): number {
  if (code === 'UNAUTHENTICATED') return CloseCode.Unauthorized;
  return retryable || code === 'BACKEND_UNAVAILABLE' ? TRY_AGAIN_LATER : CloseCode.InternalServerError;
}

/** Data that graphql-ws passes along with a connection. */
interface Extra {
  readonly socket: LiveSocket;
  readonly stream: Socket;
  /** The Authorization header of the connection's first request. */
  readonly authorization: string | undefined;
  /** The client's address. */
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
      // From here on, the connection is not displaced by a new one.
      inFlight.connections.admit(stream, caller.name);
      inFlight.connections.received(stream);
      socket.admit(caller);
      onKnown(socket);
    },
    onSubscribe: ({ extra: { socket } }) => {
      const fault = faultOf(socket);
      if (fault !== undefined) return [toGraphQLError(formatError(fault))];
      return { ...PLACEHOLDER, rootValue: socket.startOperation() };
    },
    subscribe: () => ({}),
    onOperation: (_context, _id, _payload, { rootValue }) =>
      rootValue instanceof SocketOperation ? rootValue : undefined,
    onError: (_context, _id, _request, errors) =>
      errors.flatMap((error) =>
        error.originalError instanceof OperationRefused ? error.originalError.errors : error.toJSON(),
      ),
  });
}

/** graphql-ws expects a schema and a document to execute. The root value carries the actual operation. */
const PLACEHOLDER = { schema: new GraphQLSchema({}), document: parse('subscription { elsewhere }') };

function authorizationIn(message: ClientMessage | undefined): string | undefined {
  const parameters = message?.type === 'connection_init' ? message.parameters : undefined;
  const authorization = parameters?.['authorization'] ?? parameters?.['Authorization'] ?? undefined;
  if (authorization === undefined || typeof authorization === 'string') return authorization;
  throw new Unauthenticated('`authorization` in the connection parameters must be a string: "Bearer <token>"');
}

function faultOf({ message, hasRoom }: LiveSocket): BadUserInput | undefined {
  if (!hasRoom) return new TooManyOperations();
  return message?.type === 'subscribe' ? message.fault : undefined;
}

class TooManyOperations extends BadUserInput {
  constructor() {
    super(
      `This connection has ${MAX_OPERATIONS} operations, which is the limit: complete some, or open another connection`,
    );
  }
}
