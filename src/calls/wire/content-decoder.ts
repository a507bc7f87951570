import { Buffer } from 'node:buffer';
import type { Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw, createZstdDecompress } from 'node:zlib';

/** The value of Accept-Encoding. */
export const ACCEPTED_CODINGS = 'gzip, br, deflate, zstd';

/** Content codings in the order in which they were applied. */
export type Codings = readonly string[];

/** Takes what comes out of a decoder: any number of chunks, and then either the end or one failure. */
export interface DecodedBody {
  readonly onChunk: (chunk: Buffer) => void;
  readonly onEnd: () => void;
  readonly onFailure: (error: Error) => void;
  /** The decoder takes more after `write` has returned false. */
  readonly onDrain: () => void;
}

/** A stream that decodes one coding, and counts the bytes that it has used. */
type Decoder = Transform & { readonly bytesWritten: number };

const CHUNK = { chunkSize: 64 * 1024 };
const CM_DEFLATE = 8;

/** The first byte tells the two forms of `deflate` apart: some servers send it without the zlib header that it should have. */
const OPEN: Readonly<Record<string, (firstByte: number | undefined) => Decoder>> = {
  gzip: () => createGunzip(CHUNK),
  'x-gzip': () => createGunzip(CHUNK),
  br: () => createBrotliDecompress(CHUNK),
  zstd: () => createZstdDecompress(CHUNK),
  deflate: (firstByte = 0) => ((firstByte & 0xf) === CM_DEFLATE ? createInflate(CHUNK) : createInflateRaw(CHUNK)),
};
/** Each coding multiplies the work, and no server uses more than two. */
const MAX_CODINGS = 4;

/** The codings of a body; undefined if one of them is unknown. */
export function readCodings(contentEncoding: string | readonly string[] | undefined): Codings | undefined {
  if (contentEncoding === undefined) return [];
  const names = [contentEncoding].flat().join(',').toLowerCase().split(',');
  const codings = names.map((name) => name.trim()).filter((name) => name !== '' && name !== 'identity');
  const areKnown = codings.length <= MAX_CODINGS && codings.every((name) => Object.hasOwn(OPEN, name));
  return areKnown ? codings : undefined;
}

/**
 * Decodes a body of at least one coding while it arrives, so that its size can be bounded. A body that ends before its coding
 * does, or after it, is a failure.
 */
export class ContentDecoder {
  readonly #body: DecodedBody;
  readonly #streams: Decoder[] = [];
  #written = 0;

  constructor(codings: Codings, first: Buffer, body: DecodedBody) {
    this.#body = body;
    this.#append(codings, first[0]);
  }

  /** Returns false if no more should be written until `onDrain`. */
  write(chunk: Buffer): boolean {
    const [input] = this.#streams;
    this.#written += chunk.length;
    if (input?.write(chunk)) return true;
    input?.once('drain', this.#body.onDrain);
    return false;
  }

  end(): void {
    this.#streams[0]?.end();
  }

  /** All but gzip ignore bytes that follow the end of the coding. */
  #end(): void {
    if (this.#streams[0]?.bytesWritten === this.#written) this.#body.onEnd();
    else this.#body.onFailure(new RangeError('The encoded answer is followed by other bytes.'));
  }

  /** Stops at once, and calls nothing back. */
  destroy(): void {
    for (const stream of this.#streams) stream.removeAllListeners('data').removeAllListeners('end').destroy();
  }

  /** Adds the stream of the last coding, and that of the one before it as soon as its first byte is decoded. */
  #append(codings: Codings, firstByte: number | undefined): Decoder {
    const stream = (OPEN[codings.at(-1) ?? ''] ?? createGunzip)(firstByte);
    this.#streams.push(stream);
    stream.on('error', this.#body.onFailure);
    const rest = codings.slice(0, -1);
    if (rest.length === 0) {
      stream.on('data', this.#body.onChunk).on('end', () => this.#end());
    } else {
      stream.once('readable', () => {
        const first: Buffer = stream.read() ?? Buffer.alloc(0);
        stream.unshift(first);
        stream.pipe(this.#append(rest, first[0]));
      });
    }
    return stream;
  }
}
