import type { Duplex } from 'node:stream';
import type { RawData, WebSocket } from 'ws';
import type { Bounded, Held } from '../in-flight.ts';
import { FrameMeter } from './frame-meter.ts';
import type { MessageSource, MessageTurns } from './message-turns.ts';

export interface InboxOptions {
  readonly turns: MessageTurns;
  /** False while nothing is to be handled, since the client does not read what it is answered. */
  readonly isReady: () => boolean;
  readonly onMessage: (message: string) => void;
  /** Something has come. */
  readonly onLife: () => void;
  /** The caller has too much on its way here on all its connections: this one is to be closed. */
  readonly onRefused: (reason: unknown) => void;
  /** A client that has not said who it is, or is told to go, sends more than that takes. */
  readonly onFlood: () => void;
}

/** All that a client may send before it is known, in bytes: a token has a few thousand. */
const MAX_BYTES_OF_STRANGER = 2 ** 15;
/** All that a client may send before it answers a close frame: `ws` would keep up to a whole message of it. */
const MAX_BYTES_AFTER_CLOSE = 2 ** 17;
/** So much of a message is not counted: nearly all are smaller. */
const FREE_BYTES = 2 ** 12;
/** With so many bytes of whole messages in memory, the connection is not read. */
const PAUSE_BYTES = 2 ** 17;

/** What a client has sent over its WebSocket and what is still to be handled, as bytes that count for its caller. */
export class Inbox implements MessageSource {
  readonly #socket: WebSocket;
  readonly #stream: Duplex;
  readonly #options: InboxOptions;
  readonly #meter = new FrameMeter();
  readonly #messages: Buffer[] = [];
  /** Bytes that came before the caller was known, and after the connection was closed. */
  #unasked = 0;
  #held: Held | undefined;
  #counted = 0;
  #isClosed = false;
  #isRefused = false;
  owner = '';

  /** `stream` is what the socket reads from. */
  constructor(socket: WebSocket, stream: Duplex, options: InboxOptions) {
    this.#socket = socket;
    this.#stream = stream;
    this.#options = options;
    // Before `ws` reads it.
    stream.prependListener('data', this.#read);
    socket.on('message', (data) => this.#receive(data));
  }

  get hasNext(): boolean {
    return this.#messages.length > 0 && this.#options.isReady();
  }

  /** True while there is something to handle: what the client sends behind that may not have been read. */
  get isBusy(): boolean {
    return this.#meter.hasWhole;
  }

  /** From now on what comes counts for this caller, and may be more. */
  countFor(caller: string, receiving: Bounded): void {
    this.owner = caller;
    this.#held ??= receiving.hold(caller);
  }

  /** `isReady` has become true. */
  wake(): void {
    if (this.hasNext) this.#options.turns.push(this);
  }

  handleNext(): number {
    const message = this.hasNext ? this.#messages.shift() : undefined;
    if (message === undefined) return 0;
    this.#options.onMessage(String(message));
    this.#meter.take();
    this.#count();
    return message.length;
  }

  /** What has come is not handled, nor what still comes until the client closes as well. */
  close(): void {
    this.#isClosed = true;
    for (const _ of this.#messages.splice(0)) this.#meter.take();
    this.#count();
    // A close frame has to be read.
    this.#socket.resume();
  }

  /** The connection has gone, or nothing that still comes is kept. */
  release(): void {
    this.#stream.off('data', this.#read);
    this.#held?.[Symbol.dispose]();
    this.#held = undefined;
  }

  readonly #read = (chunk: Buffer): void => {
    this.#options.onLife();
    this.#unasked += this.#isClosed || this.#held === undefined ? chunk.length : 0;
    if (this.#unasked > (this.#isClosed ? MAX_BYTES_AFTER_CLOSE : MAX_BYTES_OF_STRANGER)) this.#options.onFlood();
    this.#meter.read(chunk);
    this.#count();
  };

  #receive(data: RawData): void {
    if (this.#isClosed || !Buffer.isBuffer(data)) {
      this.#meter.take();
      this.#count();
      return;
    }
    this.#messages.push(data);
    this.wake();
  }

  #count(): void {
    const { bytes, hasWhole } = this.#meter;
    if (!this.#isClosed) {
      if (hasWhole && bytes > PAUSE_BYTES) this.#socket.pause();
      else if (this.#socket.isPaused) this.#socket.resume();
    }
    if (this.#isRefused) return;
    const change = (bytes > FREE_BYTES ? bytes : 0) - this.#counted;
    if (this.#held === undefined || change === 0) return;
    try {
      if (change > 0) this.#held.grow(change);
      else this.#held.shrink(-change);
      this.#counted += change;
    } catch (reason) {
      this.#isRefused = true;
      this.#options.onRefused(reason);
    }
  }
}
