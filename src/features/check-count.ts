import { BadUserInput } from '../errors/catalogue.ts';

/** More than there are companies of one caller, or values of an enum. */
const MAX_VALUES = 1_000;

/** Throws BadUserInput for a list of a filter that has more values than can be of use. */
export function checkCount(values: readonly unknown[] | null | undefined, field: readonly string[]): void {
  if (!values || values.length <= MAX_VALUES) return;
  const [count, max] = [values.length, MAX_VALUES].map((number) => number.toLocaleString('en'));
  throw new BadUserInput(`${field.at(-1)} has ${count} entries: name at most ${max}, each once`, { field });
}
