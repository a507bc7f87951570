import type { Duplex } from 'node:stream';
import { CloseCode, type WebSocket as GraphqlSocket } from 'graphql-ws';
import type { WebSocket } from 'ws';
import type { Caller } from '../../../auth/caller.ts';
import type { Standing } from '../../../auth/standing.ts';
import type { Limit } from '../../../errors/catalogue.ts';
import { newRequestIds } from '../../../telemetry/request-id.ts';
import { type ReportRequest, RequestRecord } from '../../../telemetry/request-record.ts';
import type { Tracer } from '../../../telemetry/tracing/tracer.ts';
import type { InFlight } from '../../graphql/in-flight.ts';
import { atTime, type LiveConnection } from '../live-connections.ts';
import type { RunLive } from '../live-operations.ts';
import type { LiveQuotas } from '../live-quotas.ts';
import { SendQueue, type SendQueueOwner } from '../send-queue.ts';
import { abridged, type ClientMessage, InvalidMessage, parseClientMessage } from './client-message.ts';
import { GOING_AWAY, INVALID_PAYLOAD, reasonFor, TRY_AGAIN_LATER } from './close-frame.ts';
import type { MessageScheduler } from './message-scheduler.ts';
import { type MessageHandler, ReceiveQueue } from './receive-queue.ts';
import { SocketOperation } from './socket-operation.ts';
import { SocketSink } from './socket-sink.ts';

export interface LiveSocketOptions {
  readonly run: RunLive;
  readonly scheduler: MessageScheduler;
  readonly quotas: LiveQuotas;
  readonly inFlight: Pick<InFlight, 'receiving' | 'sending'>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Called for each operation that has ended. */
  readonly report?: ReportRequest;
  readonly tracer?: Tracer | undefined;
  /** Called if a message fails for a reason other than its operation: the socket has to be closed. */
  readonly onFailure: (socket: LiveSocket, error: unknown) => void;
  /** Counts a socket that is closed for a limit without an error. */
  readonly refused: (limit: Limit) => void;
}

/** The most operations of a connection at once. */
export const MAX_OPERATIONS = 100;
/** An operation of a WebSocket in place of a request. */
const WEB_SOCKET = { method: 'WEBSOCKET', path: '/graphql' } as const;

/** One client's WebSocket: its interface to graphql-ws, and its running operations. */
export class LiveSocket implements GraphqlSocket, LiveConnection, MessageHandler, SendQueueOwner {
  readonly kind = 'socket';
  readonly #socket: WebSocket;
  readonly #options: LiveSocketOptions;
  readonly #received: ReceiveQueue;
  readonly #sendQueue: SendQueue;
  readonly #operations = new Set<SocketOperation>();
  #caller: Caller | undefined;
  #connection: Disposable | undefined;
  #expiry: Disposable | undefined;
  /** Pings since the last bytes arrived. */
  #pings = 0;
  #handle: ((message: string) => Promise<void>) | undefined;
  #message: ClientMessage | undefined;

  /** `stream` is the stream that the socket reads. */
  constructor(socket: WebSocket, stream: Duplex, options: LiveSocketOptions) {
    this.#socket = socket;
    this.#options = options;
    this.#sendQueue = new SendQueue(new SocketSink(socket), this);
    this.#received = new ReceiveQueue(socket, stream, options.scheduler, this);
  }

  get protocol(): string {
    return this.#socket.protocol;
  }

  get hasRoom(): boolean {
    return this.#operations.size < MAX_OPERATIONS;
  }

  /** The message that graphql-ws is handling, which received an abridged copy. */
  get message(): ClientMessage | undefined {
    return this.#message;
  }

