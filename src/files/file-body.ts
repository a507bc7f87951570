import { Readable } from 'node:stream';

/** What a file to be sent looks like from here. */
export interface FileSource {
  /** Bytes. */
  readonly size: number;
  /** From the first byte on; may be asked for again. A chunk may be written over when three more have been asked for. */
  readonly chunks: () => AsyncIterable<Uint8Array>;
}

/** The file on our side failed, not the one that it was sent to. Without an error code of the catalogue: a fault of ours. */
export class FileNotReadable extends Error {
  override readonly name = 'FileNotReadable';
}

/** Pieces of this size at most, so that a file that comes as one chunk is seen to move as well. */
const PIECE_BYTES = 64 * 1024;

/**
 * The file as the body of a request: exactly `size` bytes, else it fails with FileNotReadable before its last bytes, so
 * that nobody can take what came for the whole. It must never just end early: undici would send a body of which it got
 * no byte at all as a complete, empty one, whatever length was announced.
 */
export function fileToBody(file: FileSource): Readable {
  const chunks = exactly(file);
  return new Readable({
    // Nothing is read ahead: chunks are written over some time after they were given.
    highWaterMark: 0,
    read() {
      chunks.next().then(
        ({ value, done }) => this.push(done ? null : value),
        (error: Error) => this.destroy(error),
      );
    },
    destroy(error, callback) {
      chunks.return(undefined).then(() => callback(error), callback);
    },
  });
}

async function* exactly(file: FileSource): AsyncGenerator<Uint8Array> {
  const { size } = file;
  let last: Uint8Array = new Uint8Array();
  let read = 0;
  try {
    for await (const chunk of file.chunks()) {
      read += chunk.byteLength;
      if (read > size) throw new Error(`There are more than the ${size} bytes announced.`);
      // What completes the file is held back until the file has ended there: no chunk comes that could be written over it.
      if (read === size && chunk.byteLength > 0) last = chunk;
      else yield* pieces(chunk);
    }
    if (read < size) throw new Error(`There are ${read} of the ${size} bytes announced.`);
  } catch (cause) {
    throw new FileNotReadable('The file that was to be sent could not be read.', { cause });
  }
  yield* pieces(last);
}

function* pieces(chunk: Uint8Array): Generator<Uint8Array> {
  for (let start = 0; start < chunk.byteLength; start += PIECE_BYTES) yield chunk.subarray(start, start + PIECE_BYTES);
}
