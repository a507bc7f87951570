import { hash } from 'node:crypto';

/** A short name of a text: another text has another one. */
export function digest(text: string): string {
  return hash('sha256', text, 'base64url').slice(0, 16);
}

const FORM = /^[\w-]{16}$/;

/** True for what can be a digest. */
export function isDigest(value: unknown): value is string {
  return typeof value === 'string' && FORM.test(value);
}
