import { LongNumber } from '../parse-json.ts';
import { decimal } from '../wire.ts';

/**
 * The content of a part of an answer as a text, which is equal for equal content in any order of its objects' fields.
 * For comparison only: a number and its text give the same result.
 */
export function canonicalContent(value: unknown): string {
  return JSON.stringify(value, (_name, part: unknown) => {
    // A number may be a LongNumber in one answer and not in the next: parseJson looks for them by answer.
    if (typeof part === 'number' || part instanceof LongNumber) return decimal(part);
    if (typeof part !== 'object' || part === null || Array.isArray(part)) return part;
    return Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
