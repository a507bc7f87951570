/** A smaller piece is copied. */
const SMALL_BYTES = 1_024;
const BLOCK_BYTES = 4_096;

/**
 * Joins the small pieces of a body. A client can send it in pieces of one byte, and each takes 200 bytes of memory by itself.
 */
export class JoinedPieces {
  readonly #onChunk: (chunk: Buffer) => void;
  #block: Buffer | undefined;
  #filled = 0;

  constructor(onChunk: (chunk: Buffer) => void) {
    this.#onChunk = onChunk;
  }

  add(piece: Buffer): void {
    if (this.#filled + piece.length > BLOCK_BYTES) this.flush();
    if (this.#filled === 0 && piece.length >= SMALL_BYTES) {
      this.#onChunk(piece);
      return;
    }
    this.#block ??= Buffer.allocUnsafeSlow(BLOCK_BYTES);
    this.#filled += piece.copy(this.#block, this.#filled);
  }

  /** True if pieces wait to be passed on. */
  get isWaiting(): boolean {
    return this.#filled > 0;
  }

  flush(): void {
    const block = this.#block?.subarray(0, this.#filled);
    this.#block = undefined;
    this.#filled = 0;
    if (block !== undefined) this.#onChunk(block);
  }
}
