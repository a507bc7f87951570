import { StringDecoder } from 'node:string_decoder';
import { type Dispatcher, Pool } from 'undici';
import { type Behalf, currentBehalf } from '../limits/on-behalf.ts';
import { CallFailure, socketErrorToFailure } from './call-failure.ts';
import type { RestAnswer, RestRequest } from './send.ts';

/** A request in flight. */
export interface Exchange {
  /** Reports its failure at once and destroys its socket. Does nothing if it has ended. */
  readonly cancel: (kind: 'timeout' | 'aborted', cause?: unknown) => void;
}

/** Takes the result of an exchange: exactly one of the two is called, once. */
export interface Settle {
  readonly answered: (answer: RestAnswer) => void;
  readonly failed: (error: Error) => void;
}

/**
 * Starts the exchange of one request. Takes callbacks instead of returning a promise and taking a signal, so that an
 * exchange that is not cancelled does not pay for it.
 */
export type Transport = (request: RestRequest, settle: Settle) => Exchange;

export interface PoolOptions {
  readonly baseUrl: string;
  readonly maxConcurrent: number;
  readonly connectTimeoutMs: number;
  readonly maxBodyBytes: number;
}

export function createPool({ baseUrl, maxConcurrent, connectTimeoutMs, maxBodyBytes }: PoolOptions): Pool {
  return new Pool(new URL(baseUrl).origin, {
    connections: maxConcurrent,
    pipelining: 1,
    // Each call has a socket of its own, so that ending a call can close it.
    allowH2: false,
    // Most servers that close idle connections earlier say so (Keep-Alive: timeout=5), and undici obeys.
    keepAliveTimeout: 10_000,
    keepAliveMaxTimeout: 60_000,
    maxResponseSize: maxBodyBytes,
    // undici cannot abort an attempt to connect: it ends with the calls that could have used it.
    connectTimeout: connectTimeoutMs,
    // The deadline of the whole call covers these.
    headersTimeout: 0,
    bodyTimeout: 0,
  });
}

/**
 * Sends over the pool, below the path of `baseUrl`; an empty path is the base URL itself. Does not follow redirects, and does
 * not ask for compression.
 */
export function createTransport(pool: Pool, baseUrl: string): Transport {
  const base = new URL(baseUrl);
  const basePath = base.pathname.replace(/\/+$/, '');
  return (request, settle) => {
    const { method, path, headers, body } = request;
    const exchange = new PoolExchange(settle, method === 'GET' ? currentBehalf() : undefined);
    const target = path === '' ? base.pathname + base.search : basePath + path;
    pool.dispatch({ method, path: target, headers: headers ?? null, body: body ?? null }, exchange);
    return exchange;
  };
}

/**
 * Bytes of an answer that is not a document: a refusal, the answer to a write, a token. Its contract has a few hundred. It is
 * parsed at once, and no caller's quota counts it.
 */
const MAX_SMALL_BYTES = 2 ** 16;

/** What a piece of an answer takes at least, with all that is made to read it. */
const PIECE_BYTES = 200;
/** So many small pieces of one answer are read in a turn of the event loop: one read of its socket can bring 10,000. */
const SMALL_PIECES_IN_TURN = 256;

/** Collects one answer. A class, because undici calls its methods for every chunk and V8 optimises prototypes. */
class PoolExchange implements Dispatcher.DispatchHandler, Exchange {
  readonly #behalf: Behalf | undefined;
  #settle: Settle | undefined;
  #controller: Dispatcher.DispatchController | undefined;
  #cancelled: CallFailure | undefined;
  #status = 0;
  #headers: RestAnswer['headers'] = {};
  readonly #text = new ChunkedText();
  #bytes = 0;
  #smallPieces = 0;

  /** `behalf` is undefined for a write. */
  constructor(settle: Settle, behalf: Behalf | undefined) {
    this.#settle = settle;
    this.#behalf = behalf;
  }

