import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import { BadUserInput } from '../../errors/catalogue.ts';
import type { Held } from '../graphql/in-flight.ts';
import { parsedBytes } from './parsed-bytes.ts';
import { readBytes } from './read-body.ts';

/**
 * Reads a request's body and parses it as JSON in UTF-8. Rejects with BadUserInput if the headers or the bytes are of
 * another kind, and as `readBytes` does. The parsed value counts in `held` as well.
 */
export async function readJsonBody(
  request: IncomingMessage,
  maxBytes: number,
  held: Pick<Held, 'grow'>,
): Promise<unknown> {
  const bytes = await readBytes(request, maxBytes, held);
  checkEncoding(request.headers['content-encoding'] ?? 'identity');
  checkType(request.headers['content-type'] ?? '');
  // Invalid bytes would become replacement characters, and reach a source as text that the caller did not write.
  if (!isUtf8(bytes)) throw new BadUserInput('The body is not UTF-8: encode it as UTF-8');
  held.grow(parsedBytes(bytes));
  try {
    const text = bytes.toString('utf8');
    // Some encoders write a byte order mark, which JSON.parse refuses.
    return JSON.parse(text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text);
  } catch (cause) {
    throw new BadUserInput(`The body is not JSON: ${cause instanceof Error ? cause.message : 'it cannot be parsed'}`, {
      cause,
    });
  }
}

const BYTE_ORDER_MARK = '\uFEFF';

/** Throws BadUserInput if the content-encoding changes the bytes. */
export function checkEncoding(encoding: string): void {
  if (encoding.trim().toLowerCase() === 'identity') return;
  throw new BadUserInput('Compressed bodies are not supported: send the body without content-encoding');
}

/** A body in another charset could parse, with wrong letters. */
function checkType(contentType: string): void {
  const [type, ...parameters] = contentType.split(';').map((part) => part.trim().toLowerCase());
  if (type !== 'application/json')
    throw new BadUserInput('The body must be JSON, with `content-type: application/json`');
  const charset = parameters.find((parameter) => parameter.startsWith('charset='));
  if (charset !== undefined && !/^charset="?utf-?8"?$/.test(charset))
    throw new BadUserInput('The content-type names an unsupported charset: send the body as UTF-8');
}
