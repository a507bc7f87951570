import type { Duplex } from 'node:stream';
import type { RawData, WebSocket } from 'ws';
import type { Bounded } from '../../graphql/in-flight.ts';
import { CountedBytes } from '../counted-bytes.ts';
import { FrameMeter } from './frame-meter.ts';
import type { MessageScheduler, MessageSource } from './message-scheduler.ts';

/** Whose messages they are. An object with methods, since functions for each connection would take as much as all the rest. */
export interface MessageHandler {
  /** False while nothing is to be handled, since the client does not read what it is answered. */
  readonly isReady: boolean;
  receive(message: string): void;
  /** Something has come. */
  onLife(): void;
  /** The caller has too much on its way here on all its connections: this one is to be closed. */
  refuse(reason: unknown): void;
  /** A client that has not said who it is, or is told to go, sends more than that takes. */
  onFlood(): void;
}

/** All that a client may send before it is known, in bytes: a token has a few thousand. */
export const MAX_UNAUTHENTICATED_BYTES = 2 ** 15;
/** All that a client may send before it answers a close frame: `ws` would keep up to a whole message of it. */
const MAX_BYTES_AFTER_CLOSE = 2 ** 17;
/** So much of a message is not counted: nearly all are smaller. */
const FREE_BYTES = 2 ** 12;
/** With so many bytes of whole messages in memory, the connection is not read. */
const PAUSE_BYTES = 2 ** 17;

/** What a client has sent over its WebSocket and what is still to be handled, as bytes that count for its caller. */
export class ReceiveQueue implements MessageSource {
  readonly #socket: WebSocket;
  readonly #stream: Duplex;
  readonly #scheduler: MessageScheduler;
  readonly #handler: MessageHandler;
  readonly #meter = new FrameMeter();
  #messages: Buffer[] | undefined;
  /** Bytes that came before the caller was known, and after the connection was closed. */
  #unasked = 0;
  #counted: CountedBytes | undefined;
  #isClosed = false;
  #isRefused = false;
  owner = '';

  /** `stream` is what the socket reads from. */
  constructor(socket: WebSocket, stream: Duplex, scheduler: MessageScheduler, handler: MessageHandler) {
    this.#socket = socket;
    this.#stream = stream;
    this.#scheduler = scheduler;
    this.#handler = handler;
    // Before `ws` reads it.
    stream.prependListener('data', this.#read);
    socket.on('message', (data) => this.#receive(data));
  }

  get hasNext(): boolean {
    return this.#messages !== undefined && this.#handler.isReady;
  }

  /** True while there is something to handle: what the client sends behind that may not have been read. */
  get isBusy(): boolean {
    return this.#meter.hasWhole;
  }

  /** From now on what comes counts for this caller, and may be more. */
  countFor(caller: string, receiving: Bounded): void {
    this.owner = caller;
    this.#counted ??= new CountedBytes(receiving, caller);
  }

  /** `isReady` has become true. */
  wake(): void {
    if (this.hasNext) this.#scheduler.push(this);
  }

  handleNext(): number {
    const message = this.hasNext ? this.#messages?.shift() : undefined;
    if (message === undefined) return 0;
    if (this.#messages?.length === 0) this.#messages = undefined;
    this.#handler.receive(String(message));
    this.#meter.take();
    this.#count();
    return message.length;
  }

  /** What has come is not handled, nor what still comes until the client closes as well. */
  close(): void {
    this.#isClosed = true;
    for (const _ of this.#messages ?? []) this.#meter.take();
    this.#messages = undefined;
    this.#count();
    // A close frame has to be read.
    this.#socket.resume();
  }

  /** The connection has gone, or nothing that still comes is kept. */
  release(): void {
    this.#stream.off('data', this.#read);
    this.#counted?.shrink(this.#counted.bytes);
    this.#counted = undefined;
  }

  readonly #read = (chunk: Buffer): void => {
    this.#handler.onLife();
    this.#unasked += this.#isClosed || this.#counted === undefined ? chunk.length : 0;
    if (this.#unasked > (this.#isClosed ? MAX_BYTES_AFTER_CLOSE : MAX_UNAUTHENTICATED_BYTES)) this.#handler.onFlood();
    this.#meter.read(chunk);
    this.#count();
  };

  #receive(data: RawData): void {
    if (this.#isClosed || !Buffer.isBuffer(data)) {
      this.#meter.take();
      this.#count();
      return;
    }
    this.#messages ??= [];
    this.#messages.push(data);
    this.wake();
  }

  #count(): void {
    const { bytes, hasWhole } = this.#meter;
    if (!this.#isClosed) {
      if (hasWhole && bytes > PAUSE_BYTES) this.#socket.pause();
      else if (this.#socket.isPaused) this.#socket.resume();
    }
    if (this.#isRefused || this.#counted === undefined) return;
    const change = (bytes > FREE_BYTES ? bytes : 0) - this.#counted.bytes;
    try {
      if (change > 0) this.#counted.grow(change);
      else if (change < 0) this.#counted.shrink(-change);
    } catch (reason) {
      this.#isRefused = true;
      this.#handler.refuse(reason);
    }
  }
}
