import { CloseCode, type WebSocket as GraphqlSocket } from 'graphql-ws';
import type { WebSocket } from 'ws';
import type { Caller } from '../../auth/caller.ts';
import type { OperationRequest } from '../documents/operation-parser.ts';
import { atTime } from './at-time.ts';
import { type LiveConnection, MAX_LATE_PINGS } from './live-connections.ts';
import type { RunLive } from './live-operations.ts';
import { SocketOperation } from './socket-operation.ts';

export interface LiveSocketOptions {
  readonly run: RunLive;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** What went wrong with a message, other than an operation: the socket is to be closed. */
  readonly onFailure: (socket: LiveSocket, error: unknown) => void;
}

/** Operations on one connection, at once. */
export const MAX_OPERATIONS = 100;
/** With this much in line, what else is to be sent waits: the events of a subscriber wait where they are counted. */
const MAX_IN_LINE = 2 ** 20;
/** Each operation has no more than one message on its way: whoever has this many asks without reading the answers. */
const MAX_MESSAGES = 10 * MAX_OPERATIONS;
/** The longest reason that a close frame can hold. */
const MAX_REASON_BYTES = 123;

/** Codes of RFC 6455 and of IANA's registry. */
const GOING_AWAY = 1001;
export const TRY_AGAIN_LATER = 1013;

/** One client's WebSocket: what graphql-ws sees of it, and what it has under way. */
export class LiveSocket implements GraphqlSocket, LiveConnection {
  readonly #socket: WebSocket;
  readonly #options: LiveSocketOptions;
  readonly #operations = new Set<SocketOperation>();
  #caller: Caller | undefined;
  #expiry: Disposable | undefined;
  /** Pings since the last sign of life. */
  #pings = 0;
  /** Messages, and characters of those given to the system, that it has not taken yet. */
  #messages = 0;
  #inLine = 0;
  #flushed: Promise<void> | undefined;

  constructor(socket: WebSocket, options: LiveSocketOptions) {
    this.#socket = socket;
    this.#options = options;
    socket.on('pong', () => {
      this.#pings = 0;
    });
  }

  get protocol(): string {
    return this.#socket.protocol;
  }

  get hasRoom(): boolean {
    return this.#operations.size < MAX_OPERATIONS;
  }

  /** From now on it runs operations, for this caller and until its token ends. */
  admit(caller: Caller): void {
    const { expiresAt } = caller;
    this.#caller = caller;
    if (expiresAt === undefined || !this.#isOpen) return;
    this.#expiry = atTime(expiresAt, this.#options.now, () =>
      this.close(CloseCode.Unauthorized, 'The token has expired'),
    );
  }

  run(request: OperationRequest): SocketOperation {
    const caller = this.#caller;
    if (caller === undefined) throw new TypeError('an operation came through before its caller was known');
    const reader = { isBlocked: () => this.#inLine > 0, onSlow: () => this.#closeSlow() };
    const operation = new SocketOperation(
      (signal) => this.#options.run(request, { caller, signal, reader }),
      (ended) => this.#operations.delete(ended),
    );
    this.#operations.add(operation);
    return operation;
  }

  /** What the client says, until the connection is being closed. */
  onMessage(handle: (message: string) => Promise<void>): void {
    this.#socket.on('message', (data) => {
      if (this.#isOpen) handle(String(data)).catch((error: unknown) => this.#options.onFailure(this, error));
    });
  }

  /** Resolves when the system has taken the message, or there is nobody left to send it to. */
  async send(message: string): Promise<void> {
    this.#messages += 1;
    if (this.#messages > MAX_MESSAGES) this.#closeSlow();
    while (this.#inLine > MAX_IN_LINE) await this.#flushed;
    if (this.#isOpen) {
      this.#flushed = this.#write(message);
      await this.#flushed;
    }
    this.#messages -= 1;
  }

  close(code: number, reason = ''): void {
    this.end();
    this.#socket.close(
      code,
      Buffer.byteLength(reason) > MAX_REASON_BYTES ? reason.slice(0, MAX_REASON_BYTES / 3) : reason,
    );
  }

  /** Ends its operations: at once, since who does not read does not answer a farewell either. */
  end(): void {
    this.#expiry?.[Symbol.dispose]();
    for (const operation of this.#operations) void operation.return();
  }

  ping(): void {
    // Behind what is still on its way, a ping arrives late.
    if (this.#pings >= (this.#inLine > 0 ? MAX_LATE_PINGS : 1)) {
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

  get #isOpen(): boolean {
    return this.#socket.readyState === this.#socket.OPEN;
  }

  #closeSlow(): void {
    this.close(
      TRY_AGAIN_LATER,
      'Too much waits for this client: resume with `after`, the id of the last event received',
    );
  }

  #write(message: string): Promise<void> {
    this.#inLine += message.length;
    return new Promise((resolve) =>
      this.#socket.send(message, () => {
        this.#pings = 0;
        this.#inLine -= message.length;
        // In a turn of its own: with many events for many clients there would be no other one until all are sent.
        setImmediate(resolve);
      }),
    );
  }
}
