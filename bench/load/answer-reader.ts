const END_OF_HEAD = '\r\n\r\n';
const NOTHING = Buffer.alloc(0);

/** A timed answer differs from the one that was checked before. */
export class WrongAnswer extends Error {}

/**
 * Reads HTTP/1.1 answers from one connection and compares each body, byte for byte, with the one that was checked. It
 * parses as little as possible, so that the client uses little CPU of the machine that it shares with the server.
 */
export class AnswerReader {
  readonly #expected: Buffer;
  /** The received part of an incomplete head or chunk size. */
  #rest: Buffer = NOTHING;
  #state: 'head' | 'body' | 'size' | 'trailer' = 'head';
  #isChunked = false;
  #remaining = 0;
  #position = 0;

  constructor(expected: Buffer) {
    this.#expected = expected;
  }

  /** Processes received data; true if it completes an answer. Throws WrongAnswer. Does not keep `data`. */
  push(data: Buffer): boolean {
    const input = this.#rest.length === 0 ? data : Buffer.concat([this.#rest, data]);
    this.#rest = NOTHING;
    let at = 0;
    for (;;) {
      if (this.#state === 'body') {
        at = this.#compare(input, at);
        if (this.#remaining > 0) return false;
        if (!this.#isChunked) return this.#finish();
        this.#state = 'size';
        continue;
      }
      const mark = this.#state === 'head' ? END_OF_HEAD : '\r\n';
      // The line break after a chunk is read together with the next chunk's size.
      const from = this.#state === 'size' && this.#position > 0 ? at + 2 : at;
      const end = input.indexOf(mark, from);
      if (end === -1) {
        this.#rest = Buffer.from(input.subarray(at));
        return false;
      }
      const text = input.toString('latin1', from, end);
      at = end + mark.length;
      if (this.#state === 'trailer') return this.#finish();
      if (this.#state === 'head') this.#readHead(text);
      else this.#readSize(text);
    }
  }

  #readHead(head: string): void {
    if (!head.startsWith('HTTP/1.1 200 ')) throw new WrongAnswer(`Answered ${head.slice(0, head.indexOf('\r\n'))}`);
    const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
    this.#isChunked = length === undefined;
    this.#remaining = Number(length ?? 0);
    this.#state = this.#isChunked ? 'size' : 'body';
  }

  #readSize(size: string): void {
    this.#remaining = Number.parseInt(size, 16);
    this.#state = this.#remaining === 0 ? 'trailer' : 'body';
  }

  #compare(input: Buffer, at: number): number {
    const length = Math.min(this.#remaining, input.length - at);
    const position = this.#position;
    if (position + length > this.#expected.length) throw new WrongAnswer('The answer is longer than the one checked');
    if (this.#expected.compare(input, at, at + length, position, position + length) !== 0) {
      throw new WrongAnswer(
        `Not the answer that was checked: ${input.toString('utf8', at, Math.min(at + length, at + 300))}`,
      );
    }
    this.#remaining -= length;
    this.#position += length;
    return at + length;
  }

  #finish(): boolean {
    if (this.#position !== this.#expected.length) throw new WrongAnswer('The answer is shorter than the one checked');
    this.#state = 'head';
    this.#position = 0;
    return true;
  }
}
