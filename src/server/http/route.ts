import type { IncomingMessage, ServerResponse } from 'node:http';
import { BadUserInput } from '../../errors/catalogue.ts';

const JSON_TYPE = 'application/json; charset=utf-8';

export class MethodNotAllowed extends BadUserInput {}

/** The request has an `expect` other than `100-continue`. Answered with 417. */
export class ExpectationFailed extends BadUserInput {}

/** Answers a request. Errors that it throws become error answers. */
export type Route = (request: IncomingMessage, response: ServerResponse) => Promise<void> | void;

/** Allows only GET and HEAD. Answers other methods with 405. */
export function readOnly(route: Route): Route {
  return (request, response) => {
    if (request.method === 'GET' || request.method === 'HEAD') return route(request, response);
    response.setHeader('allow', 'GET, HEAD');
    throw new MethodNotAllowed('This path only supports GET and HEAD');
  };
}

/** Returns the path of a request's target, without the query. */
export function pathOf({ url = '/' }: Pick<IncomingMessage, 'url'>): string {
  const end = url.indexOf('?');
  return end === -1 ? url : url.slice(0, end);
}

/** Returns the query of a request's target with its question mark, or an empty string if there is no query. */
export function searchOf({ url = '/' }: Pick<IncomingMessage, 'url'>): string {
  const start = url.indexOf('?');
  return start === -1 ? '' : url.slice(start);
}

/** Returns true if the request announces a body. */
export function hasBody({ headers }: Pick<IncomingMessage, 'headers'>): boolean {
  return 'content-length' in headers || 'transfer-encoding' in headers;
}

export function sendText(response: ServerResponse, status: number, contentType: string, text: string): void {
  response.writeHead(status, { 'content-type': contentType, 'content-length': Buffer.byteLength(text) });
  response.end(response.req.method === 'HEAD' ? undefined : text);
}

export function sendJson(response: ServerResponse, status: number, value: unknown): void {
  sendText(response, status, JSON_TYPE, `${JSON.stringify(value)}\n`);
}
