import { isFilledText, isObject } from './json-object.ts';

/** Returns the faults of a JSON value. `at` is its path: "objects[3].code". */
export type Shape = (value: unknown, at: string) => readonly string[];

export const text: Shape = (value, at) => (typeof value === 'string' ? [] : [`${at} is not a string`]);

export const filled: Shape = (value, at) => (isFilledText(value) ? [] : [`${at} is not a string with something in it`]);

export const flag: Shape = (value, at) => (typeof value === 'boolean' ? [] : [`${at} is not a boolean`]);

export const number: Shape = (value, at) => (typeof value === 'number' ? [] : [`${at} is not a number`]);

export const integer: Shape = (value, at) => (Number.isSafeInteger(value) ? [] : [`${at} is not an integer`]);

/** A string of at most `length` code points. */
export function atMost(length: number): Shape {
  return (value, at) => {
    if (typeof value !== 'string') return text(value, at);
    return [...value].length <= length ? [] : [`${at} is longer than ${length} characters`];
  };
}

export function oneOf(...values: readonly string[]): Shape {
  return (value, at) =>
    typeof value === 'string' && values.includes(value) ? [] : [`${at} is not one of ${values.join(', ')}`];
}

export function orNull(shape: Shape): Shape {
  return (value, at) => (value === null ? [] : shape(value, at));
}

/** An object with only these fields. `name` is its name in the contract. */
export function record(name: string, fields: Readonly<Record<string, Shape>>, required: readonly string[] = []): Shape {
  return (value, at) => {
    if (!isObject(value)) return [`${at} is not an object`];
    const missing = required
      .filter((field) => !Object.hasOwn(value, field))
      .map((field) => `${at}.${field} is missing`);
    const wrong = Object.entries(value).flatMap(([field, content]) => {
      const shape = Object.hasOwn(fields, field) ? fields[field] : undefined;
      return shape?.(content, `${at}.${field}`) ?? [`${at}.${field} is not a field of ${name}`];
    });
    return [...missing, ...wrong];
  };
}
