import type { IncomingHttpHeaders } from 'node:http';
import { BadUserInput } from '../../errors/catalogue.ts';

/** A string of RFC 9651, as the draft of the header wants it, or the bare text that most clients send. */
const QUOTED = /^"((?:[ !#-[\]-~]|\\["\\])*)"$/;
const BARE = /^[!#-~]+$/;
const MAX_CHARACTERS = 255;

/** The key of the header Idempotency-Key; null if the request does not have one. Throws BadUserInput if it is not a key. */
export function idempotencyKeyIn(headers: IncomingHttpHeaders): string | null {
  const value = headers['idempotency-key'];
  if (value === undefined) return null;
  const text = String(value).trim();
  const quoted = QUOTED.exec(text)?.[1]?.replaceAll(/\\(.)/g, '$1');
  const key = quoted ?? (BARE.test(text) ? text : '');
  if (key.length >= 1 && key.length <= MAX_CHARACTERS) return key;
  throw new BadUserInput(
    `The header Idempotency-Key is not a key: send 1 to ${MAX_CHARACTERS} characters of ASCII, such as "8e03978e-40d5-43dd-bc93-6894a57f9324"`,
  );
}
