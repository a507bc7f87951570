import { type IsoDateTime, toUtc } from '../domain/dates.ts';
import { BadUserInput } from '../errors/catalogue.ts';

/** The instant asked for, in UTC; null where none is. Throws BadUserInput where its year in UTC has not four digits. */
export function checkInstant(given: IsoDateTime | null | undefined, field: readonly string[]): IsoDateTime | null {
  if (!given) return null;
  const instant = toUtc(given);
  if (instant !== null) return instant;
  throw new BadUserInput(`${field.at(-1)} is ${given.slice(0, 40)}; in UTC it has to be in the years 0001 to 9999`, {
    field,
  });
}
