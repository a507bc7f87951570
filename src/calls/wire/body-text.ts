import { Buffer, isAscii } from 'node:buffer';
import { charsetOfMark, readCharset, US_ASCII } from './charset.ts';

const UTF_8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const BYTE_ORDER_MARK = 0xfeff;
const LONGEST_MARK = 3;

/**
 * The text of a body in chunks, in the charset that its Content-Type or its byte order mark declares. Methods throw if the
 * charset is unknown, or if the bytes are not text of this charset: a replacement character would be a change of the answer.
 *
 * A large body is decoded chunk by chunk, as decoding all of it at once would block the event loop. Most bodies are one chunk.
 */
export class BodyText {
  readonly #contentType: string | readonly string[] | undefined;
  #only: Buffer | undefined;
  #decoder: ChunkDecoder | undefined;
  #text = '';

  constructor(contentType: string | readonly string[] | undefined) {
    this.#contentType = contentType;
  }

  append(chunk: Buffer): void {
    if (this.#decoder === undefined && (this.#only === undefined || this.#only.length < LONGEST_MARK)) {
      this.#only = this.#only === undefined ? chunk : Buffer.concat([this.#only, chunk]);
      return;
    }
    if (this.#decoder === undefined && this.#only !== undefined) {
      this.#decoder = createChunkDecoder(this.#charsetOf(this.#only));
      this.#text = this.#decoder.write(this.#only);
      this.#only = undefined;
    }
    this.#text += this.#decoder?.write(chunk) ?? '';
  }

  end(): string {
    const text = this.#only === undefined ? this.#text + (this.#decoder?.end() ?? '') : this.#decodeOnly(this.#only);
    return text.charCodeAt(0) === BYTE_ORDER_MARK ? text.slice(1) : text;
  }

  #decodeOnly(bytes: Buffer): string {
    if (bytes.length === 0) return '';
    const charset = this.#charsetOf(bytes);
    if (charset === 'utf-8') return UTF_8.decode(bytes);
    const decoder = createChunkDecoder(charset);
    return decoder.write(bytes) + decoder.end();
  }

  #charsetOf(start: Buffer): string {
    const charset = charsetOfMark(start) ?? readCharset(this.#contentType);
    if (charset === undefined) throw new RangeError('The charset of the answer is unknown.');
    return charset;
  }
}

interface ChunkDecoder {
  readonly write: (chunk: Buffer) => string;
  /** Throws if the last character is incomplete. */
  readonly end: () => string;
}

function createChunkDecoder(charset: string): ChunkDecoder {
  if (charset === 'utf-8') return new Utf8Chunks();
  if (charset === US_ASCII) return { write: decodeAscii, end: () => '' };
  const decoder = new TextDecoder(charset, { fatal: true });
  return { write: (chunk) => decoder.decode(chunk, { stream: true }), end: () => decoder.decode() };
}

function decodeAscii(bytes: Buffer): string {
  if (!isAscii(bytes)) throw new RangeError('The answer has bytes that are not US-ASCII.');
  return bytes.toString('latin1');
}

/** Decodes whole characters only: Node's TextDecoder takes five times as long for a stream. */
class Utf8Chunks implements ChunkDecoder {
  #rest: Buffer | undefined;

  write(chunk: Buffer): string {
    const bytes = this.#rest === undefined ? chunk : Buffer.concat([this.#rest, chunk]);
    const end = bytes.length - incompleteBytes(bytes);
    this.#rest = end === bytes.length ? undefined : bytes.subarray(end);
    return UTF_8.decode(bytes.subarray(0, end));
  }

  end(): string {
    return this.#rest === undefined ? '' : UTF_8.decode(this.#rest);
  }
}

/** The bytes at the end of a chunk that begin a character of more bytes. */
function incompleteBytes(bytes: Buffer): number {
  for (let count = 1; count <= Math.min(3, bytes.length); count += 1) {
    const byte = bytes[bytes.length - count] ?? 0;
    if (byte < 0x80) return 0;
    // The first byte of a character tells how many it has.
    if (byte >= 0xc0) return count < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? count : 0;
  }
  return 0;
}
