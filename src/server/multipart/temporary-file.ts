import { randomUUID } from 'node:crypto';
import { open, unlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BackendUnavailable } from '../../errors/catalogue.ts';

/** Disk space that has no name; what is needed of a `FileHandle`. */
export interface Scratch {
  write(
    bytes: Uint8Array,
    offset: number,
    length: number,
    position: number,
  ): Promise<{ readonly bytesWritten: number }>;
  read(bytes: Uint8Array, offset: number, length: number, position: number): Promise<{ readonly bytesRead: number }>;
  close(): Promise<void>;
}

export type OpenScratch = () => Promise<Scratch>;

/** The disk is full, or cannot be written: 503, as another gateway or a later time may do. */
export class NoRoomForFile extends BackendUnavailable {}

/** What one read brings. Half of it takes half as long again for a file, and twice as much hardly saves anything. */
const CHUNK_BYTES = 128 * 1024;

/**
 * A file in the system's folder for such files. It loses its name as soon as it is open, before a byte is written, so that
 * only the handle keeps it: whatever happens, a kill -9 included, the system takes its space back with the handle.
 */
export const openScratch: OpenScratch = async () => {
  const path = join(tmpdir(), `invoice-gateway-${randomUUID()}`);
  const handle = await open(path, 'wx+', 0o600);
  try {
    await unlink(path);
    return handle;
  } catch (error) {
    await handle.close();
    throw error;
  }
};

/** Bytes that are written once, from the first to the last, and then read as often as needed. */
export class TemporaryFile implements AsyncDisposable {
  readonly #scratch: Scratch;
  #size = 0;

  private constructor(scratch: Scratch) {
    this.#scratch = scratch;
  }

  /** Rejects with NoRoomForFile. */
  static async open(openScratch: OpenScratch): Promise<TemporaryFile> {
    return new TemporaryFile(await openScratch().catch(noRoom));
  }

  /** Resolves when they have been written. Rejects with NoRoomForFile. */
  async append(bytes: Uint8Array): Promise<void> {
    let written = 0;
    while (written < bytes.length) {
      const left = bytes.length - written;
      const { bytesWritten } = await this.#scratch.write(bytes, written, left, this.#size).catch(noRoom);
      written += bytesWritten;
      this.#size += bytesWritten;
    }
  }

  /** All bytes from the first one on. Each reader has a position of its own, and nothing to close. */
  async *chunks(): AsyncGenerator<Uint8Array, void, void> {
    let position = 0;
    while (position < this.#size) {
      // A reader may hold on to what it was given, so that it is not written over.
      const chunk = Buffer.allocUnsafeSlow(Math.min(CHUNK_BYTES, this.#size - position));
      const { bytesRead } = await this.#scratch.read(chunk, 0, chunk.length, position);
      if (bytesRead === 0) throw new Error('a temporary file is shorter than what was written to it');
      position += bytesRead;
      yield chunk.subarray(0, bytesRead);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#scratch.close();
  }
}

function noRoom(cause: unknown): never {
  throw new NoRoomForFile('The gateway has no room to take the file at the moment; nothing was sent on', { cause });
}
