/** The memory of V8 and Node for each chunk of an unfinished message. */
const PIECE_BYTES = 200;
const MASK_BYTES = 4;

/**
 * Follows a client's WebSocket frames in the raw bytes, to measure the memory of messages that `ws` has not assembled
 * yet. Control frames do not count: they have at most 125 bytes and are not kept.
 */
export class FrameMeter {
  /** Sizes of the complete messages, in order. */
  #sizes: number[] | undefined;
  #complete = 0;
  /** Bytes of the arriving message: its earlier frames and the current one. */
  #message = 0;
  #frame = 0;

  #headerBytes = 0;
  #lengthBytes = 0;
  #length = 0;
  #isControl = false;
  #isLast = false;
  /** Remaining bytes of the frame's mask and payload. */
  #left = 0;

  /** Bytes of messages that have been read and not been handled. */
  get bytes(): number {
    return this.#complete + this.#message + this.#frame;
  }

  /** True if a complete message has not been handled. */
  get hasComplete(): boolean {
    return this.#sizes !== undefined;
  }

  read(chunk: Buffer): void {
    for (let at = 0; at < chunk.length; ) {
      if (this.#left === 0) {
        this.#readHeader(chunk[at] ?? 0);
        at += 1;
        continue;
      }
      const present = Math.min(this.#left, chunk.length - at);
      at += present;
      this.#frame += present;
      this.#left -= present;
      if (this.#left === 0) this.#endFrame();
    }
    if (this.#message + this.#frame > 0) this.#frame += PIECE_BYTES;
  }

  /** The oldest complete message is no longer in memory. */
  take(): void {
    this.#complete -= this.#sizes?.shift() ?? 0;
    // Most connections are idle most of the time, and then keep no list.
    if (this.#sizes?.length === 0) this.#sizes = undefined;
  }

  #readHeader(byte: number): void {
    this.#frame += 1;
    this.#headerBytes += 1;
    if (this.#headerBytes === 1) {
      this.#isLast = (byte & 0x80) !== 0;
      this.#isControl = (byte & 0x08) !== 0;
      return;
    }
    if (this.#headerBytes === 2) {
      const length = byte & 0x7f;
      this.#lengthBytes = length === 126 ? 2 : length === 127 ? 8 : 0;
      this.#length = this.#lengthBytes > 0 ? 0 : length;
    } else {
      this.#length = this.#length * 256 + byte;
      this.#lengthBytes -= 1;
    }
    // `ws` refuses client frames without a mask.
    if (this.#lengthBytes === 0) this.#left = MASK_BYTES + this.#length;
  }

  #endFrame(): void {
    if (!this.#isControl) {
      this.#message += this.#frame;
      if (this.#isLast) {
        this.#sizes ??= [];
        this.#sizes.push(this.#message);
        this.#complete += this.#message;
        this.#message = 0;
      }
    }
    this.#frame = 0;
    this.#headerBytes = 0;
  }
}
