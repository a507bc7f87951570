import type { IncomingMessage, ServerResponse } from 'node:http';
import Negotiator from 'negotiator';
import {
  BackendUnavailable,
  BadUserInput,
  Forbidden,
  NotFound,
  RateLimited,
  Unauthenticated,
} from '../../errors/catalogue.ts';
import type { ErrorFormatter } from '../../errors/format-error.ts';
import { RefusedQuery } from '../graphql/documents/open-documents.ts';
import { discardBody } from './discard-body.ts';
import { BodyTooLarge, BodyTooSlow } from './read-body.ts';
import { ExpectationFailed, MethodNotAllowed, sendText } from './route.ts';

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
  if (status === 401) response.setHeader('www-authenticate', 'Bearer');
  if (status === 429 || status === 503) response.setHeader('retry-after', String(retryAfterSeconds(error)));
  const contentType = acceptedType(response.req);
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

/** The media types of a GraphQL answer. The first one is for a client without a preference. */
const TYPES = ['application/json; charset=utf-8', 'application/graphql-response+json; charset=utf-8'] as const;

/** Chooses as Apollo Server does. JSON if the client accepts neither type, because an error needs some form. */
function acceptedType({ headers }: IncomingMessage): string {
  return new Negotiator({ headers }).mediaType(TYPES) ?? TYPES[0];
}

function retryAfterSeconds(error: unknown): number {
  const ms = error instanceof RateLimited ? error.retryAfterMs : undefined;
  return Math.max(1, Math.ceil((ms ?? 0) / 1_000));
}

function statusOf(error: unknown): number {
  if (error instanceof BodyTooLarge) return 413;
  if (error instanceof BodyTooSlow) return 408;
  if (error instanceof MethodNotAllowed) return 405;
  if (error instanceof ExpectationFailed) return 417;
  if (error instanceof BadUserInput) return 400;
  if (error instanceof Unauthenticated) return 401;
  if (error instanceof Forbidden) return 403;
  if (error instanceof NotFound) return 404;
  if (error instanceof RateLimited) return 429;
  if (error instanceof BackendUnavailable) return 503;
  return 500;
}
