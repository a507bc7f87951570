import { type Dispatcher, Pool } from 'undici';
import { type Behalf, currentBehalf } from '../limits/on-behalf.ts';
import { CallFailure, socketErrorToFailure } from './call-failure.ts';
import type { RestAnswer, RestRequest } from './send.ts';
import { BodyText } from './wire/body-text.ts';
import { createConnector } from './wire/connector.ts';
import { ACCEPTED_CODINGS, ContentDecoder, readCodings } from './wire/content-decoder.ts';
import { USER_AGENT } from './wire/user-agent.ts';

/** A request in flight. */
export interface Exchange {
  /** Reports its failure at once and destroys its socket. Does nothing if it has ended. */
  readonly cancel: (kind: 'timeout' | 'aborted', cause?: unknown) => void;
  readonly isSent: boolean;
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
    // As sent; the transport bounds the decoded body.
    maxResponseSize: maxBodyBytes,
    // undici cannot abort an attempt to connect: it ends with the calls that could have used it.
    connect: createConnector({ timeout: connectTimeoutMs }),
    // The deadline of the whole call covers these.
    headersTimeout: 0,
    bodyTimeout: 0,
  });
}

/**
 * Sends over the pool, below the path of `baseUrl`; an empty path is the base URL itself. Does not follow redirects.
 * `maxBodyBytes` bounds the decoded body.
 */
export function createTransport(pool: Pool, baseUrl: string, maxBodyBytes: number): Transport {
  const base = new URL(baseUrl);
  const basePath = base.pathname.replace(/\/+$/, '');
  return (request, settle) => {
    const { method, path, headers, body } = request;
    const behalf = currentBehalf();
    const exchange = new PoolExchange(settle, maxBodyBytes, method === 'GET' ? behalf : undefined);
    const target = path === '' ? base.pathname + base.search : basePath + path;
    const allHeaders = { ...OUR_HEADERS, ...behalf.request?.callHeaders, ...headers };
    pool.dispatch({ method, path: target, headers: allHeaders, body: body ?? null }, exchange);
    return exchange;
  };
}

const MISDIRECTED = 421;
const OUR_HEADERS = { 'user-agent': USER_AGENT, 'accept-encoding': ACCEPTED_CODINGS } as const;

/**
 * Maximum number of bytes of an answer that is not a document: a refusal, the answer to a write, a token. By contract
 * it has a few hundred. It is parsed in one piece, and does not count for a caller's quota.
 */
const MAX_SMALL_BYTES = 2 ** 16;

/** The memory of a small piece of an answer, with the objects that read it. */
const PIECE_BYTES = 200;
/** Small pieces of one answer that are read per iteration of the event loop. One read of its socket can bring 10,000. */
const SMALL_PIECES_AT_ONCE = 256;

/** Collects one answer. A class, because undici calls its methods for every chunk and V8 optimises prototypes. */
class PoolExchange implements Dispatcher.DispatchHandler, Exchange {
  readonly #behalf: Behalf | undefined;
  #settle: Settle | undefined;
  #controller: Dispatcher.DispatchController | undefined;
  #cancelled: CallFailure | undefined;
  #status = 0;
  #headers: RestAnswer['headers'] = {};
  readonly #maxBodyBytes: number;
  #bodyBytes = 0;
  #text: BodyText | undefined;
  #decoder: ContentDecoder | undefined;

  #smallPieces = 0;

  /** `behalf` is undefined for a write. */
  constructor(settle: Settle, maxBodyBytes: number, behalf: Behalf | undefined) {
    this.#settle = settle;
    this.#maxBodyBytes = maxBodyBytes;
    this.#behalf = behalf;
  }

  /** True if a byte of it may have been sent. */
  get isSent(): boolean {
    // undici passes the controller just before it writes to the socket.
    return this.#controller !== undefined;
  }

