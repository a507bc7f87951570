import { BadUserInput } from '../../errors/catalogue.ts';

/**
 * In characters: many times the limit of any file system, and well below the size at which the parser truncates the
 * headers of a part, which would leave a wrong name.
 */
const MAX_LENGTH = 4_096;
const ENCODED_WORD = /^=\?utf-8\?b\?([a-z0-9+/]+=*)\?=$/i;

/**
 * Decodes the `filename` that the parser read into the name that the sender meant. Returns null if it is empty or
 * absent.
 *
 * Browsers, curl, undici and most other clients write a name in UTF-8 with `"`, line feed and carriage return as %22,
 * %0A and %0D, and encode nothing else
 * (https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#multipart-form-data). Therefore only these
 * three are decoded, in capitals as they are written there. Because clients leave a `%` as it is, a name that contains
 * "%22" looks like one with a quote, and is read as such, as form parsers in undici and browsers do. A quote in the
 * parser's result shows a client that escapes with a backslash (Go, `curl --form-escape`): the parser has undone that,
 * and no decoding is left. The parser turns `\\` into one backslash for every client, and leaves all other backslashes,
 * slashes and dots alone: a name is data, and no file is opened by it. .NET sends non-ASCII names as an encoded word of
 * e-mail, and repeats them in a `filename*` that the parser ignores.
 */
export function decodeFileName(fileName: string | undefined): string | null {
  if (!fileName) return null;
  if (fileName.length > MAX_LENGTH)
    throw new BadUserInput(`The name of the file is longer than ${MAX_LENGTH} characters: shorten it`);
  const encoded = ENCODED_WORD.exec(fileName)?.[1];
  if (encoded !== undefined) return Buffer.from(encoded, 'base64').toString('utf8') || null;
  return fileName.includes('"') ? fileName : fileName.replaceAll(/%(?:22|0A|0D)/g, decodeURIComponent);
}
