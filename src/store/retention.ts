/** How long events are kept: until either is exceeded. */
export interface Retention {
  readonly days: number;
  readonly maxCount: number;
}

const DAY_MS = 86_400_000;
/** A webhook is refused when it is older than a day: with as much again, clocks may differ. */
const MIN_MESSAGE_DAYS = 2;

/** What was stored before this instant is outdated. Milliseconds since the epoch, like `now`. */
export function oldestKeptMs({ days }: Retention, now: number): number {
  return Math.floor(now - days * DAY_MS);
}

/** How long the id of a message is known after its event was stored, be the event still there or not. */
export function messageTtlMs({ days }: Retention): number {
  return Math.ceil(Math.max(days, MIN_MESSAGE_DAYS) * DAY_MS);
}
