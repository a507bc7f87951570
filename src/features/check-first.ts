import { BadUserInput } from '../errors/catalogue.ts';

/** The page size asked for, `fallback` where none is. Throws BadUserInput outside of 1 to `max`. */
export function checkFirst(first: number | null | undefined, fallback: number, max: number): number {
  const size = first ?? fallback;
  if (size >= 1 && size <= max) return size;
  throw new BadUserInput(`first is ${size}; it has to be 1 to ${max.toLocaleString('en')}`, { field: ['first'] });
}
