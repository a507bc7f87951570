import { isUtf8 } from 'node:buffer';
import type { Duplex } from 'node:stream';
import type { RawData, WebSocket } from 'ws';
import type { Bounded } from '../../graphql/in-flight.ts';
import type { Reader } from '../../http/reading/read-turns.ts';
import { CountedBytes } from '../counted-bytes.ts';
import { FrameMeter } from './frame-meter.ts';
import type { MessageScheduler, MessageSource } from './message-scheduler.ts';

/**
 * The connection that handles messages. An object with methods, because closures for each connection would take as much
 * memory as everything else.
 */
export interface MessageHandler {
  /** False while messages must wait, because the client does not read the answers. */
  readonly isReady: boolean;
  receive(message: string): void;
  /** A message is not UTF-8: close the connection. */
  onInvalidText(): void;
  /** Bytes have arrived. */
  onBytes(): void;
  /** The caller has too many unhandled bytes on all its connections: close this one. */
  refuse(reason: unknown): void;
  /** The client exceeds the limit that holds before authentication, or while the connection closes. */
  onFlood(): void;
}

/** In bytes: all that a client may send before it is authenticated. A token has a few thousand. */
export const MAX_UNAUTHENTICATED_BYTES = 2 ** 15;
/**
 * In bytes: all that a client may send before it answers a close frame. `ws` would keep up to a whole message of it.
 */
const MAX_BYTES_AFTER_CLOSE = 2 ** 17;
/** This many bytes of a message are not counted. Nearly all messages are smaller. */
const FREE_BYTES = 2 ** 12;
/** With this many bytes of complete messages in memory, reading from the connection is paused. */
const PAUSE_BYTES = 2 ** 17;

/** A client's unhandled messages. Their bytes count for its caller. */
export class ReceiveQueue implements MessageSource, Reader {
  /** All connections are read in the order in which they began to wait. */
  readonly number = 0;
  readonly #socket: WebSocket;
  readonly #stream: Duplex;
  readonly #scheduler: MessageScheduler;
  readonly #handler: MessageHandler;
  readonly #meter = new FrameMeter();
  #messages: Buffer[] | undefined;
  /** Bytes that arrived before authentication, or after the connection was closed. */
  #unwanted = 0;
  #counted: CountedBytes | undefined;
  #isClosed = false;
  #isRefused = false;
  /** True while the connection waits for its turn to be read. */
  #waits = false;
  owner = '';

  /** `stream` is the stream that the socket reads. */
  constructor(socket: WebSocket, stream: Duplex, scheduler: MessageScheduler, handler: MessageHandler) {
    this.#socket = socket;
    this.#stream = stream;
    this.#scheduler = scheduler;
    this.#handler = handler;
    // Runs before `ws` reads the chunk.
    stream.prependListener('data', this.#read);
    socket.on('message', (data, isBinary) => this.#receive(data, isBinary));
  }

  get hasNext(): boolean {
    return this.#messages !== undefined && this.#handler.isReady;
  }

  /** True while messages are unhandled. Later bytes of the client may then not have been read. */
  get isBusy(): boolean {
    return this.#meter.hasComplete;
  }

  /** From now on, messages count for this caller, and may be larger. */
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

  readSlice(): void {
    this.#waits = false;
    if (this.#isClosed) this.#socket.resume();
    else this.#count();
  }

  /** Drops the messages, and those that arrive until the client closes as well. */
  close(): void {
    this.#isClosed = true;
    for (const _ of this.#messages ?? []) this.#meter.take();
    this.#messages = undefined;
    this.#count();
    // The client's close frame still has to be read.
    this.#socket.resume();
  }

  /** The connection has gone, or its messages are no longer kept. */
  release(): void {
    this.#stream.off('data', this.#read);
    this.#counted?.shrink(this.#counted.bytes);
    this.#counted = undefined;
  }

  readonly #read = (chunk: Buffer): void => {
    this.#handler.onBytes();
    this.#unwanted += this.#isClosed || this.#counted === undefined ? chunk.length : 0;
    if (this.#unwanted > (this.#isClosed ? MAX_BYTES_AFTER_CLOSE : MAX_UNAUTHENTICATED_BYTES)) this.#handler.onFlood();
    this.#meter.read(chunk);
    this.#count();
    const { reads } = this.#scheduler;
    if (this.#waits || reads.hasTime) return;
    this.#waits = true;
    this.#socket.pause();
    reads.push(this, 'MORE');
  };

  #receive(data: RawData, isBinary: boolean): void {
    if (this.#isClosed || !Buffer.isBuffer(data)) {
      this.#meter.take();
      this.#count();
      return;
    }
    // `ws` has checked the text messages.
    if (isBinary && !isUtf8(data)) {
      this.#meter.take();
      this.#handler.onInvalidText();
      return;
    }
    this.#messages ??= [];
    this.#messages.push(data);
    this.wake();
  }

  #count(): void {
    const { bytes, hasComplete } = this.#meter;
    if (!this.#isClosed) {
      if (hasComplete && bytes > PAUSE_BYTES) this.#socket.pause();
      else if (this.#socket.isPaused && !this.#waits) this.#socket.resume();
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
