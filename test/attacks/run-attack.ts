import type { Attack, Outcomes, Target } from './attack.ts';
import type { GatewayUnderAttack } from './gateway-under-attack.ts';
import type { Delays } from './prober.ts';
import type { Report } from './report.ts';
import { startChild } from './start-child.ts';

const MB = 1_000_000;
/** Memory that may stay in use: caches of operations, pools and code that the attack warmed up. */
const TOLERANCE = { share: 0.2, bytes: 60 * MB };
/** The gateway's time-outs end within this time, and release their memory. */
const RECOVERY_MS = 20_000;

/** Attacks the gateway and watches its health. Ends when the gateway's memory is free again, or after a while. */
export async function runAttack(attack: Attack, gateway: GatewayUnderAttack, sources: URL): Promise<Report> {
  const before = await gateway.memory();
  const [refusedBefore, linesBefore] = [await gateway.refusals(), gateway.logLines()];
  await gateway.peak();
  const startedAt = performance.now();
  const [delays, outcomes] = await attackWatched(attack, gateway, { gateway: gateway.url, sources });
  const seconds = (performance.now() - startedAt) / 1_000;
  if (!gateway.isAlive()) throw new Error(`the gateway ended: ${JSON.stringify(outcomes)}`);
  const after = await memoryAfter(gateway, allowed(attack, before));
  const refused = difference(await gateway.refusals(), refusedBefore);
  return {
    seconds,
    delays,
    outcomes: { ...outcomes, ...refused, 'lines of the log': gateway.logLines() - linesBefore },
    peakMb: Math.round((await gateway.peak()) / MB),
    memoryMb: { before: Math.round(before / MB), after: Math.round(after / MB) },
  };
}

/** Megabytes that may be in use after an attack. */
export function allowedMb(attack: Attack, beforeMb: number): number {
  return Math.round(allowed(attack, beforeMb * MB) / MB);
}

function allowed({ keepsBytes = 0 }: Attack, before: number): number {
  return before + keepsBytes + Math.max(before * TOLERANCE.share, TOLERANCE.bytes);
}

async function attackWatched(
  attack: Attack,
  gateway: GatewayUnderAttack,
  target: Target,
): Promise<readonly [Delays, Outcomes]> {
  await using prober = startChild(new URL('prober.ts', import.meta.url), target.gateway.href, String(gateway.pid));
  await prober.message();
  await using attacker = startChild(
    new URL('attacker.ts', import.meta.url),
    attack.name,
    target.gateway.href,
    target.sources.href,
  );
  const outcomes = await attacker.message<Outcomes>();
  const delays = prober.message<Delays>();
  prober.finish();
  return [await delays, outcomes];
}

/** Asks until the memory is down, at most for the given time. */
async function memoryAfter(gateway: GatewayUnderAttack, limit: number): Promise<number> {
  const deadline = performance.now() + RECOVERY_MS;
  let memory = await gateway.memory();
  while (memory > limit && performance.now() < deadline) {
    // Asking causes a garbage collection, so this waits for memory that only time releases.
    await fetch(new URL('health/live', gateway.url));
    memory = await gateway.memory();
  }
  return memory;
}

function difference(after: Outcomes, before: Outcomes): Outcomes {
  const grown = Object.entries(after).map(
    ([reason, count]) => [`metric ${reason}`, count - (before[reason] ?? 0)] as const,
  );
  return Object.fromEntries(grown.filter(([, count]) => count > 0));
}
