import type { ServerResponse } from 'node:http';
import type { Held } from '../../graphql/in-flight.ts';

/** Bytes or characters in one write. A client has this long, in bytes, to read before it counts as stalled. */
const SLICE_LENGTH = 128 * 1024;

/**
 * Returns true if an answer has to be written in slices. `length` may be in characters: a text has at least that many
 * bytes.
 */
export function isLarge(length: number): boolean {
  return length > SLICE_LENGTH;
}

/**
 * Returns the memory of a text that is being sent. V8 uses two bytes for each character if one of them is outside
 * Latin-1.
 */
export function bytesInMemory(text: string): number {
  return 2 * text.length;
}

/**
 * Sends the body of a response whose head is written, one slice after the other as the system takes them. `held` is the
 * body's share of a quota, until the response closes.
 */
export function sendSlices(response: ServerResponse, body: Uint8Array | string, held?: Held): void {
  if (held !== undefined) {
    if (response.closed) held[Symbol.dispose]();
    else response.once('close', () => held[Symbol.dispose]());
  }
  let sent = 0;
  const sendNext = (error?: Error | null) => {
    // The response is closed; its 'close' event has been emitted.
    if (error) return;
    const slice = sliceAt(body, sent);
    sent += slice.length;
    if (sent < body.length) response.write(slice, sendNext);
    else response.end(slice);
  };
  sendNext();
}

/** Texts are encoded slice by slice: as whole buffers, large answers would burden the garbage collector. */
function sliceAt(body: Uint8Array | string, start: number): Uint8Array | string {
  if (typeof body !== 'string') return body.subarray(start, start + SLICE_LENGTH);
  const end = start + SLICE_LENGTH;
  return body.slice(start, isHighSurrogate(body.charCodeAt(end - 1)) ? end - 1 : end);
}

/** Returns true for the first half of a surrogate pair, which must not be separated from the second. */
function isHighSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdbff;
}
