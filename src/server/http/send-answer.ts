import type { ServerResponse } from 'node:http';
import type { Held } from '../graphql/in-flight.ts';

/** Bytes or characters that are written at once. A client that reads takes so much long before it counts as stalled. */
const SLICE_LENGTH = 128 * 1024;

/** True for an answer that has to be written in slices. A text of so many characters has at least as many bytes. */
export function isLarge(length: number): boolean {
  return length > SLICE_LENGTH;
}

/** What a text takes until it is sent: V8 gives each character two bytes if one of them is outside of Latin-1. */
export function bytesInMemory(text: string): number {
  return 2 * text.length;
}

/**
 * Sends the body of a response whose head is written, a slice whenever the system has taken the one before. `held` is what
 * the bytes take of a quota, until the response is closed.
 */
export function sendSlices(response: ServerResponse, body: Uint8Array | string, held?: Held): void {
  if (held !== undefined) {
    if (response.closed) held[Symbol.dispose]();
    else response.once('close', () => held[Symbol.dispose]());
  }
  let sent = 0;
  const sendNext = (error?: Error | null) => {
    // The response is closed, and its 'close' has told everybody.
    if (error) return;
    const slice = sliceAt(body, sent);
    sent += slice.length;
    if (sent < body.length) response.write(slice, sendNext);
    else response.end(slice);
  };
  sendNext();
}

/** A text is encoded when it is written: as bytes, large answers would keep V8's collector busy. */
function sliceAt(body: Uint8Array | string, start: number): Uint8Array | string {
  if (typeof body !== 'string') return body.subarray(start, start + SLICE_LENGTH);
  const end = start + SLICE_LENGTH;
  return body.slice(start, isHighSurrogate(body.charCodeAt(end - 1)) ? end - 1 : end);
}

/** The first half of a character that is two in UTF-16, and would be lost without the other half. */
function isHighSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdbff;
}
