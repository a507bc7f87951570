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

/**
 * What is written or read at once, at most. Each time costs a turn of the thread pool: half of it takes half as long again
 * for a file, and twice as much hardly saves anything.
 */
const BLOCK_BYTES = 256 * 1024;

/**
 * A file in the system's folder for such files. It loses its name as soon as it is open, before a byte is written, so that
 * only the handle keeps it: whatever happens, a kill -9 included, the system takes its space back with the handle. (Killed
 * in the instant between the two it leaves an empty one.)
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
  /** Two blocks in turns: one is written while the other fills up. */
  #block = Buffer.allocUnsafeSlow(BLOCK_BYTES);
  #otherBlock = Buffer.allocUnsafeSlow(BLOCK_BYTES);
  #filled = 0;
  /** Of the other block; undefined where all has been written. */
  #writing: Promise<void> | undefined;
  /** Of what has been written. */
  #size = 0;

  private constructor(scratch: Scratch) {
    this.#scratch = scratch;
  }

  /** Rejects with NoRoomForFile. */
  static async open(openScratch: OpenScratch): Promise<TemporaryFile> {
    return new TemporaryFile(await openScratch().catch(noRoom));
  }

  /** Resolves when they have been copied. Rejects with NoRoomForFile, also for what was appended before. */
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

  /** Resolves when all that was appended has been written, and can be read. Rejects with NoRoomForFile. */
  async finish(): Promise<void> {
    while (this.#writing !== undefined) await this.#writing;
  }

  /**
   * All bytes from the first one on. Each reader has a position of its own, and nothing to close. A chunk is written over
   * when three more have been asked for, and no sooner: a socket that has taken a chunk may still hold up to 128 KiB.
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
      // Whoever asks for the next chunk hears of its failure; where nobody does, it would end the process.
      reading.catch(() => {});
      yield chunk;
    }
  }

  /** Writes what there is, and after it what has come meanwhile. */
  #writeBlock(): void {
    if (this.#filled === 0) return;
    const bytes = this.#block.subarray(0, this.#filled);
    [this.#block, this.#otherBlock] = [this.#otherBlock, this.#block];
    this.#filled = 0;
    this.#writing = this.#write(bytes).then(() => {
      this.#writing = undefined;
      this.#writeBlock();
    });
    // Whoever appends or finishes hears of a failure; until somebody does, it would end the process.
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
    if (bytesRead === 0) throw new Error('a temporary file is shorter than what was written to it');
    return buffer.subarray(0, bytesRead);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#scratch.close();
  }
}

function noRoom(cause: unknown): never {
  throw new NoRoomForFile('The gateway has no room to take the file at the moment; nothing was sent on', { cause });
}
