import type { IncomingHttpHeaders } from 'node:http';
import { Busboy, type BusboyInstance } from '@fastify/busboy';
import { BadUserInput } from '../../errors/catalogue.ts';

/** `operations`, `map`, a file, and one more, so that a second file is told apart from far too many parts. */
const MAX_PARTS = 4;

/** Headers beyond these limits are dropped. A part is dropped as well if its name comes after them. */
const MAX_HEADERS = 16;
const MAX_HEADER_BYTES = 16_384;

/** Bytes that may arrive while earlier ones are still being written: several times the size of a socket's chunk. */
const AHEAD_BYTES = 256 * 1024;

/**
 * Creates a parser that splits a body into parts, each a stream of bytes. Throws BadUserInput if the content-type does
 * not name the boundary, or names one far longer than the 70 characters of RFC 2046.
 */
export function createParser(headers: IncomingHttpHeaders): BusboyInstance {
  try {
    return new Busboy({
      headers: { 'content-type': headers['content-type'] ?? '' },
      // The parser would truncate a part that is not a file, and decode it with any charset that the part names.
      isPartAFile: () => true,
      // A file's name is data: the parser must not drop the text before a slash.
      preservePath: true,
      highWaterMark: AHEAD_BYTES,
      fileHwm: AHEAD_BYTES,
      limits: { parts: MAX_PARTS, headerPairs: MAX_HEADERS, headerSize: MAX_HEADER_BYTES },
    });
  } catch (cause) {
    const message = 'The content-type must name the boundary of the parts: `multipart/form-data; boundary=...`';
    throw new BadUserInput(message, { cause });
  }
}
