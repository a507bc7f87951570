/** How long events are kept: until either limit is exceeded. */
export interface Retention {
  readonly days: number;
  readonly maxCount: number;
}

const DAY_MS = 86_400_000;
/** A webhook is refused if it is older than a day. The second day allows for differing clocks. */
const MIN_MESSAGE_DAYS = 2;

/** Events that were stored before this time are outdated. Milliseconds since the epoch, like `now`. */
export function oldestKeptMs({ days }: Retention, now: number): number {
  return Math.floor(now - days * DAY_MS);
}

/** How long the id of a message is remembered after its event was stored, even if the event is removed earlier. */
export function messageTtlMs({ days }: Retention): number {
  return Math.ceil(Math.max(days, MIN_MESSAGE_DAYS) * DAY_MS);
}
