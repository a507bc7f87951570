import type { IncomingMessage } from 'node:http';
import { BadUserInput } from '../errors/catalogue.ts';

/** What a request's body says, given as text in UTF-8. Throws BadUserInput where its headers or the text say otherwise. */
export function parseJsonBody({ headers }: Pick<IncomingMessage, 'headers'>, text: string): unknown {
  checkEncoding(headers['content-encoding'] ?? 'identity');
  checkType(headers['content-type'] ?? '');
  try {
    // Some writers of UTF-8 begin with a byte order mark, which JSON.parse does not take.
    return JSON.parse(text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text);
  } catch (cause) {
    throw new BadUserInput(`The body is not JSON: ${cause instanceof Error ? cause.message : 'it cannot be parsed'}`, {
      cause,
    });
  }
}

const BYTE_ORDER_MARK = '\uFEFF';

/** Throws BadUserInput for a value of content-encoding that changes the bytes. */
export function checkEncoding(encoding: string): void {
  if (encoding.trim().toLowerCase() === 'identity') return;
  throw new BadUserInput('The body is compressed: send it as it is');
}

/** A body in another encoding would be read all the same, with other letters in it. */
function checkType(contentType: string): void {
  const [type, ...parameters] = contentType.split(';').map((part) => part.trim().toLowerCase());
  if (type !== 'application/json')
    throw new BadUserInput('The body has to be JSON, with `content-type: application/json`');
  const charset = parameters.find((parameter) => parameter.startsWith('charset='));
  if (charset !== undefined && !/^charset="?utf-?8"?$/.test(charset))
    throw new BadUserInput('The body has to be in UTF-8: the content-type names another charset');
}
