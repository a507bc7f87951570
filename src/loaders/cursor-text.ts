import { hash } from 'node:crypto';
import { BadUserInput } from '../errors/catalogue.ts';

const CHECK_LENGTH = 12;

/**
 * A cursor's text: its content, and a check that tells one that was cut or changed on its way. The check is no
 * protection: what a cursor holds gives nobody anything, and is looked at like any other input.
 */
export function encodeCursor(content: unknown): string {
  const body = Buffer.from(JSON.stringify(content), 'utf8').toString('base64url');
  return checkOf(body) + body;
}

/** The content of a cursor of at most `maxLength` characters; throws BadUserInput for any other text. */
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

/** What to say of a cursor that cannot be gone on from. */
export function notACursor(cause?: unknown): BadUserInput {
  return new BadUserInput(
    '`after` is not a cursor of this list: pass on an endCursor as it was given, and change no argument but `first`',
    {
      cause,
      field: ['after'],
    },
  );
}

function checkOf(body: string): string {
  return hash('sha256', body, 'base64url').slice(0, CHECK_LENGTH);
}
