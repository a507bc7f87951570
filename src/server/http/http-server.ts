import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ActiveSet } from '../../async/active-set.ts';
import type { Limits } from '../../config/config.ts';
import { BackendUnavailable, NotFound } from '../../errors/catalogue.ts';
import type { ErrorFormatter } from '../../errors/format-error.ts';
import type { Pacer } from '../../limits/pacer.ts';
import type { InFlight } from '../graphql/in-flight.ts';
import type { OperationSignals } from '../graphql/operation-signal.ts';
import type { LiveServer } from '../live/live-server.ts';
import { watchStalls } from '../operations/stall-watch.ts';
import { discardBody } from './discard-body.ts';
import { sendError } from './error-answer.ts';
import { pathOf, type Route } from './route.ts';

export interface HttpServerOptions {
  /** By the path as it was sent, without its query. */
  readonly routes: Pick<ReadonlyMap<string, Route>, 'get'>;
  readonly operations: OperationSignals;
  readonly inFlight: Pick<InFlight, 'connections' | 'sending' | 'refused'>;
  readonly limits: Pick<Limits, 'stallTimeoutMs'>;
  readonly formatError: ErrorFormatter;
  /** Paces the work that would keep new connections waiting. */
  readonly pacer?: Pacer;
  /** How long requests under way may take to finish when the server stops. */
  readonly stopTimeoutMs: number;
  /** What is served over connections that stay. */
  readonly live?: Pick<LiveServer, 'connections' | 'active' | 'webSockets'>;
}

export interface Address {
  readonly host: string;
  /** 0 = the system picks one. */
  readonly port: number;
}

/** How long operations that a stop has ended have to say so. */
const LAST_WORDS_MS = 2_500;

/** On every answer, unless its route says otherwise: it is for its caller alone, and is what its type says. */
const HEADERS = [
  ['cache-control', 'no-store'],
  ['x-content-type-options', 'nosniff'],
  ['referrer-policy', 'no-referrer'],
] as const;

/** Owns what is sent to all whose token is not known: together they can have a caller's part, and no more. */
const UNKNOWN = '';

/** Serves routes by their path, and stops in good order. */
export class HttpServer implements AsyncDisposable {
  readonly #options: HttpServerOptions;
  readonly #server: Server;
  /** Answers, and what live connections have to finish. */
  readonly #active: ActiveSet;
  readonly #stalls: Disposable;
  #stopping: Promise<void> | undefined;

  constructor(options: HttpServerOptions) {
    this.#options = options;
    this.#active = options.live?.active ?? new ActiveSet();
    const webSockets = options.live?.webSockets;
    this.#server = createServer(
      {
        // Longer than the keep-alive of usual load balancers, which must be the ones that close an idle connection.
        keepAliveTimeout: 65_000,
        headersTimeout: 30_000,
        // It would cut a large file off on a slow line while bytes still move: who reads a body has a limit for it.
        requestTimeout: 0,
        // What is not taken is answered like any other request: some clients offer an upgrade to HTTP/2 with each.
        shouldUpgradeCallback: (request) => !this.isStopping && webSockets?.isFor(request) === true,
      },
      (request, response) => this.#handle(request, response),
    );
    const { connections } = options.inFlight;
    this.#server.on('connection', (socket) => {
      options.pacer?.postpone();
      connections.accept(socket);
    });
    if (webSockets)
      this.#server.on('upgrade', (request, _socket, head) => {
        if (connections.upgrade(request.socket)) void webSockets.upgrade(request, head);
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

  get isStopping(): boolean {
    return this.#stopping !== undefined;
  }

  /** Starts to listen; the URL says what the system picked. */
  async listen({ host, port }: Address): Promise<URL> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.#server.once('error', reject);
    this.#server.listen(port, host, resolve);
    await promise;
    this.#server.off('error', reject);
    return urlOf(this.#server.address());
  }

  /** No new work; what is under way may finish for `stopTimeoutMs`, and is then ended; connections that stay are closed last. */
  [Symbol.asyncDispose](): Promise<void> {
    this.#stopping ??= this.#stop();
    return this.#stopping;
  }

  async #stop(): Promise<void> {
    const { operations, live, stopTimeoutMs } = this.#options;
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    this.#active.close();
    await this.#active.ended(stopTimeoutMs);
    operations.abortAll(new BackendUnavailable('The gateway is stopping'));
    await this.#active.ended(LAST_WORDS_MS);
    await live?.connections.close();
    this.#server.closeAllConnections();
    await closed;
    this.#stalls[Symbol.dispose]();
  }

  #handle(request: IncomingMessage, response: ServerResponse): void {
    const { connections } = this.#options.inFlight;
    const { socket } = request;
    const hasBody = 'content-length' in request.headers || 'transfer-encoding' in request.headers;
    if (!connections.begin(socket, hasBody)) return;
    if (hasBody) request.once('end', () => connections.received(socket));
    for (const [name, value] of HEADERS) response.setHeader(name, value);
    this.#active.hold(response);
    response.once('finish', () => {
      if (!request.complete) discardBody(request, (isLate) => isLate && socket.destroy());
    });
    response.once('close', () => {
      this.#active.release(response);
      connections.end(socket);
    });
    this.#answer(request, response)
      .catch((error: unknown) => sendError(response, error, this.#options.formatError))
      .then(() => this.#holdUnread(response));
  }

  /** Nearly all answers are with the system by now. What a client does not read is counted; if it has too much, it gets nothing more. */
  #holdUnread(response: ServerResponse): void {
    if (response.writableLength === 0 || response.closed) return;
    const { connections, sending, refused } = this.#options.inFlight;
    const { socket } = response.req;
    const held = sending.tryHold(connections.ownerOf(socket) ?? UNKNOWN, response.writableLength);
    if (held !== undefined) {
      response.once('close', () => held[Symbol.dispose]());
      return;
    }
    refused('maxSendingBytes');
    socket.destroy();
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    // A connection that was kept alive can still bring something after the stop began.
    if (this.isStopping)
      throw new BackendUnavailable('The gateway is stopping: ask again, and another one will answer');
    const route = this.#options.routes.get(pathOf(request));
    if (route === undefined) throw new NotFound(`There is nothing at this path; the endpoint is /graphql`);
    await route(request, response);
  }
}

function urlOf(address: AddressInfo | string | null): URL {
  if (typeof address !== 'object' || address === null) throw new TypeError('the server does not listen on a port');
  const host = address.family === 'IPv6' ? `[${address.address}]` : address.address;
  return new URL(`http://${host}:${address.port}/`);
}
