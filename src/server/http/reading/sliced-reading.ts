import type { IncomingMessage, Server } from 'node:http';
import type { Socket } from 'node:net';
import { readableEvent } from '../listener.ts';
import { freeMemory } from './free-memory.ts';
import { isHealthCheck } from './health-check.ts';
import type { Reader, ReadTurns, Urgency } from './read-turns.ts';

/** Bytes that node:http parses at once: up to 75 requests, or 340 chunks of a body. */
const SLICE_BYTES = 2_048;
/** Slices grow up to this size while they take no time, as those of large chunks. */
const MAX_SLICE_BYTES = 16_384;
const NO_TIME_MS = 0.05;
/** Smaller chunks are left to the garbage collector. */
const LARGE_BYTES = 16_384;

/** A client that opens a connection for a request sends it at once. */
const FRESH_MS = 100;

interface HttpSocket extends Socket {
  /** The flag of node:http for a connection whose answers are not read: its parser is paused, and must not be given more. */
  readonly _paused?: boolean;
  readonly _readableState: { highWaterMark: number };
}

let connections = 0;

function nextNumber(): number {
  connections += 1;
  return connections;
}

/**
 * Accepts connections at once, and serves each in its turn when it has sent bytes. Left to itself, node:http would create a
 * parser for each, which takes four times as long as accepting it. Call it before the server listens. Returns how each
 * connection is read.
 */
export function serveInTurns(
  server: Server,
  turns: ReadTurns,
  onAccept: (socket: Socket) => void,
): Pick<WeakMap<Socket, SlicedReading>, 'get'> {
  const readings = new WeakMap<Socket, SlicedReading>();
  const event = readableEvent(server);
  const [serve] = server.listeners(event);
  if (serve === undefined) throw new TypeError('node:http does not listen for connections');
  server.off(event, serve as (socket: Socket) => void);
  server.on('connection', () => turns.postpone());
  server.on(event, (socket: Socket) => {
    onAccept(socket);
    readings.set(socket, new SlicedReading(socket, turns, () => serve.call(server, socket)));
  });
  return readings;
}

/**
 * Passes the bytes of one connection to the parser of node:http in slices, over as many iterations of the event loop as
 * they need. Left to itself, node:http parses up to 64 kB of every connection before anything else runs: 2,400 requests, of
 * which each has objects that remain even if the first one is refused.
 */
export class SlicedReading implements Reader {
  readonly number = nextNumber();
  readonly #acceptedAt = performance.now();
  readonly #socket: HttpSocket;
  readonly #turns: ReadTurns;
  readonly #serve: () => void;
  readonly #bufferBytes: number;
  /** The listeners of node:http. Undefined until it has created a parser for the connection. */
  #parser: { readonly parse: (bytes: Buffer) => void; readonly end: () => void } | undefined;
  /** Bytes that were read and are not parsed yet; the socket is paused meanwhile. */
  #chunk: Buffer | undefined;
  #at = 0;
  #allowedBytes = SLICE_BYTES;
  #sliceBytes = 0;
  /** Bytes that certainly belong to the present body: the parser passes them on as they are, in no time. */
  #bodyBytes = 0;
  #request: IncomingMessage | undefined;
  #isReleased = false;
  #hasEnded = false;

  /** `serve` gives the socket to an HTTP server. */
  constructor(socket: Socket, turns: ReadTurns, serve: () => void) {
    // Node reads on from a paused socket until its buffer is full. That can be 65,536 chunks of one byte, from thousands of
    // sockets in one iteration of the event loop. With this size, it reads one more chunk.
    this.#socket = socket as HttpSocket;
    this.#bufferBytes = socket.readableHighWaterMark;
    this.#socket._readableState.highWaterMark = 1;
    this.#turns = turns;
    this.#serve = serve;
    socket.on('data', this.#onData).once('close', () => this.#stop());
    // Until the server listens itself.
    socket.on('end', this.#onLeft).on('timeout', this.#onLeft).on('error', this.#onLeft);
  }

  /** A request has begun in the slice that is being parsed. */
  begin(request: IncomingMessage): void {
    this.#request = request;
    const length = Number(request.headers['content-length'] ?? 0);
    this.#bodyBytes = Math.max(0, length - this.#sliceBytes);
  }

  /** Leaves the connection to another protocol. Returns bytes that were read and not parsed. */
  release(): Buffer {
    const rest = this.#chunk?.subarray(this.#at) ?? Buffer.alloc(0);
    this.#socket.off('data', this.#onData).off('end', this.#onEnd).off('resume', this.#onResume);
    this.#isReleased = true;
    this.#stop();
    return rest;
  }

  readonly #onData = (chunk: Buffer): void => {
    this.#chunk = chunk;
    this.#at = 0;
    if (this.#turns.hasTime && chunk.length <= this.#nextSliceBytes) this.readSlice();
    else this.#wait(this.#parser === undefined ? this.#firstUrgency(chunk) : 'NEXT');
  };

  /** Thousands of connections can end at the same moment. */
  readonly #onEnd = (): void => {
    this.#hasEnded = true;
    if (this.#turns.hasTime) this.readSlice();
    else this.#turns.push(this, 'MORE');
  };

  /** The connection ended before it has sent anything, or what it has sent waits for its turn. */
  readonly #onLeft = (): void => {
    this.#socket.destroy();
  };

  #firstUrgency(chunk: Buffer): Urgency {
    const isFresh = performance.now() - this.#acceptedAt < FRESH_MS;
    return isFresh && chunk.length <= SLICE_BYTES && isHealthCheck(chunk) ? 'HEALTH' : 'NEW';
  }

