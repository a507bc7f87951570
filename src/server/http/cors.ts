import type { IncomingMessage, ServerResponse } from 'node:http';
import { NotFound } from '../../errors/catalogue.ts';

/**
 * Lets web pages of any origin read an answer. A page sends the token itself; the browser never adds it, so an origin
 * on its own has no access.
 */
export const CORS_HEADERS = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'retry-after, x-request-id',
} as const;

/** Lets web pages of any origin call the endpoint, and read why a request is refused. */
export function allowAnyOrigin(response: ServerResponse): void {
  for (const [name, value] of Object.entries(CORS_HEADERS)) response.setHeader(name, value);
}

/** Answers a CORS preflight, and any other OPTIONS request. Returns true if the request was one. */
export function answerPreflight(request: IncomingMessage, response: ServerResponse): boolean {
  if (request.method !== 'OPTIONS') return false;
  response.writeHead(204, {
    allow: 'GET, POST, OPTIONS',
    'access-control-allow-methods': 'GET, POST',
    'access-control-allow-headers': request.headers['access-control-request-headers'] ?? 'authorization, content-type',
    'access-control-max-age': '86400',
    vary: 'access-control-request-headers',
  });
  response.end();
  return true;
}

/** Answers a preflight for any path. Throws NotFound for other requests. */
export function answerUnknownPath(request: IncomingMessage, response: ServerResponse): void {
  if (!isForNoPath(request)) throw new NotFound('Unknown path: the endpoint is /graphql');
  allowAnyOrigin(response);
  answerPreflight(request, response);
}

/** Returns true if the answer decides whether a page may send its request, or if the request is for the whole server. */
function isForNoPath({ method, url, headers }: IncomingMessage): boolean {
  return method === 'OPTIONS' && (url === '*' || 'access-control-request-method' in headers);
}
