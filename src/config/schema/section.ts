import { z } from 'zod';
import { isRecord } from '../../domain/is-record.ts';
import { isUnset } from '../reading/raw-value.ts';
import { unknownKey } from './unknown-key.ts';

/** The error of a schema: `text`, or `is missing or empty` if there is no value. */
export function says(text: string) {
  return {
    error: ({ input }: { readonly input?: unknown }) => (isUnset(input) ? 'is missing or empty' : text),
  };
}

/**
 * A mapping that refuses unknown keys. A key whose value is null or empty counts as left out, so that an optional setting can come
 * from a variable that may be empty.
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
