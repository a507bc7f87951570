import type { ServerResponse } from 'node:http';
import {
  BackendUnavailable,
  BadUserInput,
  Forbidden,
  GatewayError,
  NotFound,
  RateLimited,
  Unauthenticated,
} from '../../../errors/catalogue.ts';
import type { ErrorFormatter } from '../../../errors/format-error.ts';
import { RefusedQuery } from '../../graphql/documents/open-documents.ts';
import { PersistedQueryNotSupported } from '../../graphql/documents/trusted-documents.ts';
import { errorType, NotAcceptable, UnsupportedMediaType } from '../media-types.ts';
import { discardBody } from '../reading/discard-body.ts';
import { BodyTooLarge, BodyTooSlow } from '../reading/read-body.ts';
import { ExpectationFailed, MethodNotAllowed, sendText } from '../route.ts';

/**
 * Answers a request that failed before GraphQL, in GraphQL's form nevertheless: for a status other than 2xx, some
 * clients look for errors only in the GraphQL media type that they accept.
 */
export function sendError(response: ServerResponse, error: unknown, formatError: ErrorFormatter): void {
  if (response.headersSent || response.destroyed) {
    response.destroy();
    return;
  }
  const status = statusOf(error);
  for (const [name, value] of Object.entries(hintsFor(status, error))) response.setHeader(name, value);
  const contentType = errorType(response.req.headers);
  const errors = error instanceof RefusedQuery ? error.faults : [error];
  const text = `${JSON.stringify({ errors: errors.map(formatError) })}\n`;
  if (response.req.complete) sendText(response, status, contentType, text);
  else sendBeforeRequestEnds(response, status, contentType, text);
}

/**
 * Answers while the body still arrives. Closes the connection afterwards, but only when the client has had time to
 * read.
 */
function sendBeforeRequestEnds(response: ServerResponse, status: number, contentType: string, text: string): void {
  const headers = { 'content-type': contentType, 'content-length': Buffer.byteLength(text), connection: 'close' };
  response.writeHead(status, headers).write(text);
  discardBody(response.req, () => response.end());
}

/** Returns the headers that tell a client how to send the request instead, or when. */
function hintsFor(status: number, error: unknown): Readonly<Record<string, string>> {
  if (error instanceof UnsupportedMediaType) return error.hints;
  if (error instanceof MethodNotAllowed) return { allow: error.allowed };
  if (status === 401) return { 'www-authenticate': 'Bearer' };
  return status === 429 || status === 503 ? { 'retry-after': String(retryAfterSeconds(error)) } : {};
}

function retryAfterSeconds(error: unknown): number {
  const ms = error instanceof GatewayError ? error.retryAfterMs : undefined;
  return Math.max(1, Math.ceil((ms ?? 0) / 1_000));
}

function statusOf(error: unknown): number {
  if (error instanceof RefusedQuery && error.faults[0] !== undefined) return statusOf(error.faults[0]);
  if (error instanceof PersistedQueryNotSupported) return 200;
  if (error instanceof BodyTooLarge) return 413;
  if (error instanceof BodyTooSlow) return 408;
  if (error instanceof MethodNotAllowed) return 405;
  if (error instanceof NotAcceptable) return 406;
  if (error instanceof UnsupportedMediaType) return 415;
  if (error instanceof ExpectationFailed) return 417;
  if (error instanceof BadUserInput) return 400;
  if (error instanceof Unauthenticated) return 401;
  if (error instanceof Forbidden) return 403;
  if (error instanceof NotFound) return 404;
  if (error instanceof RateLimited) return 429;
  if (error instanceof BackendUnavailable) return 503;
  return 500;
}
