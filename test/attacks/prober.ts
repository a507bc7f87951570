import { readFileSync } from 'node:fs';
import { get } from 'node:http';
import { startChild } from './start-child.ts';

/*
 * A process that asks for /health/live on a new connection every 25 ms, and a server that does nothing at the same time.
 * What held that one up as well, and what the gateway spent waiting for a core, is the machine's and not the gateway's.
 */

const PAUSE_MS = 25;
/** Longer than any answer may take: it then counts as this. */
const PATIENCE_MS = 20_000;

export interface Delays {
  readonly worstMs: number;
  /** All but one in twenty took no longer than this. */
  readonly usualMs: number;
  readonly probes: number;
  readonly failures: number;
  /** By the clock, with what was the machine's. */
  readonly worstByClockMs: number;
}

interface Probe {
  readonly from: number;
  readonly to: number;
  readonly failed: boolean;
}

const [, , gateway = '', pid = ''] = process.argv;

/** Milliseconds that the process's main thread was ready to run and had no core. */
function waitedForCore(): number {
  try {
    return Number(readFileSync(`/proc/${pid}/schedstat`, 'latin1').split(' ')[1]) / 1e6;
  } catch {
    // Not every kernel counts it, and the process may have ended.
    return 0;
  }
}

async function probe(url: string): Promise<Probe> {
  const from = performance.now();
  const failed = await new Promise<boolean>((resolve) => {
    const request = get(url, { agent: false, timeout: PATIENCE_MS }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode !== 200));
    });
    request.on('timeout', () => request.destroy(new Error('timeout')));
    request.on('error', () => resolve(true));
  });
  return { from, to: performance.now(), failed };
}

await using reference = startChild(new URL('reference-server.ts', import.meta.url));
const referenceUrl = await reference.message<string>();
process.on('disconnect', () => process.exit());
let isFinished = false;
process.once('message', () => {
  isFinished = true;
});
const ofReference: Probe[] = [];
const samples: { probe: Probe; waitedMs: number }[] = [];
const pause = () => new Promise((resolve) => setTimeout(resolve, PAUSE_MS));

async function probeReference(): Promise<void> {
  while (!isFinished) {
    ofReference.push(await probe(referenceUrl));
    await pause();
  }
}

async function probeGateway(): Promise<void> {
  while (!isFinished) {
    const waitedBefore = waitedForCore();
    const result = await probe(`${gateway}health/live`);
    samples.push({ probe: result, waitedMs: waitedForCore() - waitedBefore });
    await pause();
  }
}

process.send?.('ready');
await Promise.all([probeReference(), probeGateway()]);

function ownDelay({ probe: { from, to }, waitedMs }: (typeof samples)[number]): number {
  const meanwhile = ofReference.filter((other) => other.from <= to && other.to >= from);
  return to - from - waitedMs - Math.max(0, ...meanwhile.map((other) => other.to - other.from));
}

const inOrder = samples.map(ownDelay).sort((a, b) => a - b);
const delays: Delays = {
  worstMs: Math.round(Math.max(0, inOrder.at(-1) ?? 0)),
  usualMs: Math.round(Math.max(0, inOrder[Math.ceil(inOrder.length * 0.95) - 1] ?? 0)),
  worstByClockMs: Math.round(Math.max(0, ...samples.map(({ probe: { from, to } }) => to - from))),
  probes: samples.length,
  failures: samples.filter(({ probe: { failed } }) => failed).length,
};
process.send?.(delays);
