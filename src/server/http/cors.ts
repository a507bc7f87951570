import type { IncomingMessage, ServerResponse } from 'node:http';

/**
 * Lets web pages of any origin call the endpoint: a token is sent by the page itself, never added by the browser, so an
 * origin gives nobody anything.
 */
export function allowAnyOrigin(response: ServerResponse): void {
  response.setHeader('access-control-allow-origin', '*');
}

/** Answers what a browser asks before a call; true where it did. */
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
