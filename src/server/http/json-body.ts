import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import { BadUserInput } from '../../errors/catalogue.ts';
import type { Held } from '../graphql/in-flight.ts';
import { parsedBytes } from './parsed-bytes.ts';
import { readBytes } from './read-body.ts';

/**
 * Reads a request's body and parses it as JSON in UTF-8. Rejects with BadUserInput where its headers or the bytes say
 * otherwise, and as `readBytes` does. What is parsed counts in `held`, too.
 */
export async function readJsonBody(
  request: IncomingMessage,
  maxBytes: number,
  held: Pick<Held, 'grow'>,
): Promise<unknown> {
  const bytes = await readBytes(request, maxBytes, held);
  checkEncoding(request.headers['content-encoding'] ?? 'identity');
  checkType(request.headers['content-type'] ?? '');
  // Other bytes would be replaced one by one, and reach a source as letters that nobody wrote.
  if (!isUtf8(bytes)) throw new BadUserInput('The body is not in UTF-8: encode it so before you send it');
  held.grow(parsedBytes(bytes));
  try {
    const text = bytes.toString('utf8');
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
