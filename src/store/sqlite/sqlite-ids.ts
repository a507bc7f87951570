const ID = /^(?:0|[1-9]\d{0,15})$/;

/** Digits without leading zeros, of a number that JavaScript holds exactly. */
export function isSqliteId(text: string): boolean {
  return ID.test(text) && Number.isSafeInteger(Number(text));
}

/**
 * The id of the event that comes after another: the microsecond at which it arrived, or just behind the other one where the
 * clock is not beyond that. All companies share the log, and none is to see by its ids how much the others get.
 */
export function nextSqliteId(last: number, arrivedAt: number): number {
  return Math.max(last + 1, arrivedAt);
}