  /**
   * From now on, the socket runs operations for this caller, until the token expires. Throws RateLimited if the caller
   * has too many connections.
   */
  admit(caller: Caller): void {
    if (!this.#isOpen) return;
    const { quotas, inFlight, now } = this.#options;
    this.#connection = quotas.holdConnection(caller.name);
    this.#received.countFor(caller.name, inFlight.receiving);
    this.#sendQueue.countFor(caller.name, inFlight.sending);
    this.#caller = caller;
    const { expiresAt } = caller;
    if (expiresAt === undefined) return;
    this.#expiry = atTime(expiresAt, now, () => this.close(CloseCode.Unauthorized, 'The token has expired'));
  }

  /** Creates the operation of the present message. It starts when its first result is requested. */
  startOperation(): SocketOperation {
    const caller = this.#caller;
    const message = this.#message;
    if (caller === undefined || message?.type !== 'subscribe')
      throw new TypeError('an operation was started before its caller was known');
    const { request } = message;
    const reader = {
      owner: caller.name,
      isBlocked: () => this.#sendQueue.bytes > 0,
      onSlow: () => this.#closeForFallingBehind(),
    };
    const record = new RequestRecord(newRequestIds(), WEB_SOCKET, this.#options.tracer);
    record.identify(caller.name);
    const operation = new SocketOperation(
      (signal) => this.#options.run(request, { caller, signal, reader, record }),
      (ended) => {
        if (this.#operations.delete(ended))
          this.#options.report?.({ record, ms: performance.now() - record.startedAt });
      },
    );
    this.#operations.add(operation);
    return operation;
  }

  /** Handles the client's messages until the connection closes. */
  onMessage(handle: (message: string) => Promise<void>): void {
    this.#handle = handle;
  }

  /** Resolves when the system has accepted the message, or the connection has closed. */
  send(message: string): Promise<void> {
    return this.#sendQueue.send(message);
  }

  close(code: number, reason = ''): void {
    this.end();
    this.#socket.close(code, reasonFor(code, reason));
  }

  /** Ends the socket's operations at once: a client that does not read does not answer a close frame either. */
  end(): void {
    this.#expiry?.[Symbol.dispose]();
    for (const operation of this.#operations) void operation.return();
    this.#sendQueue.close();
    this.#received.close();
  }

  /** Drops all further messages. */
  stopReading(): void {
    this.#received.close();
    this.#received.release();
  }

  /** The connection has gone. */
  release(): void {
    this.end();
    this.#received.release();
    this.#sendQueue.release();
    this.#connection?.[Symbol.dispose]();
  }

  ping(): void {
    // Behind queued messages, a ping would arrive late.
    if (this.#sendQueue.bytes > 0) return;
    if (this.#pings >= 1 && !this.#received.isBusy) {
      this.destroy();
      return;
    }
    this.#pings += 1;
    if (this.#isOpen) this.#socket.ping();
  }

  review(standingOf: (caller: Caller) => Standing): void {
    if (this.#caller === undefined) return;
    const standing = standingOf(this.#caller);
    if (standing === 'ENDED') this.close(CloseCode.Unauthorized, 'The token is no longer valid');
    else if (standing === 'REDUCED')
      this.close(TRY_AGAIN_LATER, 'The rights of this caller have changed: connect again');
    // Operations that begin from now on have the rights that were added.
    else this.#caller = standing;
  }

  stop(): void {
    this.close(GOING_AWAY, 'The gateway is shutting down');
  }

  destroy(): void {
    this.#socket.terminate();
  }

  get isReady(): boolean {
    return !this.#sendQueue.isFull;
  }

  /** Handles a message, when the scheduler says so. */
  receive(text: string): void {
    // The client has closed the connection since it sent the message. Its caller may never be known, and an answer
    // could not be sent.
    if (!this.#isOpen) return;
    try {
      const message = parseClientMessage(text);
      if (message.type === 'ping') {
        const { payload } = message;
        void this.send(JSON.stringify(payload ? { type: 'pong', payload } : { type: 'pong' }));
        return;
      }
      this.#message = message;
      this.#handle?.(abridged(message)).catch((error: unknown) => this.#options.onFailure(this, error));
    } catch (error) {
      if (!(error instanceof InvalidMessage)) throw error;
      this.close(CloseCode.BadRequest, error.message);
    } finally {
      this.#message = undefined;
    }
  }

  onInvalidText(): void {
    this.close(INVALID_PAYLOAD, 'The message is not UTF-8');
  }

  onBytes(): void {
    this.#pings = 0;
  }

  onRoom(): void {
    this.#received.wake();
  }

  refuse(reason: unknown): void {
    this.#options.onFailure(this, reason);
  }

  /** If the connection was closed for another reason, that reason has been counted already. */
  onFlood(): void {
    if (this.#isOpen) this.#closeFor('maxReceivingBytes');
    else this.destroy();
  }

  get #isOpen(): boolean {
    return this.#socket.readyState === this.#socket.OPEN;
  }

  #closeForFallingBehind(): void {
    this.close(
      TRY_AGAIN_LATER,
      'This client fell behind: resume with `after` set to the id of the last event received',
    );
  }

  #closeFor(limit: Limit): void {
    this.#options.refused(limit);
    this.destroy();
  }
}