  /** The body is read again. */
  readonly #onBodyResume = (): void => {
    if (this.#chunk === undefined) return;
    if (this.#turns.hasTime) this.readSlice();
    else this.#wait('MORE');
  };

  /** The answers are read again, or the body has a reader that will begin to read. */
  readonly #onResume = (): void => {
    if (this.#chunk !== undefined) this.#wait('MORE');
  };

  #wait(urgency: Urgency): void {
    this.#socket.pause();
    this.#turns.push(this, urgency);
  }

  readSlice(): void {
    if (this.#hasEnded) {
      this.#parser?.end();
      return;
    }
    // The connection may have closed while it waited.
    if (this.#chunk === undefined) return;
    if (!this.#socket.writable) {
      // No answer can follow. The bytes are discarded: unread, they would reset the connection before its last answer is read.
      this.#stop();
      this.#socket.resume();
      return;
    }
    if (this.#isUnread) {
      this.#socket.pause();
      this.#awaitReader();
      return;
    }
    if (this.#parser === undefined) this.#begin();
    const chunk = this.#chunk;
    this.#parseSlice(this.#takeSlice(chunk));
    // The other protocol does not listen yet. A head of its messages is part of the chunk.
    if (this.#isReleased) return;
    // The parser has copied what belongs to a body.
    if (this.#chunk === undefined && chunk.length >= LARGE_BYTES) freeMemory(chunk);
    if (this.#socket.destroyed) this.#stop();
    else if (this.#chunk !== undefined) this.#wait('MORE');
    else if (this.#socket._paused !== true) this.#socket.resume();
  }

  /** Lets the server listen to the connection, and takes its listeners. */
  #begin(): void {
    const socket = this.#socket;
    socket.off('data', this.#onData).off('end', this.#onLeft).off('timeout', this.#onLeft).off('error', this.#onLeft);
    const ofStream = socket.listeners('end');
    this.#serve();
    const [parse] = socket.listeners('data') as readonly ((bytes: Buffer) => void)[];
    const end = (socket.listeners('end') as (() => void)[]).find((listener) => !ofStream.includes(listener));
    if (parse === undefined || end === undefined) throw new TypeError('node:http does not listen for data');
    this.#parser = { parse, end };
    socket.off('data', parse).off('end', end);
    // Any listener for data also makes the parser leave the reading to the stream.
    socket.on('data', this.#onData).on('end', this.#onEnd).on('resume', this.#onResume);
  }

  #awaitReader(): void {
    const request = this.#request;
    // This comes first, because adding the listener for 'resume' emits 'newListener'.
    request?.off('newListener', this.#onResume).off('resume', this.#onBodyResume);
    request?.once('resume', this.#onBodyResume).once('newListener', this.#onResume);
  }

  #parseSlice(slice: Buffer): void {
    const buffer = this.#socket._readableState;
    const start = performance.now();
    // Requests take the size of their buffer from the socket.
    buffer.highWaterMark = this.#bufferBytes;
    this.#parser?.parse(slice);
    buffer.highWaterMark = 1;
    if (slice.length < SLICE_BYTES) return;
    const isCheap = performance.now() - start < NO_TIME_MS;
    this.#allowedBytes = isCheap ? Math.min(2 * this.#allowedBytes, MAX_SLICE_BYTES) : SLICE_BYTES;
  }

  #takeSlice(chunk: Buffer): Buffer {
    const end = Math.min(chunk.length, this.#at + this.#nextSliceBytes);
    const slice = end - this.#at === chunk.length ? chunk : chunk.subarray(this.#at, end);
    this.#at = end;
    this.#sliceBytes = slice.length;
    this.#bodyBytes = Math.max(0, this.#bodyBytes - slice.length);
    if (end === chunk.length) this.#chunk = undefined;
    return slice;
  }

  get #nextSliceBytes(): number {
    return Math.max(this.#allowedBytes, this.#bodyBytes);
  }

  /** True if the answers are not read, so that node:http has paused the parser, or if the body is not read. */
  get #isUnread(): boolean {
    if (this.#socket._paused === true) return true;
    const request = this.#request;
    if (request === undefined || request.complete || request.readableFlowing === true) return false;
    const { readableLength: bytes, readableHighWaterMark, readableFlowing } = request;
    if (request.listenerCount('readable') > 0) return bytes >= readableHighWaterMark;
    return readableFlowing === false || bytes > 0;
  }

  #stop(): void {
    this.#chunk = undefined;
  }
}
