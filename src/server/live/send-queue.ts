import type { Bounded } from '../graphql/in-flight.ts';
import { CountedBytes } from './counted-bytes.ts';

/** The end of a connection that takes messages, each in one or more pieces. */
export interface MessageSink {
  readonly isOpen: boolean;
  /** Bytes that the system has not accepted yet. */
  readonly buffered: number;
  /** Calls back when the system has accepted the piece, or never will. */
  write(piece: string | Buffer, isLast: boolean, callback: () => void): void;
}

/**
 * The connection that owns a queue. An object with methods, because closures for each connection would take as much
 * memory as everything else.
 */
export interface SendQueueOwner {
  /** The caller has too many bytes queued on all its connections: close this one. */
  refuse(reason: unknown): void;
  /** The queue has room again after it was full. */
  onRoom(): void;
}

interface Waiting {
  readonly message: string;
  readonly bytes: number;
  readonly resolve: () => void;
}

/**
 * Above this many bytes, messages wait in the queue instead of the connection, and the client's messages are not
 * handled.
 */
export const MAX_QUEUED_BYTES = 2 ** 20;
/** A larger message is sent in pieces: the stall check sees progress whenever the client has read one. */
const PIECE_BYTES = 2 ** 16;

/**
 * The queue of messages to send over one connection. A message counts for its caller only if the operating system does
 * not accept it at once, so that a client that keeps reading is not charged.
 */
export class SendQueue {
  readonly #sink: MessageSink;
  readonly #owner: SendQueueOwner;
  #counted: CountedBytes | undefined;
  #waiting: Waiting[] | undefined;
  #waitingBytes = 0;
  #bytes = 0;
  #isInPieces = false;
  /** The queue has been full, and `onRoom` has not been called since. */
  #wasFull = false;

  constructor(sink: MessageSink, owner: SendQueueOwner) {
    this.#sink = sink;
    this.#owner = owner;
  }

  /** From now on, queued messages count for this caller. */
  countFor(caller: string, sending: Bounded): void {
    this.#counted ??= new CountedBytes(sending, caller);
  }

  /** Bytes that the system has not accepted yet, here and in the connection. */
  get bytes(): number {
    return this.#bytes;
  }

  get isFull(): boolean {
    return this.#bytes > MAX_QUEUED_BYTES;
  }

  /** Resolves when the system has accepted the message, or the connection is closed. */
  send(message: string): Promise<void> {
    if (!this.#sink.isOpen) return Promise.resolve();
    const bytes = Buffer.byteLength(message);
    return new Promise((resolve) => {
      const one = { message, bytes, resolve };
      const isFree = !this.#isInPieces && this.#waiting === undefined && !this.isFull;
      this.#bytes += bytes;
      this.#wasFull ||= this.isFull;
      if (isFree) this.#write(one);
      else if (this.#count(one)) this.#wait(one);
    });
  }

  /** Drops the queued messages. */
  close(): void {
    this.#waitingBytes = 0;
    const waiting = this.#waiting ?? [];
    this.#waiting = undefined;
    for (const one of waiting) {
      this.#counted?.shrink(one.bytes);
      this.#drop(one);
    }
  }

  /** The connection has gone. */
  release(): void {
    this.close();
    this.#counted?.shrink(this.#counted.bytes);
    this.#counted = undefined;
  }

  #wait(one: Waiting): void {
    this.#waiting ??= [];
    this.#waiting.push(one);
    this.#waitingBytes += one.bytes;
  }

  /** Returns false if the caller's quota is used up. The connection is notified, and the message is not sent. */
  #count(one: Waiting): boolean {
    try {
      this.#counted?.grow(one.bytes);
      return true;
    } catch (reason) {
      this.#drop(one);
      this.#owner.refuse(reason);
      return false;
    }
  }

  #drop({ bytes, resolve }: Waiting): void {
    this.#bytes -= bytes;
    // Resolved in an iteration of its own: otherwise many events for many clients would be sent without a break.
    setImmediate(resolve);
  }

  #write(one: Waiting, isCounted = false): void {
    if (one.bytes > PIECE_BYTES) {
      this.#writeInPieces(one, isCounted);
      return;
    }
    let counted = isCounted ? one.bytes : 0;
    this.#sink.write(one.message, true, () => {
      if (counted > 0) this.#counted?.shrink(counted);
      this.#drop(one);
      if (this.#wasFull || this.#waiting !== undefined) this.#next();
    });
    if (isCounted || this.#sink.buffered === 0) return;
    counted = one.bytes;
    try {
      this.#counted?.grow(counted);
    } catch (reason) {
      counted = 0;
      this.#owner.refuse(reason);
    }
  }

  #writeInPieces(one: Waiting, isCounted: boolean): void {
    if (!isCounted && !this.#count(one)) return;
    const whole = Buffer.from(one.message);
    this.#isInPieces = true;
    const writeFrom = (at: number): void => {
      const end = at + PIECE_BYTES;
      this.#sink.write(whole.subarray(at, end), end >= whole.length, () => {
        if (end < whole.length && this.#sink.isOpen) {
          writeFrom(end);
          return;
        }
        this.#isInPieces = false;
        this.#counted?.shrink(one.bytes);
        this.#drop(one);
        this.#next();
      });
    };
    writeFrom(0);
  }

  #next(): void {
    while (!this.#isInPieces && this.#bytes - this.#waitingBytes <= MAX_QUEUED_BYTES) {
      const one = this.#waiting?.shift();
      if (one === undefined) break;
      if (this.#waiting?.length === 0) this.#waiting = undefined;
      this.#waitingBytes -= one.bytes;
      this.#write(one, true);
    }
    if (!this.#wasFull || this.isFull) return;
    this.#wasFull = false;
    this.#owner.onRoom();
  }
}
