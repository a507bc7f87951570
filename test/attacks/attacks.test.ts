import { appendFile } from 'node:fs/promises';
import { afterAll, beforeEach, expect, test } from 'vitest';
import type { Attack, Outcomes } from './attack.ts';
import { attackedConfig } from './attacked-world.ts';
import { ATTACKS } from './attacks.ts';
import { type GatewayUnderAttack, startGateway } from './gateway-under-attack.ts';
import { type Report, reportText } from './report.ts';
import { allowedMb, runAttack } from './run-attack.ts';
import { type Child, startChild } from './start-child.ts';

/** For each probe of /health/live. */
const MAX_DELAY_MS = 200;
const MAX_RESIDENT_MB = 2_000;

let sources: { readonly process: Child; readonly url: URL } | undefined;
let gateway: GatewayUnderAttack | undefined;

/**
 * One gateway takes one attack after the other, as it would in one night. A new one starts only if the old one has
 * ended.
 */
beforeEach(async () => {
  if (sources === undefined) {
    const process = startChild(new URL('sources-process.ts', import.meta.url));
    sources = { process, url: new URL(await process.message<string>()) };
  }
  if (gateway?.isAlive() && (await isWell(gateway))) return;
  await gateway?.[Symbol.asyncDispose]();
  gateway = await startGateway(attackedConfig(sources.url));
});

afterAll(async () => {
  await gateway?.[Symbol.asyncDispose]();
  await sources?.process[Symbol.asyncDispose]();
});

for (const attack of ATTACKS) {
  test(attack.name, async () => {
    if (gateway === undefined || sources === undefined) throw new Error('there is no gateway to attack');
    let report = await runAttack(attack, gateway, sources.url);
    await publish(reportText(attack.name, report));
    if (isSlow(report)) {
      // Attackers, sources and probers use the gateway's cores, so an attack gets a second try. A slow gateway is slow
      // again.
      report = await runAttack(attack, gateway, sources.url);
      await publish(reportText(`again: ${attack.name}`, report));
    }
    expect(faultsOf(attack, report)).toEqual([]);
  });
}

function isSlow({ delays }: Report): boolean {
  return delays.failures === 0 && delays.worstMs > MAX_DELAY_MS;
}

/** All faults of an attack, so that one run shows them together. */
function faultsOf(attack: Attack, { outcomes, delays, peakMb, memoryMb }: Report): readonly string[] {
  const limitMb = allowedMb(attack, memoryMb.before);
  return [
    ...(delays.failures > 0 ? [`/health/live failed ${delays.failures} times of ${delays.probes}`] : []),
    ...(delays.worstMs > MAX_DELAY_MS ? [`/health/live took ${delays.worstMs} ms`] : []),
    ...(peakMb > MAX_RESIDENT_MB ? [`the process took ${peakMb} MB`] : []),
    ...(memoryMb.after > limitMb ? [`${memoryMb.after} MB stayed in use; ${limitMb} MB may`] : []),
    ...(wasRefused(attack, outcomes) ? [] : [`nothing was refused: ${JSON.stringify(outcomes)}`]),
    ...Object.entries(attack.atMost ?? {}).flatMap(([outcome, most]) => {
      const count = outcomes[outcome] ?? 0;
      return count > most ? [`${outcome}: ${count}, and at most ${most} may be`] : [];
    }),
  ];
}

function wasRefused({ refused }: Attack, outcomes: Outcomes): boolean {
  return (
    refused.length === 0 || Object.keys(outcomes).some((outcome) => refused.some((part) => outcome.includes(part)))
  );
}

async function isWell({ url }: GatewayUnderAttack): Promise<boolean> {
  try {
    return (await fetch(new URL('health/live', url), { signal: AbortSignal.timeout(5_000) })).ok;
  } catch {
    return false;
  }
}

/** Also appends the figures to the file in ATTACKS_REPORT, if it is set. */
async function publish(text: string): Promise<void> {
  console.log(text);
  const file = process.env['ATTACKS_REPORT'];
  if (file !== undefined) await appendFile(file, `${text}\n\n`);
}
