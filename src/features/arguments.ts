import { type IsoDateTime, toUtc } from '../domain/values/dates.ts';
import { BadUserInput, NotFound } from '../errors/catalogue.ts';
import type { VisibleAccounts } from '../loaders/visible-accounts.ts';

/** More than any caller has companies, and any enum has values. */
const MAX_VALUES = 1_000;

/** Returns the page size, `fallback` if the caller did not pass one. Throws BadUserInput unless it is 1 to `max`. */
export function checkFirst(first: number | null | undefined, fallback: number, max: number): number {
  const size = first ?? fallback;
  if (size >= 1 && size <= max) return size;
  throw new BadUserInput(`first is ${size}: pass a number from 1 to ${max.toLocaleString('en')}`, { field: ['first'] });
}

/** Throws BadUserInput if a list of a filter is longer than any useful one. */
export function checkCount(values: readonly unknown[] | null | undefined, field: readonly string[]): void {
  if (!values || values.length <= MAX_VALUES) return;
  const [count, max] = [values.length, MAX_VALUES].map((number) => number.toLocaleString('en'));
  throw new BadUserInput(`${field.at(-1)} has ${count} entries: pass at most ${max}, each once`, { field });
}

/** Throws NotFound if the caller cannot see one of the companies. */
export function checkCompanies(ids: readonly string[] | null | undefined, accounts: VisibleAccounts): void {
  for (const id of ids ?? []) {
    if (accounts.company(id) === undefined)
      throw new NotFound(`There is no company ${JSON.stringify(id.slice(0, 64))} for this caller`);
  }
}

/**
 * Returns the instant in UTC, null if it is not given. Throws BadUserInput if its year in UTC does not have four
 * digits.
 */
export function checkInstant(given: IsoDateTime | null | undefined, field: readonly string[]): IsoDateTime | null {
  if (!given) return null;
  const instant = toUtc(given);
  if (instant !== null) return instant;
  throw new BadUserInput(
    `${field.at(-1)} is ${given.slice(0, 40)}: pass an instant that is in the years 0001 to 9999 in UTC`,
    { field },
  );
}

/** Counts code points: an emoji is one character, not two. */
export function hasMoreCharactersThan(max: number, text: string): boolean {
  // A character is one or two UTF-16 units, so most texts need no counting.
  if (text.length <= max) return false;
  return text.length > 2 * max || [...text].length > max;
}
