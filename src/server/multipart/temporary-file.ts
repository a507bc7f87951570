import { randomUUID } from 'node:crypto';
import { open, unlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BackendUnavailable } from '../../errors/catalogue.ts';

/** Disk space without a file name: the part of `FileHandle` that is used here. */
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

/** The disk is full or not writable. Answered with 503, because another instance or a later attempt may succeed. */
export class NoRoomForFile extends BackendUnavailable {}

/**
 * The largest single read or write. Each one costs a trip through the thread pool: with half the size a file takes half
 * as long again, and twice the size saves hardly anything.
 */
const BLOCK_BYTES = 256 * 1024;

/**
 * Opens a file in the system's folder for temporary files. The file loses its name as soon as it is open, before a byte
 * is written, so that the system reclaims its space with the handle, even after kill -9. (A kill between the two calls
 * leaves an empty file.)
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

/** Bytes that are written once, in order, and then read as often as needed. */
export class TemporaryFile implements AsyncDisposable {
  readonly #scratch: Scratch;
  /** Double buffering: one block is written while the other fills up. */
  #block = Buffer.allocUnsafeSlow(BLOCK_BYTES);
  #otherBlock = Buffer.allocUnsafeSlow(BLOCK_BYTES);
  #filled = 0;
  /** The write of the other block. Undefined if everything has been written. */
  #writing: Promise<void> | undefined;
  /** Bytes written so far. */
  #size = 0;

  private constructor(scratch: Scratch) {
    this.#scratch = scratch;
  }

  /** Rejects with NoRoomForFile. */
  static async open(openScratch: OpenScratch): Promise<TemporaryFile> {
    return new TemporaryFile(await openScratch().catch(noRoom));
  }

  /** Resolves when the bytes have been copied. Rejects with NoRoomForFile, also for bytes that were appended before. */
  async append(bytes: Uint8Array): Promise<void> {
    let copied = 0;
    while (copied < bytes.length) {
      if (this.#filled === BLOCK_BYTES) await this.#writing;
      const piece = bytes.subarray(copied, copied + BLOCK_BYTES - this.#filled);
      this.#block.set(piece, this.#filled);
      this.#filled += piece.length;
      copied += piece.length;
      if (this.#writing === undefined) this.#writeBlock();
    }
  }

  /** Resolves when all appended bytes have been written and can be read. Rejects with NoRoomForFile. */
  async finish(): Promise<void> {
    while (this.#writing !== undefined) await this.#writing;
  }

  /**
   * Reads all bytes from the first. Each reader has its own position and does not have to be closed. A chunk is
   * overwritten once three more have been requested, and not before: a socket that has accepted a chunk may still hold
   * up to 128 KiB of it.
   */
  async *chunks(): AsyncGenerator<Uint8Array, void, void> {
    if (this.#size === 0) return;
    const buffers: Buffer[] = [];
    const nextBuffer = (turn: number): Buffer => {
      const buffer = buffers[turn % 4] ?? Buffer.allocUnsafeSlow(Math.min(BLOCK_BYTES, this.#size));
      buffers[turn % 4] = buffer;
      return buffer;
    };
    let position = 0;
    let reading = this.#read(nextBuffer(0), position);
    for (let turn = 1; ; turn += 1) {
      const chunk = await reading;
      position += chunk.length;
      if (position === this.#size) return yield chunk;
      reading = this.#read(nextBuffer(turn), position);
      // The consumer sees a failure when it asks for the next chunk. Without this handler, an unhandled rejection would
      // end the process if it never does.
      reading.catch(() => {});
      yield chunk;
    }
  }

  /** Writes the filled part of the block, then whatever was appended meanwhile. */
  #writeBlock(): void {
    if (this.#filled === 0) return;
    const bytes = this.#block.subarray(0, this.#filled);
    [this.#block, this.#otherBlock] = [this.#otherBlock, this.#block];
    this.#filled = 0;
    this.#writing = this.#write(bytes).then(() => {
      this.#writing = undefined;
      this.#writeBlock();
    });
    // The next `append` or `finish` reports a failure. Until then it must not count as an unhandled rejection.
    this.#writing.catch(() => {});
  }

  async #write(bytes: Uint8Array): Promise<void> {
    let written = 0;
    while (written < bytes.length) {
      const left = bytes.length - written;
      const { bytesWritten } = await this.#scratch.write(bytes, written, left, this.#size).catch(noRoom);
      written += bytesWritten;
      this.#size += bytesWritten;
    }
  }

  async #read(buffer: Buffer, position: number): Promise<Uint8Array> {
    const { bytesRead } = await this.#scratch.read(buffer, 0, Math.min(buffer.length, this.#size - position), position);
    if (bytesRead === 0) throw new Error('a temporary file is shorter than the bytes written to it');
    return buffer.subarray(0, bytesRead);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#scratch.close();
  }
}

function noRoom(cause: unknown): never {
  throw new NoRoomForFile(
    'The gateway cannot store the file at the moment, and has not forwarded it: try again later',
    { cause },
  );
}
