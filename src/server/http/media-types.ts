import type { IncomingHttpHeaders } from 'node:http';
import Negotiator from 'negotiator';
import { BadUserInput } from '../../errors/catalogue.ts';

/** The body has a media type, a charset or a content coding that is not read. Answered with 415. */
export class UnsupportedMediaType extends BadUserInput {
  /** Headers of the answer: the types or codings that are read. */
  readonly hints: Readonly<Record<string, string>>;

  constructor(message: string, hints: UnsupportedMediaType['hints'] = {}) {
    super(message);
    this.hints = hints;
  }
}

/** The client accepts no media type of the answer. Answered with 406. */
export class NotAcceptable extends BadUserInput {}

/** The media types of a GraphQL answer. The first one is for a client without a preference. */
const GRAPHQL_TYPES = ['application/json; charset=utf-8', 'application/graphql-response+json; charset=utf-8'] as const;

/** Returns the media type of a GraphQL answer, as Apollo Server chooses it; undefined if the client accepts none. */
export function acceptedType({ accept }: IncomingHttpHeaders): string | undefined {
  return accept ? new Negotiator({ headers: { accept } }).mediaType(GRAPHQL_TYPES) : GRAPHQL_TYPES[0];
}

/** Returns the media type of an error. JSON if the client accepts no type, because an error needs some form. */
export function errorType(headers: IncomingHttpHeaders): string {
  return acceptedType(headers) ?? GRAPHQL_TYPES[0];
}

/** Throws NotAcceptable if the client does not accept a GraphQL answer. */
export function checkAccept(headers: IncomingHttpHeaders): void {
  if (acceptedType(headers) !== undefined) return;
  throw new NotAcceptable(
    'The accept header allows no answer of this path: accept application/json or application/graphql-response+json',
  );
}

/** Throws NotAcceptable if the client does not accept server-sent events. */
export function checkAcceptsEvents({ accept }: IncomingHttpHeaders): void {
  if (!accept || new Negotiator({ headers: { accept } }).mediaType(['text/event-stream; charset=utf-8'])) return;
  throw new NotAcceptable('This path only answers with server-sent events: send `accept: text/event-stream`');
}

/** Throws UnsupportedMediaType if the body is not JSON in UTF-8, without compression. `types` lists what the path reads. */
export function checkJsonBody(headers: IncomingHttpHeaders, types: string): void {
  checkCoding(headers);
  const contentType = headers['content-type'];
  if (mediaTypeOf(contentType) !== 'application/json')
    throw new UnsupportedMediaType('The body must be JSON, with `content-type: application/json`', {
      'accept-post': types,
    });
  checkCharset(contentType);
}

/** Throws UnsupportedMediaType if a request without a body names a type other than JSON. */
export function checkTypeOfNothing(headers: IncomingHttpHeaders): void {
  if (headers['content-type'] === undefined || mediaTypeOf(headers['content-type']) === 'application/json') return;
  throw new UnsupportedMediaType(
    'A GET request does not have a body: leave out its content-type, or send application/json',
  );
}

/** Throws UnsupportedMediaType if a content coding changes the bytes of the body. */
export function checkCoding(headers: IncomingHttpHeaders): void {
  const codings = (headers['content-encoding'] ?? '').split(',').map((coding) => coding.trim().toLowerCase());
  if (codings.every((coding) => coding === '' || coding === 'identity')) return;
  throw new UnsupportedMediaType('Compressed bodies are not supported: send the body without content-encoding', {
    'accept-encoding': 'identity',
  });
}

/** Throws UnsupportedMediaType if the body has another charset. It could parse, with wrong letters. */
export function checkCharset(contentType = ''): void {
  const [, ...parameters] = contentType.split(';').map((part) => part.trim().toLowerCase());
  if (parameters.every((parameter) => !/^charset\s*=/.test(parameter) || UTF8.test(parameter))) return;
  throw new UnsupportedMediaType('The content-type names an unsupported charset: send the body as UTF-8');
}

const UTF8 = /^charset="?utf-?8"?$/;

function mediaTypeOf(contentType = ''): string | undefined {
  return contentType.split(';')[0]?.trim().toLowerCase();
}
