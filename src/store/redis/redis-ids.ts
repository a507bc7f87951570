/**
 * Ids of a Redis stream: the millisecond, and the microsecond within it. They grow also where the clock goes back. At
 * most as many digits as Redis takes for certain; it gives none of such length.
 */
const ID = /^(?:0|[1-9]\d{0,14})-(?:0|[1-9]\d{0,17})$/;

export const REDIS_ORIGIN = '0-0';

export function isRedisId(text: string): boolean {
  return ID.test(text);
}

export function compareRedisIds(a: string, b: string): number {
  const [dash, otherDash] = [a.indexOf('-'), b.indexOf('-')];
  return (
    compareNumbers(a.slice(0, dash), b.slice(0, otherDash)) || compareNumbers(a.slice(dash + 1), b.slice(otherDash + 1))
  );
}

/** Digits without leading zeros. */
function compareNumbers(a: string, b: string): number {
  if (a.length !== b.length) return a.length - b.length;
  return a === b ? 0 : a < b ? -1 : 1;
}
