import type { Duplex } from 'node:stream';
import { CloseCode, type WebSocket as GraphqlSocket } from 'graphql-ws';
import type { WebSocket } from 'ws';
import type { Caller } from '../../../auth/caller.ts';
import type { Limit } from '../../../errors/catalogue.ts';
import type { InFlight } from '../../graphql/in-flight.ts';
import { atTime, type LiveConnection } from '../live-connections.ts';
import type { RunLive } from '../live-operations.ts';
import type { LiveQuotas } from '../live-quotas.ts';
import { SendQueue, type SendQueueOwner } from '../send-queue.ts';
import { abridged, type ClientMessage, InvalidMessage, parseClientMessage } from './client-message.ts';
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
  /** What went wrong with a message, other than an operation: the socket is to be closed. */
  readonly onFailure: (socket: LiveSocket, error: unknown) => void;
  /** It was closed for a limit, without an error that says so. */
  readonly refused: (limit: Limit) => void;
}

/** Operations on one connection, at once. */
export const MAX_OPERATIONS = 100;
/** The longest reason that a close frame can hold. */
const MAX_REASON_BYTES = 123;
/** graphql-ws quotes an id; so much is quoted of anything that a client sends. */
const MAX_QUOTING_REASON = 'Subscriber for '.length + 40;

/** Codes of RFC 6455 and of IANA's registry. */
const GOING_AWAY = 1001;
export const TRY_AGAIN_LATER = 1013;

/** One client's WebSocket: what graphql-ws sees of it, and what it has under way. */
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
  /** Pings since anything came. */
  #pings = 0;
  #handle: ((message: string) => Promise<void>) | undefined;
  #message: ClientMessage | undefined;

  /** `stream` is what the socket reads from. */
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

  /** The message that graphql-ws is being handed: it sees an abridged one. */
  get message(): ClientMessage | undefined {
    return this.#message;
  }

  /** From now on it runs operations, for this caller and until its token ends. Throws RateLimited if the caller has too many connections. */
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

  /** The operation that the message asks for; it begins when its first result is asked for. */
  startOperation(): SocketOperation {
    const caller = this.#caller;
    const message = this.#message;
    if (caller === undefined || message?.type !== 'subscribe')
      throw new TypeError('an operation came through before its caller was known');
    const { request } = message;
    const reader = {
      owner: caller.name,
      isBlocked: () => this.#sendQueue.bytes > 0,
      onSlow: () => this.#closeSlow(),
    };
    const operation = new SocketOperation(
      (signal) => this.#options.run(request, { caller, signal, reader }),
      (ended) => this.#operations.delete(ended),
    );
    this.#operations.add(operation);
    return operation;
  }

  /** What the client says, until the connection is being closed. */
  onMessage(handle: (message: string) => Promise<void>): void {
    this.#handle = handle;
  }

  /** Resolves when the system has taken the message, or there is nobody left to send it to. */
  send(message: string): Promise<void> {
    return this.#sendQueue.send(message);
  }

  close(code: number, reason = ''): void {
    this.end();
    this.#socket.close(code, reasonFor(code, reason));
  }

  /** Ends its operations: at once, since who does not read does not answer a farewell either. */
  end(): void {
    this.#expiry?.[Symbol.dispose]();
    for (const operation of this.#operations) void operation.return();
    this.#sendQueue.close();
    this.#received.close();
  }

  /** Nothing that still comes is kept. */
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
    // Behind what is still on its way, a ping arrives late.
    if (this.#sendQueue.bytes > 0) return;
    if (this.#pings >= 1 && !this.#received.isBusy) {
      this.destroy();
      return;
    }
    this.#pings += 1;
    if (this.#isOpen) this.#socket.ping();
  }

  stop(): void {
    this.close(GOING_AWAY, 'The gateway is stopping');
  }

  destroy(): void {
    this.#socket.terminate();
  }

  get isReady(): boolean {
    return !this.#sendQueue.isFull;
  }

  /** A message has its turn. */
  receive(text: string): void {
    // The client has closed the connection since it sent the message: its caller may never become known, and an answer
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

  onLife(): void {
    this.#pings = 0;
  }

  onRoom(): void {
    this.#received.wake();
  }

  refuse(reason: unknown): void {
    this.#options.onFailure(this, reason);
  }

  /** What comes after the connection was closed for another reason has been counted with that. */
  onFlood(): void {
    if (this.#isOpen) this.#closeFor('maxReceivingBytes');
    else this.destroy();
  }

  get #isOpen(): boolean {
    return this.#socket.readyState === this.#socket.OPEN;
  }

  #closeSlow(): void {
    this.close(
      TRY_AGAIN_LATER,
      'Too much waits for this client: resume with `after`, the id of the last event received',
    );
  }

  #closeFor(limit: Limit): void {
    this.#options.refused(limit);
    this.destroy();
  }
}

function reasonFor(code: number, reason: string): string {
  const brief = code === CloseCode.SubscriberAlreadyExists ? reason.slice(0, MAX_QUOTING_REASON) : reason;
  return Buffer.byteLength(brief) > MAX_REASON_BYTES ? brief.slice(0, MAX_REASON_BYTES / 3) : brief;
}
