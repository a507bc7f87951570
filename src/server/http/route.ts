import type { IncomingMessage, ServerResponse } from 'node:http';
import { BadUserInput } from '../../errors/catalogue.ts';
import type { RequestRecord } from '../../telemetry/request-record.ts';

const JSON_TYPE = 'application/json; charset=utf-8';

/** Answered with 405. */
export class MethodNotAllowed extends BadUserInput {
  /** The methods that the path supports, as in the Allow header. */
  readonly allowed: string;

  constructor(allowed: string, message: string) {
    super(message);
    this.allowed = allowed;
  }
}

/** The request has an `expect` other than `100-continue`. Answered with 417. */
export class ExpectationFailed extends BadUserInput {}

/** Answers a request. Errors that it throws become error answers. */
export type Route = (request: IncomingMessage, response: ServerResponse, record: RequestRecord) => Promise<void> | void;

/** Allows only GET and HEAD. Answers other methods with 405. */
export function readOnly(route: Route): Route {
  return (request, response, record) => {
    if (request.method === 'GET' || request.method === 'HEAD') return route(request, response, record);
    throw new MethodNotAllowed('GET, HEAD', 'This path only supports GET and HEAD');
  };
}

/** Returns the path of a request's target, without the query. */
export function pathOf({ url = '/' }: Pick<IncomingMessage, 'url'>): string {
  const end = url.indexOf('?');
  const target = end === -1 ? url : url.slice(0, end);
  return target.startsWith('/') ? target : target.replace(ORIGIN, '') || '/';
}

/** A client that believes it speaks to a proxy sends the whole URL, which RFC 9112 requires servers to accept. */
const ORIGIN = /^https?:\/\/[^/#]*/i;

/** Returns the query of a request's target with its question mark, or an empty string if there is no query. */
export function searchOf({ url = '/' }: Pick<IncomingMessage, 'url'>): string {
  const start = url.indexOf('?');
  return start === -1 ? '' : url.slice(start);
}

/** Throws if the head lacks a host, or if the client expects more than `100 Continue`, which node:http has sent already. */
export function checkHead({ headers, httpVersion }: IncomingMessage, response: ServerResponse): void {
  if (headers.host === undefined && httpVersion === '1.1') {
    response.setHeader('connection', 'close');
    throw new BadUserInput('The request has no `host` header, which HTTP/1.1 requires: send it');
  }
  if (headers.expect === undefined || /^100-continue$/i.test(headers.expect)) return;
  throw new ExpectationFailed('Unsupported `expect`: send `100-continue`, or leave the header out');
}

/** Returns true if the request announces a body. */
export function hasBody({ headers }: Pick<IncomingMessage, 'headers'>): boolean {
  return 'content-length' in headers || 'transfer-encoding' in headers;
}

/**
 * Returns the parameters in a request's target. Throws BadUserInput if they are not UTF-8 in percent-encoding: an
 * invalid sequence would become a replacement character.
 */
export function parametersOf(request: Pick<IncomingMessage, 'url'>): URLSearchParams {
  const search = searchOf(request);
  if (!isEncoded(search))
    throw new BadUserInput('The query string is not UTF-8 in percent-encoding: encode it as encodeURIComponent does');
  return new URLSearchParams(search);
}

function isEncoded(search: string): boolean {
  try {
    decodeURIComponent(search);
  } catch {
    return false;
  }
  // Node reads each byte of the target as a character. Bytes that are not encoded would become other letters.
  return /^[\x20-\x7e]*$/.test(search);
}

export function sendText(response: ServerResponse, status: number, contentType: string, text: string): void {
  response.writeHead(status, { 'content-type': contentType, 'content-length': Buffer.byteLength(text) });
  response.end(response.req.method === 'HEAD' ? undefined : text);
}

export function sendJson(response: ServerResponse, status: number, value: unknown): void {
  sendText(response, status, JSON_TYPE, `${JSON.stringify(value)}\n`);
}
