import { expect, test } from 'vitest';
import { askAs, setSources } from './ask-as.ts';
import type { Target } from './attack.ts';
import { attackedConfig, type CallerName, idOf } from './attacked-world.ts';
import { startGateway } from './gateway-under-attack.ts';
import { startChild } from './start-child.ts';

/** Between stand-ins and gateway, as if the sources were on the internet. */
const LATENCY_MS = 40;
const SAMPLES = 40;
/** A limit for callers that wait in a queue for seconds. */
const AT_MOST_MS = 12_000;

test('a caller at full force slows another company at most twofold, and its own company at most threefold', async () => {
  await using sources = startChild(new URL('sources-process.ts', import.meta.url));
  const url = new URL(await sources.message<string>());
  await using gateway = await startGateway(attackedConfig(url));
  const target = { gateway: gateway.url, sources: url };
  await setSources(target, { latencyMs: LATENCY_MS });
  await medians(target, 'warm-up');
  const alone = await medians(target, 'alone');

  await using force = startChild(new URL('full-force.ts', import.meta.url), gateway.url.href, url.href);
  await force.message();
  // The attacker's calls have to be queued first.
  await medians(target, 'beginning');
  const attacked = await medians(target, 'attacked');

  const ratios = {
    neighbour: attacked.neighbour / alone.neighbour,
    colleague: attacked.colleague / alone.colleague,
  };
  console.log(JSON.stringify({ alone, attacked, ratios }));
  expect(ratios.neighbour).toBeLessThanOrEqual(2);
  expect(ratios.colleague).toBeLessThanOrEqual(3);
});

/** The milliseconds that one document takes, for two callers that each ask for one document after the other. */
async function medians(target: Target, run: string) {
  const [neighbour, colleague] = await Promise.all([
    medianOf(target, 'neighbour', 'borealis', run),
    medianOf(target, 'colleague', 'acme', run),
  ]);
  return { neighbour, colleague };
}

async function medianOf(target: Target, caller: CallerName, company: string, run: string): Promise<number> {
  const times: number[] = [];
  const deadline = performance.now() + AT_MOST_MS;
  for (let index = 0; index < SAMPLES && performance.now() < deadline; index += 1) {
    const query = `{ invoice(id: "${idOf('LIGHTYEAR', [`${run}-${index}`], company)}") { number supplier { name } } }`;
    const startedAt = performance.now();
    const outcome = await askAs(target, caller, { query });
    // A failure counts as slower than any answer.
    times.push(outcome === '200 without an error' ? performance.now() - startedAt : Number.POSITIVE_INFINITY);
  }
  return times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN;
}
