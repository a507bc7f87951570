import { hash } from 'node:crypto';
import { BadUserInput } from '../errors/catalogue.ts';

const CHECK_LENGTH = 12;

/**
 * Encodes a cursor with a checksum that reveals a truncated or altered one. The checksum is not a signature: a forged
 * cursor gives no access to anything, and its content is validated like any other input.
 */
export function encodeCursor(content: unknown): string {
  const body = Buffer.from(JSON.stringify(content), 'utf8').toString('base64url');
  return checkOf(body) + body;
}

/** Returns the content of a cursor of at most `maxLength` characters. Throws BadUserInput for any other text. */
export function decodeCursor(cursor: string, maxLength: number): unknown {
  if (cursor.length > maxLength) throw notACursor();
  const body = cursor.slice(CHECK_LENGTH);
  if (checkOf(body) !== cursor.slice(0, CHECK_LENGTH)) throw notACursor();
  try {
    return JSON.parse(Buffer.from(body, 'base64url').toString('utf8'));
  } catch (cause) {
    throw notACursor(cause);
  }
}

/** The error for a text from which a list cannot continue. */
export function notACursor(cause?: unknown): BadUserInput {
  return new BadUserInput(
    '`after` is not a cursor of this list: pass an endCursor unchanged, and change no other argument but `first`',
    {
      cause,
      field: ['after'],
    },
  );
}

function checkOf(body: string): string {
  return hash('sha256', body, 'base64url').slice(0, CHECK_LENGTH);
}
