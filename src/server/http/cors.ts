import type { IncomingMessage, ServerResponse } from 'node:http';

/**
 * Lets web pages of any origin call the endpoint. A page sends the token itself; the browser never adds it, so an
 * origin on its own has no access.
 */
export function allowAnyOrigin(response: ServerResponse): void {
  response.setHeader('access-control-allow-origin', '*');
}

/** Answers a CORS preflight. Returns true if the request was one. */
export function answerPreflight(request: IncomingMessage, response: ServerResponse): boolean {
  if (request.method !== 'OPTIONS') return false;
  response.writeHead(204, {
    'access-control-allow-methods': 'GET, POST',
    'access-control-allow-headers': request.headers['access-control-request-headers'] ?? 'authorization, content-type',
    'access-control-max-age': '86400',
    vary: 'access-control-request-headers',
  });
  response.end();
  return true;
}
