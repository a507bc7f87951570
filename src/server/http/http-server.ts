import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { ActiveSet } from '../../async/active-set.ts';
import type { Limits } from '../../config/config.ts';
import { BackendUnavailable } from '../../errors/catalogue.ts';
import type { ErrorFormatter } from '../../errors/format-error.ts';
import type { Pacer } from '../../limits/pacer.ts';
import { REQUEST_ID, requestIdsIn } from '../../telemetry/request-id.ts';
import { type ReportRequest, RequestRecord } from '../../telemetry/request-record.ts';
import type { Tracer } from '../../telemetry/tracing/tracer.ts';
import type { InFlight } from '../graphql/in-flight.ts';
import type { OperationSignals } from '../graphql/operation-signal.ts';
import type { LiveServer } from '../live/live-server.ts';
import { watchStalls } from '../operations/stall-watch.ts';
import { type Address, urlOf } from './address.ts';
import { type Arrivals, closePort } from './close-port.ts';
import type { Edge } from './edge.ts';
import { type ConnectionSettings, createListener, encryptedBelow, replaceCertificate } from './listener.ts';
import { discardBody } from './reading/discard-body.ts';
import { ReadTurns } from './reading/read-turns.ts';
import { serveInTurns } from './reading/sliced-reading.ts';
import { checkHead, hasBody, pathOf, type Route } from './route.ts';
import { holdUnread } from './sending/hold-unread.ts';
import { RequestRefusals, shuttingDown } from './sending/request-refusals.ts';

export interface HttpServerOptions {
  /** Routes by the request's raw path, without its query. */
  readonly routes: Pick<ReadonlyMap<string, Route>, 'get'>;
  readonly edge: Edge;
  readonly operations: OperationSignals;
  readonly inFlight: Pick<InFlight, 'connections' | 'sending' | 'refused'>;
  readonly limits: Pick<Limits, 'stallTimeoutMs'>;
  readonly formatError: ErrorFormatter;
  /** Paces work that would delay new connections. */
  readonly pacer?: Pacer;
  /** On shutdown, running requests have this long to finish. */
  readonly stopTimeoutMs: number;
  /** Called for each request that has ended. */
  readonly report?: ReportRequest;
  /** Makes spans of the requests of known callers. */
  readonly tracer?: Tracer | undefined;
  /** GraphQL over WebSockets and event streams. */
  readonly live?: Pick<LiveServer, 'connections' | 'active' | 'webSockets'>;
  readonly connection: ConnectionSettings;
}

/**
 * Connections that the system lets wait for being accepted. It makes others try again a second later, and accepting one takes
 * less than 0.1 ms.
 */
const BACKLOG = 2_048;

/** Cancelled operations have this long to send their errors on shutdown. */
const CANCEL_MS = 2_500;

/** Set on every answer, unless its route says otherwise: no shared copies, no guessing of types. */
const HEADERS = [
  ['cache-control', 'no-store'],
  ['x-content-type-options', 'nosniff'],
  ['referrer-policy', 'no-referrer'],
] as const;

/** The code of a request whose client was gone before the answer was sent. */
const DISCONNECTED = 'DISCONNECTED';

/** Serves routes and shuts down gracefully. */
export class HttpServer implements AsyncDisposable {
  readonly #options: HttpServerOptions;
  readonly #server: Server;
  /** Answers, and live operations that have to finish. */
  readonly #active: ActiveSet;
  readonly #stalls: Disposable;
  readonly #turns = new ReadTurns();
  readonly #readings: ReturnType<typeof serveInTurns>;
  readonly #refusals: RequestRefusals;
  #isDraining = false;
  readonly #arrivals: Arrivals = { connections: 0, requests: 0 };
  /** Set when the port closes. Resolves when all connections have closed, too. */
  #closed: Promise<void> | undefined;
  #stopping: Promise<void> | undefined;

