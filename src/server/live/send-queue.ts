import type { Bounded } from '../graphql/in-flight.ts';
import { CountedBytes } from './counted-bytes.ts';

/** A connection that takes messages, each in one or more pieces. */
export interface MessageSink {
  readonly isOpen: boolean;
  /** Bytes that the system has not taken yet. */
  readonly buffered: number;
  /** Calls back when the system has taken the piece, or never will. */
  write(piece: string | Buffer, isLast: boolean, callback: () => void): void;
}

/** Whose line it is. An object with methods, since functions for each connection would take as much as all the rest. */
export interface SendQueueOwner {
  /** The caller has too much waiting on all its connections: this one is to be closed. */
  refuse(reason: unknown): void;
  /** There is room again after `isFull`. */
  onRoom(): void;
}

interface Waiting {
  readonly message: string;
  readonly bytes: number;
  readonly resolve: () => void;
}

/** With this many bytes in line, messages wait outside of the connection, and what the client asks is not handled. */
export const MAX_QUEUED_BYTES = 2 ** 20;
/** A larger message goes out in pieces: the watch over stalled connections sees that the client reads when one is taken. */
const PIECE_BYTES = 2 ** 16;

/**
 * The messages that wait to go out over one connection, in their order. They count for their caller from the moment that
 * the system does not take them at once: a client that reads costs nothing.
 */
export class SendQueue {
  readonly #sink: MessageSink;
  readonly #owner: SendQueueOwner;
  #counted: CountedBytes | undefined;
  #waiting: Waiting[] | undefined;
  #waitingBytes = 0;
  #bytes = 0;
  #isInPieces = false;
  /** It has been full, and `onRoom` is still to be called. */
  #isShut = false;

  constructor(sink: MessageSink, owner: SendQueueOwner) {
    this.#sink = sink;
    this.#owner = owner;
  }

  /** From now on what waits counts for this caller. */
  countFor(caller: string, sending: Bounded): void {
    this.#counted ??= new CountedBytes(sending, caller);
  }

  /** Bytes that the system has not taken yet, here and in the connection. */
  get bytes(): number {
    return this.#bytes;
  }

  get isFull(): boolean {
    return this.#bytes > MAX_QUEUED_BYTES;
  }

  /** Resolves when the system has taken the message, or the connection is closed. */
  send(message: string): Promise<void> {
    if (!this.#sink.isOpen) return Promise.resolve();
    const bytes = Buffer.byteLength(message);
    return new Promise((resolve) => {
      const one = { message, bytes, resolve };
      const isFree = !this.#isInPieces && this.#waiting === undefined && !this.isFull;
      this.#bytes += bytes;
      this.#isShut ||= this.isFull;
      if (isFree) this.#write(one);
      else if (this.#count(one)) this.#wait(one);
    });
  }

  /** What waits here is not sent any more. */
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

  /** False if there is no room for it, which the connection is told: it is not sent then. */
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
    // In a turn of its own: with many events for many clients there would not be another one until all are sent.
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
      if (this.#isShut || this.#waiting !== undefined) this.#next();
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
    if (!this.#isShut || this.isFull) return;
    this.#isShut = false;
    this.#owner.onRoom();
  }
}
