/** A longer interim head is passed on: undici bounds it. */
const MAX_HEAD_BYTES = 16 * 1024;
/** All that has to be seen of a head to know its kind. */
const START_BYTES = 'HTTP/1.1 100'.length;
const END_OF_HEAD = '\r\n\r\n';
const ONE = 0x31;

/** Drops `100 Continue` heads from the bytes of a connection, however they are split. undici skips other interim heads itself. */
export class InterimFilter {
  #expectsHead = true;
  /** The beginning of a head whose kind, or whose end, is not known yet. */
  #held: Buffer | undefined;

  /** The next bytes begin an answer, as a request was sent. */
  expectHead(): void {
    this.#expectsHead = true;
  }

  /** The bytes to pass on; undefined if all of them were dropped or held back. */
  pass(chunk: Buffer): Buffer | undefined {
    return this.#expectsHead ? this.#passHeads(chunk) : chunk;
  }

  #passHeads(chunk: Buffer): Buffer | undefined {
    let bytes = this.#held === undefined ? chunk : Buffer.concat([this.#held, chunk]);
    this.#held = undefined;
    const passed: Buffer[] = [];
    while (mayBeInterim(bytes)) {
      const end = bytes.length < START_BYTES ? -1 : bytes.indexOf(END_OF_HEAD, START_BYTES, 'latin1');
      if (end < 0 && bytes.length <= MAX_HEAD_BYTES) {
        if (bytes.length > 0) this.#held = bytes;
        return passed.length === 0 ? undefined : Buffer.concat(passed);
      }
      if (end < 0) break;
      const head = bytes.subarray(0, end + END_OF_HEAD.length);
      if (!startOf(head).endsWith(' 100')) passed.push(head);
      bytes = bytes.subarray(head.length);
    }
    this.#expectsHead = false;
    return passed.length === 0 ? bytes : Buffer.concat([...passed, bytes]);
  }
}

/** 101 is not one of them: another protocol follows it. */
function mayBeInterim(bytes: Buffer): boolean {
  const status = bytes[9];
  if (status !== undefined && status !== ONE) return false;
  const start = startOf(bytes);
  return 'HTTP/0.0 000'.startsWith(start.replaceAll(/\d/g, '0')) && !start.endsWith(' 101');
}

function startOf(bytes: Buffer): string {
  return bytes.toString('latin1', 0, START_BYTES);
}
