import { StringDecoder } from 'node:string_decoder';
import { type Dispatcher, Pool } from 'undici';
import { type Behalf, currentBehalf } from '../limits/on-behalf.ts';
import { CallFailure } from './call-failure.ts';
import type { RestAnswer, RestRequest } from './send.ts';
import { socketErrorToFailure } from './socket-error-to-failure.ts';

/** A request on its way. */
export interface Exchange {
  /** Ends it: its failure is reported at once, its socket destroyed. Without effect once it has ended. */
  readonly cancel: (kind: 'timeout' | 'aborted', cause?: unknown) => void;
}

/** Where an exchange ends: exactly one of the two is called, once. */
export interface Settle {
  readonly answered: (answer: RestAnswer) => void;
  readonly failed: (error: Error) => void;
}

/**
 * Starts the exchange of one request. Callbacks instead of a promise and a signal, so that cancelling it costs nothing
 * when it does not happen.
 */
export type Transport = (request: RestRequest, settle: Settle) => Exchange;

export interface PoolOptions {
  readonly baseUrl: string;
  readonly maxConcurrent: number;
  readonly timeoutMs: number;
  readonly maxBodyBytes: number;
}

export function createPool({ baseUrl, maxConcurrent, timeoutMs, maxBodyBytes }: PoolOptions): Pool {
  return new Pool(new URL(baseUrl).origin, {
    connections: maxConcurrent,
    pipelining: 1,
    // One call has one socket: ending the call ends the socket, and no other call notices.
    allowH2: false,
    // Servers that close idle connections sooner than this as a rule say so (Keep-Alive: timeout=5), and undici obeys.
    keepAliveTimeout: 10_000,
    keepAliveMaxTimeout: 60_000,
    maxResponseSize: maxBodyBytes,
    // An abandoned attempt to connect ends about when the calls end that could have used it.
    connectTimeout: timeoutMs,
    // The whole call has its deadline; a second pair of timers for its parts would only cost.
    headersTimeout: 0,
    bodyTimeout: 0,
  });
}

/**
 * Sends over the pool, below the path of `baseUrl`; an empty path is the base URL itself. Redirects are answers like any
 * other; no compression is asked for.
 */
export function createTransport(pool: Pool, baseUrl: string): Transport {
  const base = new URL(baseUrl);
  const basePath = base.pathname.replace(/\/+$/, '');
  return (request, settle) => {
    const { method, path, headers, body } = request;
    // The answer to a write is small, and says what was done: it is never refused.
    const exchange = new PoolExchange(settle, method === 'GET' ? currentBehalf() : undefined);
    const target = path === '' ? base.pathname + base.search : basePath + path;
    pool.dispatch({ method, path: target, headers: headers ?? null, body: body ?? null }, exchange);
    return exchange;
  };
}

/** Collects one answer. A class, as undici calls its methods for every chunk and prototypes are what V8 optimises. */
class PoolExchange implements Dispatcher.DispatchHandler, Exchange {
  readonly #behalf: Behalf | undefined;
  #settle: Settle | undefined;
  #controller: Dispatcher.DispatchController | undefined;
  #cancelled: CallFailure | undefined;
  #status = 0;
  #headers: RestAnswer['headers'] = {};
  readonly #text = new ChunkedText();

  constructor(settle: Settle, behalf: Behalf | undefined) {
    this.#settle = settle;
    this.#behalf = behalf;
  }

  cancel(kind: 'timeout' | 'aborted', cause?: unknown): void {
    if (this.#settle === undefined) return;
    // undici hands over the controller in the turn in which it writes to the socket: without one, nothing was sent.
    const failure = new CallFailure(kind, { sent: this.#controller !== undefined, status: this.#finalStatus, cause });
    this.#cancelled = failure;
    this.onResponseError(this.#controller, failure);
    this.#controller?.abort(failure);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    // Cancelled while it waited for a connection, from where undici cannot take it back.
    if (this.#cancelled) controller.abort(this.#cancelled);
    else this.#controller = controller;
  }

  onResponseStart(_controller: Dispatcher.DispatchController, status: number, headers: RestAnswer['headers']): void {
    // 1xx announce the answer proper; the last head wins.
    this.#status = status;
    this.#headers = headers;
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    try {
      this.#behalf?.holdFetched(chunk.length);
      this.#text.append(chunk);
    } catch (refusal) {
      this.cancel('aborted', refusal);
    }
  }

  onResponseEnd(): void {
    const settle = this.#settle;
    this.#settle = undefined;
    settle?.answered({ status: this.#status, headers: this.#headers, text: this.#text.end() });
  }

  onResponseError(_controller: Dispatcher.DispatchController | undefined, error: Error): void {
    const settle = this.#settle;
    this.#settle = undefined;
    if (settle === undefined) return;
    if (error === this.#cancelled) settle.failed(error);
    else settle.failed(socketErrorToFailure(error, this.#controller !== undefined, this.#finalStatus));
  }

  /** 1xx announce an answer, and are none. */
  get #finalStatus(): number | undefined {
    return this.#status >= 200 ? this.#status : undefined;
  }
}

const BYTE_ORDER_MARK = 0xfeff;

/**
 * UTF-8 in chunks. A large body is decoded as it comes: as a whole, it would keep the process busy for too long. Most bodies
 * are one chunk.
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
