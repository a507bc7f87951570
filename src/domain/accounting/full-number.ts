import type { Invoice } from '../invoice.ts';

/**
 * Series and number as they are printed: "ABC 1234". A number that already starts with its series is complete. Null without a
 * number.
 */
export function fullNumberOf({ series, number }: Pick<Invoice, 'series' | 'number'>): string | null {
  const own = number?.trim() ?? '';
  const prefix = series?.trim() ?? '';
  if (own === '') return null;
  return prefix === '' || startsWithSeries(own, prefix) ? own : `${prefix} ${own}`;
}

/** "ABC-1" and "ABC1" start with the series ABC, "ABCD1" does not; "2024/7" starts with the series 2024, "20247" does not. */
function startsWithSeries(number: string, series: string): boolean {
  const next = number[series.length] ?? '';
  return number.startsWith(series) && kindOf(next) !== kindOf(series.at(-1) ?? '');
}

function kindOf(character: string): 'DIGIT' | 'LETTER' | 'OTHER' | 'END' {
  if (character === '') return 'END';
  if (/\d/.test(character)) return 'DIGIT';
  return /\p{L}/u.test(character) ? 'LETTER' : 'OTHER';
}