  cancel(kind: 'timeout' | 'aborted', cause?: unknown): void {
    if (this.#settle === undefined) return;
    // undici passes the controller just before it writes to the socket: without one, no byte was sent.
    const failure = new CallFailure(kind, { sent: this.#controller !== undefined, status: this.#finalStatus, cause });
    this.#cancelled = failure;
    this.onResponseError(this.#controller, failure);
    this.#controller?.abort(failure);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    // It was cancelled while it waited for a connection: undici cannot remove it from that queue.
    if (this.#cancelled) controller.abort(this.#cancelled);
    else this.#controller = controller;
  }

  onResponseStart(_controller: Dispatcher.DispatchController, status: number, headers: RestAnswer['headers']): void {
    // A 1xx precedes the answer, so the last head counts.
    this.#status = status;
    this.#headers = headers;
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.#settle === undefined) return;
    this.#bytes += chunk.length;
    if (this.#bytes > MAX_SMALL_BYTES && !this.#isDocument) {
      this.#endEarly();
      return;
    }
    try {
      this.#behalf?.holdFetched(Math.max(chunk.length, PIECE_BYTES));
      this.#text.append(chunk);
      if (chunk.length < PIECE_BYTES) this.#countSmallPiece(controller);
    } catch (refusal) {
      this.cancel('aborted', refusal);
    }
  }

  onResponseEnd(): void {
    this.#answered(this.#text.end());
  }

  onResponseError(_controller: Dispatcher.DispatchController | undefined, error: Error): void {
    const settle = this.#settle;
    this.#settle = undefined;
    if (settle === undefined) return;
    if (error === this.#cancelled) settle.failed(error);
    else settle.failed(socketErrorToFailure(error, this.#controller !== undefined, this.#finalStatus));
  }

  #countSmallPiece(controller: Dispatcher.DispatchController): void {
    this.#smallPieces += 1;
    if (this.#smallPieces % SMALL_PIECES_IN_TURN !== 0) return;
    controller.pause();
    setImmediate(() => controller.resume());
  }

  #answered(text: string): void {
    const settle = this.#settle;
    this.#settle = undefined;
    settle?.answered({ status: this.#status, headers: this.#headers, text });
  }

  /** Ends an answer that is too large. The status of a refusal counts without its words; a write may have been done or not. */
  #endEarly(): void {
    const failure = new CallFailure('bad-response', { sent: true });
    this.#cancelled = failure;
    if (this.#isSuccess) this.onResponseError(this.#controller, failure);
    else this.#answered('');
    this.#controller?.abort(failure);
  }

  get #isSuccess(): boolean {
    return this.#status >= 200 && this.#status < 300;
  }

  /** True for the answer to a read that was not refused. */
  get #isDocument(): boolean {
    return this.#behalf !== undefined && this.#isSuccess;
  }

  /** A 1xx is not an answer. */
  get #finalStatus(): number | undefined {
    return this.#status >= 200 ? this.#status : undefined;
  }
}

const BYTE_ORDER_MARK = 0xfeff;

/**
 * UTF-8 in chunks. A large body is decoded chunk by chunk, as decoding all of it at once would block the event loop. Most
 * bodies are one chunk.
 */
class ChunkedText {
  #only: Buffer | undefined;
  #decoder: StringDecoder | undefined;
  #text = '';

  append(chunk: Buffer): void {
    if (this.#only === undefined && this.#decoder === undefined) {
      this.#only = chunk;
      return;
    }
    this.#decoder ??= new StringDecoder('utf8');
    if (this.#only !== undefined) this.#text = this.#decoder.write(this.#only);
    this.#only = undefined;
    this.#text += this.#decoder.write(chunk);
  }

  end(): string {
    const text = this.#only?.toString('utf8') ?? this.#text + (this.#decoder?.end() ?? '');
    return text.charCodeAt(0) === BYTE_ORDER_MARK ? text.slice(1) : text;
  }
}
