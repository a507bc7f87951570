import { ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { ActiveSet } from '../../../async/active-set.ts';
import { BackendUnavailable } from '../../../errors/catalogue.ts';
import type { ErrorFormatter } from '../../../errors/format-error.ts';
import { Behalf, onBehalfOf } from '../../../limits/on-behalf.ts';
import type { RequestRecord } from '../../../telemetry/request-record.ts';
import type { Connections } from '../connections.ts';
import type { Edge } from '../edge.ts';
import { answerClientError, isUnused } from './client-error.ts';
import { sendError } from './error-answer.ts';

export interface RequestRefusalsOptions {
  readonly edge: Edge;
  readonly formatError: ErrorFormatter;
  readonly connections: Pick<Connections, 'isStream'>;
  /** Answers that are being made, and live operations. */
  readonly active: ActiveSet;
  /** False for a connection whose TLS handshake has failed. */
  readonly isRead: (socket: Socket) => boolean;
}

/** Answers requests that are not carried out. */
export class RequestRefusals {
  readonly #options: RequestRefusalsOptions;

  constructor(options: RequestRefusalsOptions) {
    this.#options = options;
  }

  refuse(response: ServerResponse, error: unknown, request: RequestRecord): void {
    // The log line of an unexpected fault names the request.
    onBehalfOf(new Behalf('', { request, calls: null, holdFetched: null }), () => this.#send(response, error));
  }

  /** Refuses requests whose bodies are still arriving, and which therefore have not run. */
  refuseUnreceived(): void {
    for (const answer of this.#options.active) {
      if (!(answer instanceof ServerResponse) || answer.req.complete || answer.headersSent) continue;
      answer.setHeader('connection', 'close');
      this.#send(answer, shuttingDown());
    }
  }

  /**
   * Refuses bytes that are not a request. Closes the connection without an answer if another one is being sent, or if an
   * operation runs: the client would take this answer for that of the operation.
   */
  refuseMalformed(error: Error, socket: Duplex): void {
    const { edge, formatError, isRead } = this.#options;
    const isReadable = socket instanceof Socket && isRead(socket);
    if (!isReadable || !socket.writable || this.#isAnswering(socket)) {
      socket.destroy();
      return;
    }
    // Its headers, and so its origin, could not be read.
    if (!isUnused(error, socket)) answerClientError(error, socket, formatError, edge.cors.headersFor(undefined));
  }

  /** Without its CORS headers, a web page would see a network failure instead of the refusal. */
  #send(response: ServerResponse, error: unknown): void {
    const { edge, formatError } = this.#options;
    if (!response.headersSent) edge.cors.allow(response);
    sendError(response, error, formatError);
  }

  #isAnswering(socket: Socket): boolean {
    const { connections, active } = this.#options;
    if (connections.isStream(socket)) return true;
    return [...active].some(
      (answer) =>
        answer instanceof ServerResponse && answer.req.socket === socket && (answer.headersSent || answer.req.complete),
    );
  }
}

/** The refusal of a request that arrives during a shutdown. */
export function shuttingDown(): BackendUnavailable {
  return new BackendUnavailable('The gateway is shutting down: try again, and another instance will answer');
}
