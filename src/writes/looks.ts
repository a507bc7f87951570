/** When a source is looked at for an outcome: after the write, and again after each look that failed. */
const WAITS_MS = [5_000, 30_000, 300_000] as const;

export const FIRST_LOOK_MS = WAITS_MS[0];

/** Milliseconds until the next look; undefined if there were enough. */
export function nextLookMs(looks: number): number | undefined {
  return WAITS_MS[looks];
}
