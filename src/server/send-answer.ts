import type { ServerResponse } from 'node:http';
import type { Held } from './in-flight.ts';

/** What is written at once. A client that reads takes so much long before it counts as stalled. */
const SLICE_BYTES = 128 * 1024;

/** True for an answer that has to be written in slices. A text of so many characters has at least as many bytes. */
export function isLarge(length: number): boolean {
  return length > SLICE_BYTES;
}

/**
 * Sends the body of a response whose head is written, a slice whenever the system has taken the one before. `held` is what
 * the bytes take of a quota, until the response is closed.
 */
export function sendSlices(response: ServerResponse, body: Uint8Array, held?: Held): void {
  if (held !== undefined) {
    if (response.closed) held[Symbol.dispose]();
    else response.once('close', () => held[Symbol.dispose]());
  }
  let sent = 0;
  const sendNext = (error?: Error | null) => {
    // The response is closed, and its 'close' has told everybody.
    if (error) return;
    const slice = body.subarray(sent, sent + SLICE_BYTES);
    sent += slice.length;
    if (sent < body.length) response.write(slice, sendNext);
    else response.end(slice);
  };
  sendNext();
}
