import type { IncomingHttpHeaders } from 'node:http';
import { Busboy, type BusboyInstance } from '@fastify/busboy';
import { BadUserInput } from '../../errors/catalogue.ts';

/** `operations`, `map`, a file, and one more, so that a second file is told from what has too many parts at all. */
const MAX_PARTS = 4;

/** What goes beyond these is left out, and with it the part where its name is not read by then. */
const MAX_HEADERS = 16;
const MAX_HEADER_BYTES = 16_384;

/** What may come in while what came before is still written: some times what a socket brings at once. */
const AHEAD_BYTES = 256 * 1024;

/**
 * Takes a body apart at its boundaries, each part a stream of bytes. Throws BadUserInput where the content-type does not
 * name the boundary, or names one that is far longer than the 70 characters of RFC 2046.
 */
export function createParser(headers: IncomingHttpHeaders): BusboyInstance {
  try {
    return new Busboy({
      headers: { 'content-type': headers['content-type'] ?? '' },
      // A part that is no file to the parser would be cut off at a limit, and read in any charset that it names.
      isPartAFile: () => true,
      // A file's name is data: what stands before a slash in it is not the parser's to drop.
      preservePath: true,
      highWaterMark: AHEAD_BYTES,
      fileHwm: AHEAD_BYTES,
      limits: { parts: MAX_PARTS, headerPairs: MAX_HEADERS, headerSize: MAX_HEADER_BYTES },
    });
  } catch (cause) {
    const message = 'The content-type has to name the boundary of the parts: `multipart/form-data; boundary=...`';
    throw new BadUserInput(message, { cause });
  }
}