  cancel(kind: 'timeout' | 'aborted', cause?: unknown): void {
    if (this.#settle === undefined) return;
    const failure = new CallFailure(kind, { sent: this.isSent, status: this.#finalStatus, cause });
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
    // The source does not serve this host over this connection: the next attempt needs another one.
    if (status === MISDIRECTED) this.#endUnread(new Error('The connection leads to another host.'));
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.#settle === undefined) return;
    const encoding = this.#headers['content-encoding'];
    if (encoding === undefined) this.#take(chunk);
    else this.#decode(controller, encoding, chunk);
    if (chunk.length < PIECE_BYTES) this.#countSmallPiece(controller);
  }

  onResponseEnd(): void {
    if (this.#decoder === undefined) this.#finish();
    else this.#decoder.end();
  }

  onResponseError(_controller: Dispatcher.DispatchController | undefined, error: Error): void {
    const settle = this.#end();
    if (settle === undefined) return;
    if (error === this.#cancelled) settle.failed(error);
    else settle.failed(socketErrorToFailure(error, this.#controller !== undefined, this.#finalStatus));
  }

  #decode(controller: Dispatcher.DispatchController, encoding: string | string[], chunk: Buffer): void {
    const codings = this.#decoder === undefined ? readCodings(encoding) : [];
    if (codings === undefined) {
      this.#endUnread(new RangeError('The content coding of the answer is unknown.'));
      return;
    }
    if (codings.length > 0) {
      this.#decoder = new ContentDecoder(codings, chunk, {
        onChunk: (decoded) => this.#take(decoded),
        onEnd: () => this.#finish(),
        onFailure: (error) => this.#endUnread(error),
        onDrain: () => controller.resume(),
      });
    }
    if (this.#decoder === undefined) this.#take(chunk);
    else if (!this.#decoder.write(chunk)) controller.pause();
  }

  /** Takes decoded bytes of the body. */
  #take(chunk: Buffer): void {
    this.#bodyBytes += chunk.length;
    try {
      this.#behalf?.holdFetched(Math.max(chunk.length, PIECE_BYTES));
    } catch (refusal) {
      this.cancel('aborted', refusal);
      return;
    }
    try {
      if (this.#bodyBytes > (this.#isDocument ? this.#maxBodyBytes : MAX_SMALL_BYTES))
        throw new RangeError('The answer is too large.');
      this.#text ??= new BodyText(this.#headers['content-type']);
      this.#text.append(chunk);
    } catch (error) {
      this.#endUnread(error);
    }
  }

  #finish(): void {
    try {
      const text = this.#text?.end() ?? '';
      this.#end()?.answered({ status: this.#status, headers: this.#headers, text });
    } catch (error) {
      this.#endUnread(error);
    }
  }

  /** Ends an answer that cannot be read. A refusal counts without its words; a write may have been carried out or not. */
  #endUnread(cause: unknown): void {
    const settle = this.#end();
    if (settle === undefined) return;
    const failure = new CallFailure('bad-response', { sent: true, cause });
    this.#cancelled = failure;
    if (this.#status >= 300) settle.answered({ status: this.#status, headers: this.#headers, text: '' });
    else settle.failed(failure);
    this.#controller?.abort(failure);
  }

  #countSmallPiece(controller: Dispatcher.DispatchController): void {
    this.#smallPieces += 1;
    if (this.#smallPieces % SMALL_PIECES_AT_ONCE !== 0) return;
    controller.pause();
    setImmediate(() => {
      if (this.#settle !== undefined) controller.resume();
    });
  }

  #end(): Settle | undefined {
    const settle = this.#settle;
    this.#settle = undefined;
    this.#decoder?.destroy();
    return settle;
  }

  /** True for the answer to a read that was not refused. */
  get #isDocument(): boolean {
    return this.#behalf !== undefined && this.#status >= 200 && this.#status < 300;
  }

  /** A 1xx is not an answer. */
  get #finalStatus(): number | undefined {
    return this.#status >= 200 ? this.#status : undefined;
  }
}
