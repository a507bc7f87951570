import { hash } from 'node:crypto';

/** A short name of a text, which differs from that of any other text. */
export function digest(text: string): string {
  return hash('sha256', text, 'base64url').slice(0, 16);
}

const FORM = /^[\w-]{16}$/;

/** True if the value has the form of a digest. */
export function isDigest(value: unknown): value is string {
  return typeof value === 'string' && FORM.test(value);
}