  constructor(options: HttpServerOptions) {
    this.#options = options;
    this.#active = options.live?.active ?? new ActiveSet();
    const webSockets = options.live?.webSockets;
    const { connections } = options.inFlight;
    // Other upgrades are answered like any request: some clients offer HTTP/2 with each one. None overtakes an answer.
    this.#server = createListener(
      options.connection,
      (request) =>
        !this.isShuttingDown && webSockets?.isFor(request) === true && !connections.isAnswering(request.socket),
    );
    this.#server.on('request', (request, response) => this.#handle(request, response));
    // Left to itself, node:http would answer these without counting them.
    this.#server.on('checkExpectation', (request, response) => this.#handle(request, response));
    this.#server.on('connection', (socket) => {
      this.#arrivals.connections += 1;
      options.pacer?.postpone();
      connections.accept(socket);
    });
    this.#readings = serveInTurns(this.#server, this.#turns, (socket) => {
      const encrypted = encryptedBelow(socket);
      if (encrypted !== undefined) connections.secure(encrypted, socket);
      // Node applies its keep-alive time-out only after a request.
      socket.setTimeout(options.connection.idleTimeoutMs);
    });
    const isRead = (socket: Socket) => this.#readings.get(socket) !== undefined;
    this.#refusals = new RequestRefusals({ ...options, connections, active: this.#active, isRead });
    this.#server.on('clientError', (error, socket) => this.#refusals.refuseMalformed(error, socket));
    if (webSockets)
      this.#server.on('upgrade', (request, _socket, head) => {
        const rest = this.#readings.get(request.socket)?.release() ?? Buffer.alloc(0);
        if (connections.upgrade(request.socket)) void webSockets.upgrade(request, Buffer.concat([head, rest]));
      });
    this.#stalls = watchStalls({
      connections,
      stallTimeoutMs: options.limits.stallTimeoutMs,
      onStall: (socket) => {
        options.inFlight.refused('stallTimeoutMs');
        socket.destroy();
      },
    });
  }

  get isShuttingDown(): boolean {
    return this.#stopping !== undefined;
  }

  /** Starts listening. The URL has the port that the system chose. */
  async listen({ host, port }: Address): Promise<URL> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.#server.once('error', reject);
    this.#server.listen({ port, host, backlog: BACKLOG }, resolve);
    await promise;
    this.#server.off('error', reject);
    return urlOf(this.#server.address(), this.#options.connection.tls && 'https');
  }

  /** Uses the certificate of another configuration for new connections. */
  load({ tls }: Pick<ConnectionSettings, 'tls'>): void {
    replaceCertificate(this.#server, tls);
  }

  /** From now on, every answer asks its client to close the connection. Everything is still served. */
  drain(): void {
    this.#isDraining = true;
  }

  /** Closes the port, serves the open connections until none of them sends a request any more, and closes those without one. */
  async closePort(): Promise<void> {
    this.#closed = this.#untilClosed();
    await closePort(this.#server, this.#arrivals);
    // A subscriber that is closed at the stop would come back on one of them.
    for (const socket of [...this.#options.inFlight.connections.idle()]) socket.destroy();
  }

  /**
   * Refuses new work, gives running requests `stopTimeoutMs` to finish, cancels the rest, and closes live connections
   * last.
   */
  [Symbol.asyncDispose](): Promise<void> {
    this.#stopping ??= this.#stop();
    return this.#stopping;
  }

  async #stop(): Promise<void> {
    const { operations, live, stopTimeoutMs } = this.#options;
    const closed = this.#closed ?? this.#untilClosed();
    this.#server.close();
    this.#active.close();
    // Requests that have arrived are refused with an answer. A client whose connection is reset does not know whether they ran.
    await this.#turns.settled();
    await this.#active.ended(stopTimeoutMs);
    this.#refusals.refuseUnreceived();
    operations.abortAll(new BackendUnavailable('The gateway is shutting down'));
    await this.#active.ended(CANCEL_MS);
    await live?.connections.close();
    // Also those that were accepted and are not served yet.
    for (const socket of this.#options.inFlight.connections) socket.destroy();
    await closed;
    this.#stalls[Symbol.dispose]();
  }

  /** Resolves when the port and all connections are closed. */
  #untilClosed(): Promise<void> {
    return new Promise((resolve) => this.#server.once('close', () => resolve()));
  }

  #handle(request: IncomingMessage, response: ServerResponse): void {
    const { connections } = this.#options.inFlight;
    const { socket } = request;
    this.#readings.get(socket)?.begin(request);
    this.#arrivals.requests += 1;
    if (!connections.begin(socket, hasBody(request))) return;
    if (hasBody(request)) request.once('end', () => connections.received(socket));
    const asked = { method: request.method ?? '', path: pathOf(request) };
    const record = new RequestRecord(requestIdsIn(request.headers), asked, this.#options.tracer);
    const sentBefore = socket.bytesWritten;
    response.setHeader(REQUEST_ID, record.id);
    for (const [name, value] of HEADERS) response.setHeader(name, value);
    if (this.#isDraining) response.setHeader('connection', 'close');
    this.#active.hold(response);
    // An answer that began earlier did not ask for it. A stream of events ends last, when no other request can follow. The client must
    // see both ends together: a proxy would send another request in between.
    response.once('prefinish', () => {
      if (this.isShuttingDown && (this.#isDraining || connections.isStream(socket))) socket.end();
    });
    response.once('finish', () => {
      if (!request.complete) discardBody(request, (isLate) => isLate && socket.destroy());
    });
    response.once('close', () => {
      this.#active.release(response);
      connections.end(socket);
      this.#report(response, record, socket.bytesWritten - sentBefore);
    });
    this.#answer(request, response, record)
      .catch((error: unknown) => {
        // The client must not send its next request to this instance.
        if (this.isShuttingDown && !response.headersSent) response.setHeader('connection', 'close');
        this.#refusals.refuse(response, error, record);
      })
      .then(() => holdUnread(response, this.#options.inFlight));
  }

  #report(response: ServerResponse, record: RequestRecord, bytes: number): void {
    const { report } = this.#options;
    if (report === undefined) return;
    // A subscriber ends its stream by disconnecting.
    if (!response.writableFinished && record.operation?.type !== 'subscription') record.failed(DISCONNECTED);
    const ms = performance.now() - record.startedAt;
    report({ record, ms, bytes, ...(response.headersSent && { status: response.statusCode }) });
  }

  async #answer(request: IncomingMessage, response: ServerResponse, record: RequestRecord): Promise<void> {
    checkHead(request, response);
    const { routes, edge } = this.#options;
    const route = routes.get(record.path) ?? edge.cors.answerUnknownPath.bind(edge.cors);
    if (this.isShuttingDown && request.method === 'OPTIONS') response.setHeader('connection', 'close');
    // A keep-alive connection may send another request after shutdown has begun. After a preflight that fails, a web page
    // would see a network failure.
    else if (this.isShuttingDown) throw shuttingDown();
    await route(request, response, record);
  }
}
