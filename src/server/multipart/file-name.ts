import { BadUserInput } from '../../errors/catalogue.ts';

/**
 * Characters. Many times what any file system takes, and well below the size at which a part's headers are cut off, which
 * would leave a name that is not the file's.
 */
const MAX_LENGTH = 4_096;
const ENCODED_WORD = /^=\?utf-8\?b\?([a-z0-9+/]+=*)\?=$/i;

/**
 * A file's name as its sender meant it, from the `filename` that the parser read; null where that is empty or not there.
 *
 * Browsers, curl, undici and most other clients write a name in UTF-8 with `"`, line feed and carriage return as %22, %0A
 * and %0D, and nothing else encoded (https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#multipart-form-data).
 * So just these three are decoded, in capitals as they are written there. They leave a `%` as it is: a name that holds
 * "%22" itself cannot be told from one with a quote, and is read as the latter, as the readers of forms in undici and in
 * browsers do. Clients that escape with a backslash (Go, `curl --form-escape`) are known by a quote in what was read; the
 * parser has undone that, and there is no more to decode. It takes `\\` for one backslash from anybody, and leaves any
 * other backslash, slash and dot alone: a name is data, and nothing here is opened by it. .NET writes other letters than
 * ASCII as an encoded word of e-mail, and once more in a `filename*` after it, which the parser passes over.
 */
export function decodeFileName(fileName: string | undefined): string | null {
  if (!fileName) return null;
  if (fileName.length > MAX_LENGTH)
    throw new BadUserInput(`The name of the file is longer than ${MAX_LENGTH} characters: give it a shorter one`);
  const encoded = ENCODED_WORD.exec(fileName)?.[1];
  if (encoded !== undefined) return Buffer.from(encoded, 'base64').toString('utf8') || null;
  return fileName.includes('"') ? fileName : fileName.replaceAll(/%(?:22|0A|0D)/g, decodeURIComponent);
}
