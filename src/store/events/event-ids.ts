const ID = /^(?:0|[1-9]\d{0,15})$/;

/** True for digits without leading zeros whose number JavaScript represents exactly. */
export function isEventId(text: string): boolean {
  return ID.test(text) && Number.isSafeInteger(Number(text));
}

/**
 * The id of the next event: the microsecond at which it arrived, or `last` + 1 if the clock is not past `last`. All
 * companies share the log, and ids must not reveal how many events the other companies get.
 */
export function nextEventId(last: number, arrivedAt: number): number {
  return Math.max(last + 1, arrivedAt);
}
