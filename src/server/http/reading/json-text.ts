import { isUtf8 } from 'node:buffer';
import { BadUserInput } from '../../../errors/catalogue.ts';

/**
 * Parses bytes as JSON in UTF-8, as a value that every source can be sent unchanged. Throws BadUserInput, which names
 * the text as `subject`.
 */
export function parseJsonBytes(bytes: Uint8Array, subject: string): unknown {
  // Invalid bytes would become replacement characters, and reach a source as text that the caller did not write.
  if (!isUtf8(bytes)) throw new BadUserInput(`${subject} is not UTF-8: encode it as UTF-8`);
  return parseJsonText(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8'), subject);
}

/** Does the same as `parseJsonBytes` for text that has been decoded. */
export function parseJsonText(text: string, subject: string): unknown {
  if (hasLoneSurrogate(text)) throw new BadUserInput(`${subject} ${LONE_SURROGATE}`);
  try {
    return JSON.parse(withoutByteOrderMark(text));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : 'it cannot be parsed';
    throw new BadUserInput(`${subject} is not JSON: ${reason}`, { cause });
  }
}

export const LONE_SURROGATE =
  'has half of a surrogate pair (an escape from `\\ud800` to `\\udfff` without its other half): send whole characters';

const BYTE_ORDER_MARK = '\uFEFF';

/** Some encoders write a byte order mark, which JSON.parse refuses. */
export function withoutByteOrderMark(text: string): string {
  return text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text;
}

const ANY_SURROGATE = /\\u[dD][89a-fA-F]/;
/** Every escape sequence. The group has a surrogate that is not part of a pair. */
const ESCAPES = /\\(?:u[dD][89abAB][\da-fA-F]{2}\\u[dD][c-fC-F][\da-fA-F]{2}|u([dD][89a-fA-F][\da-fA-F]{2})|.)/g;

/**
 * Returns true if a JSON text has half of a surrogate pair. It has no encoding: in a URL or a database it becomes a
 * replacement character. Text that was decoded from UTF-8 can only have it as an escape sequence.
 */
export function hasLoneSurrogate(json: string): boolean {
  return ANY_SURROGATE.test(json) && json.matchAll(ESCAPES).some(([, lone]) => lone !== undefined);
}
