import { Readable } from 'node:stream';

/** A file to be sent. */
export interface FileSource {
  /** Bytes. */
  readonly size: number;
  /** May be called again, and then starts from the first byte. A chunk may be overwritten after three more were requested. */
  readonly chunks: () => AsyncIterable<Uint8Array>;
}

/** Reading the file failed, not sending it. Not a GatewayError, as it is a fault of the gateway. */
export class FileNotReadable extends Error {
  override readonly name = 'FileNotReadable';
}

/** Larger chunks are split, so that the progress of a file that is one chunk can be seen too. */
const PIECE_BYTES = 64 * 1024;

/**
 * The file as the body of a request. If the file does not have exactly `size` bytes, the body fails with FileNotReadable before
 * its last bytes, so that the storage cannot take it for complete. It must not just end early: undici would send a body
 * without any bytes as a complete, empty one, whatever its Content-Length.
 */
export function fileToBody(file: FileSource): Readable {
  const chunks = exactly(file);
  return new Readable({
    // Does not read ahead, as chunks are overwritten later.
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
      if (read > size) throw new Error(`The file is longer than the announced ${size} bytes.`);
      // The last chunk is held back until the file has ended: no chunk follows that could overwrite it.
      if (read === size && chunk.byteLength > 0) last = chunk;
      else yield* pieces(chunk);
    }
    if (read < size) throw new Error(`The file ended after ${read} of the announced ${size} bytes.`);
  } catch (cause) {
    throw new FileNotReadable('The file to be sent could not be read.', { cause });
  }
  yield* pieces(last);
}

function* pieces(chunk: Uint8Array): Generator<Uint8Array> {
  for (let start = 0; start < chunk.byteLength; start += PIECE_BYTES) yield chunk.subarray(start, start + PIECE_BYTES);
}
