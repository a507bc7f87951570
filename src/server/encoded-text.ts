import type { Pacer } from '../limits/pacer.ts';

/** Characters that are encoded at once: about a millisecond. */
const SLICE = 262_144;

/** A large text as the bytes to send, encoded slice by slice: Node encodes all of a string at once. */
export async function encodedText(text: string, pacer: Pacer, owner: string): Promise<Buffer> {
  const slices: Buffer[] = [];
  let start = 0;
  while (start < text.length) {
    await pacer.turn(owner);
    const end = isHighSurrogate(text.charCodeAt(start + SLICE - 1)) ? start + SLICE - 1 : start + SLICE;
    slices.push(Buffer.from(text.slice(start, end)));
    start = end;
  }
  return Buffer.concat(slices);
}

/** The first half of a character that is two in UTF-16, and would be lost without the other half. */
function isHighSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdbff;
}
