import { z } from 'zod';
import { isRecord, isUnset } from './raw-value.ts';
import { unknownKey } from './unknown-key.ts';

/** What a schema says about a value that is not as it should be; one that is not there is always `is missing or empty`. */
export function says(text: string) {
  return {
    error: ({ input }: { readonly input?: unknown }) => (isUnset(input) ? 'is missing or empty' : text),
  };
}

/**
 * A mapping with known keys only. One that is not set (null or empty text) counts as left out, so that an optional
 * setting can come from a variable that may be empty.
 */
export function section<Shape extends z.core.$ZodLooseShape>(shape: Shape) {
  const known = Object.keys(shape);
  const withoutUnset = (value: unknown): unknown =>
    isRecord(value)
      ? Object.fromEntries(Object.entries(value).filter(([key, item]) => !known.includes(key) || !isUnset(item)))
      : value;
  const strict = z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => unknownKey(key, known)).join('\n')
        : says('must be a mapping of keys to values').error(issue),
  });
  return z.preprocess(withoutUnset, strict);
}
