/**
 * Ids of a Redis stream: the millisecond, and the microsecond within it. They increase even if the clock goes back.
 * The number of digits is limited to what Redis accepts for certain; the ids that it creates are shorter.
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
