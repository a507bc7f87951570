/** What V8 and Node take for each piece in which an unfinished message arrives. */
const PIECE_BYTES = 200;
const MASK_BYTES = 4;

/**
 * Follows a client's WebSocket frames in the raw bytes: tells how much of its messages is in memory before `ws` has put
 * them together, and has shown them. Frames of control are not counted: they hold at most 125 bytes, and do not stay.
 */
export class FrameMeter {
  /** Of messages that have arrived whole, in their order. */
  #sizes: number[] | undefined;
  #whole = 0;
  /** Of the message that is arriving: its frames so far, and the one that is arriving. */
  #message = 0;
  #frame = 0;

  #headerBytes = 0;
  #lengthBytes = 0;
  #length = 0;
  #isControl = false;
  #isLast = false;
  /** Of the frame's mask and payload, still to come. */
  #left = 0;

  /** Bytes of messages that have been read and not been taken. */
  get bytes(): number {
    return this.#whole + this.#message + this.#frame;
  }

  /** True if a message has arrived whole and has not been taken. */
  get hasWhole(): boolean {
    return this.#sizes !== undefined;
  }

  read(chunk: Buffer): void {
    for (let at = 0; at < chunk.length; ) {
      if (this.#left === 0) {
        this.#readHeader(chunk[at] ?? 0);
        at += 1;
        continue;
      }
      const there = Math.min(this.#left, chunk.length - at);
      at += there;
      this.#frame += there;
      this.#left -= there;
      if (this.#left === 0) this.#endFrame();
    }
    if (this.#message + this.#frame > 0) this.#frame += PIECE_BYTES;
  }

  /** The oldest message that arrived whole is no longer in memory. */
  take(): void {
    this.#whole -= this.#sizes?.shift() ?? 0;
    // Nearly all connections are idle nearly always, and hold nothing for it.
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
    // `ws` refuses a client's frame without a mask.
    if (this.#lengthBytes === 0) this.#left = MASK_BYTES + this.#length;
  }

  #endFrame(): void {
    if (!this.#isControl) {
      this.#message += this.#frame;
      if (this.#isLast) {
        this.#sizes ??= [];
        this.#sizes.push(this.#message);
        this.#whole += this.#message;
        this.#message = 0;
      }
    }
    this.#frame = 0;
    this.#headerBytes = 0;
  }
}
