import type { Outcomes } from './attack.ts';
import type { Delays } from './prober.ts';

/** The measurements of one attack. */
export interface Report {
  readonly seconds: number;
  readonly outcomes: Outcomes;
  readonly delays: Delays;
  readonly peakMb: number;
  readonly memoryMb: { readonly before: number; readonly after: number };
}

/** A text for the output of a run: one figure per line. */
export function reportText(name: string, { seconds, outcomes, delays, peakMb, memoryMb }: Report): string {
  const counted = Object.entries(outcomes).map(([outcome, count]) => `${outcome}: ${count}`);
  return [
    `${name} (${seconds.toFixed(1)} s)`,
    `  ${counted.join(', ')}`,
    `  /health/live within ${delays.usualMs} ms, at worst ${delays.worstMs} ms (${delays.worstByClockMs} by the clock), ${delays.failures} of ${delays.probes} failed`,
    `  resident ${peakMb} MB at most; in use ${memoryMb.before} MB before, ${memoryMb.after} MB after`,
  ].join('\n');
}
