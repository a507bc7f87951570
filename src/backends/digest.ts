import { hash } from 'node:crypto';
import { isSecretField } from '../domain/secrets.ts';
import { LongNumber } from './json/parse-json.ts';
import { decimal } from './wire.ts';

/** A short name of a text, which differs from that of any other text. */
export function digest(text: string): string {
  return hash('sha256', text, 'base64url').slice(0, 16);
}

const FORM = /^[\w-]{16}$/;

/** True if the value has the form of a digest. */
export function isDigest(value: unknown): value is string {
  return typeof value === 'string' && FORM.test(value);
}

/**
 * A digest of a document as its source says it. The order of fields, white space and the spelling of numbers do not change it,
 * and a field that is null is the same as one that is absent. Bank details are left out, as a caller without their scope could
 * guess them from a digest; so are links to files, which sources sign again for each answer.
 */
export function revisionOf(wire: object): string {
  return digest(canonicalContent(wire, isLeftOut));
}

function isLeftOut(name: string, value: unknown): boolean {
  return value === null || name === 'url' || isSecretField(name);
}

/**
 * The content of a part of an answer as a text. Texts are equal for equal content, whatever the order of its fields.
 * Use it for comparisons only: it does not distinguish a number from its text.
 */
export function canonicalContent(
  value: unknown,
  leavesOut: (name: string, value: unknown) => boolean = keepAll,
): string {
  return JSON.stringify(value, (_name, part: unknown) => {
    // The same number may be a LongNumber in one answer and a number in another: parseJson decides once for a whole
    // answer.
    if (typeof part === 'number' || part instanceof LongNumber) return decimal(part);
    if (typeof part !== 'object' || part === null || Array.isArray(part)) return part;
    const fields = Object.entries(part).filter(([name, one]) => !leavesOut(name, one));
    return Object.fromEntries(fields.sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}

function keepAll(): boolean {
  return false;
}
