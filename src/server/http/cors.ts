import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ServerConfig } from '../../config/config.ts';
import { NotFound } from '../../errors/catalogue.ts';

/** Headers by their names. */
type Headers = Readonly<Record<string, string>>;

const EXPOSED = { 'access-control-expose-headers': 'retry-after, x-request-id' };
/** The host of an origin follows it. */
const SCHEME = /^https?:\/\//;
const ANY: Headers = { 'access-control-allow-origin': '*', ...EXPOSED };

/**
 * The web pages that may call the gateway. A page sends the token itself; the browser never adds it, so an origin on its own has no
 * access.
 */
export class Cors {
  /** Undefined for any origin. */
  readonly #origins: ReadonlySet<string> | undefined;
  readonly #maxAgeSeconds: number;

  constructor({ origins, maxAgeSeconds }: ServerConfig['cors']) {
    this.#origins = origins === '*' ? undefined : new Set(origins);
    this.#maxAgeSeconds = maxAgeSeconds;
  }

  /** Returns the headers of an answer to a page of this origin. It is undefined if the request could not be read. */
  headersFor(origin: string | undefined): Headers {
    if (this.#origins === undefined) return ANY;
    if (origin === undefined || !this.#origins.has(origin)) return { vary: 'origin' };
    return { 'access-control-allow-origin': origin, ...EXPOSED, vary: 'origin' };
  }

  /** Lets pages of allowed origins call the endpoint, and read why a request is refused. */
  allow(response: ServerResponse): void {
    for (const [name, value] of Object.entries(this.headersFor(response.req.headers.origin)))
      response.setHeader(name, value);
  }

  /**
   * Returns true if the page that opens a WebSocket has an allowed origin, or that of the gateway itself. The browser does not check
   * that. Other clients do not send an origin.
   */
  allowsSocket({ headers: { origin, host } }: Pick<IncomingMessage, 'headers'>): boolean {
    if (this.#origins === undefined || origin === undefined) return true;
    return this.#origins.has(origin) || (host !== undefined && origin.replace(SCHEME, '') === host);
  }

  /** Answers a CORS preflight, and any other OPTIONS request. Returns true if the request was one. */
  answerPreflight(request: IncomingMessage, response: ServerResponse): boolean {
    if (request.method !== 'OPTIONS') return false;
    const varies = this.#origins === undefined ? [] : ['origin'];
    response.writeHead(204, {
      allow: 'GET, POST, OPTIONS',
      'access-control-allow-methods': 'GET, POST',
      'access-control-allow-headers':
        request.headers['access-control-request-headers'] ?? 'authorization, content-type',
      'access-control-max-age': String(this.#maxAgeSeconds),
      vary: [...varies, 'access-control-request-headers'].join(', '),
    });
    response.end();
    return true;
  }

  /** Answers a preflight for any path. Throws NotFound for other requests. */
  answerUnknownPath(request: IncomingMessage, response: ServerResponse): void {
    if (!isForNoPath(request)) throw new NotFound('Unknown path: the endpoint is /graphql');
    this.allow(response);
    this.answerPreflight(request, response);
  }
}

/** Returns true if the answer decides whether a page may send its request, or if the request is for the whole server. */
function isForNoPath({ method, url, headers }: IncomingMessage): boolean {
  return method === 'OPTIONS' && (url === '*' || 'access-control-request-method' in headers);
}
