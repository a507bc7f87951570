import { readFileSync } from 'node:fs';
import { get } from 'node:http';
import { startChild } from './start-child.ts';

/*
 * A process that asks for /health/live on a new connection every 25 ms, and at the same time a reference server that
 * does no other work. The machine causes any delay that the reference server shows as well, and the time that the
 * gateway waits for a core; both are subtracted. Attackers, sources and probers share the machine's cores with the
 * gateway, so a delay is never more than the time that its main thread has worked meanwhile.
 */

const PAUSE_MS = 25;
/** Longer than any answer may take. An answer that has not arrived by then counts as this. */
const ANSWER_TIMEOUT_MS = 20_000;

export interface Delays {
  readonly worstMs: number;
  /** All but one in twenty took no longer than this. */
  readonly usualMs: number;
  readonly probes: number;
  readonly failures: number;
  /** By the clock, including the machine's share. */
  readonly worstByClockMs: number;
}

interface Probe {
  readonly from: number;
  readonly to: number;
  readonly failed: boolean;
}

const [, , gateway = '', pid = ''] = process.argv;

/**
 * The milliseconds that the process's main thread has worked, and those in which it was ready to work and did not have
 * a core.
 */
function threadTimes(): { readonly workedMs: number; readonly waitedMs: number } {
  try {
    const [worked, waited] = readFileSync(`/proc/${pid}/schedstat`, 'latin1').split(' ');
    return { workedMs: Number(worked) / 1e6, waitedMs: Number(waited) / 1e6 };
  } catch {
    // Not every kernel counts them, and the process may have ended. The whole delay is then the gateway's.
    return { workedMs: performance.now(), waitedMs: 0 };
  }
}

async function probe(url: string): Promise<Probe> {
  const from = performance.now();
  const failed = await new Promise<boolean>((resolve) => {
    const request = get(url, { agent: false, timeout: ANSWER_TIMEOUT_MS }, (response) => {
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
const samples: { probe: Probe; workedMs: number; waitedMs: number }[] = [];
function pause() {
  return new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
}

async function probeReference(): Promise<void> {
  while (!isFinished) {
    ofReference.push(await probe(referenceUrl));
    await pause();
  }
}

async function probeGateway(): Promise<void> {
  while (!isFinished) {
    const before = threadTimes();
    const result = await probe(`${gateway}health/live`);
    const after = threadTimes();
    samples.push({
      probe: result,
      workedMs: after.workedMs - before.workedMs,
      waitedMs: after.waitedMs - before.waitedMs,
    });
    await pause();
  }
}

process.send?.('ready');
await Promise.all([probeReference(), probeGateway()]);

function ownDelay({ probe: { from, to }, workedMs, waitedMs }: (typeof samples)[number]): number {
  const meanwhile = ofReference.filter((other) => other.from <= to && other.to >= from);
  const ofMachine = waitedMs + Math.max(0, ...meanwhile.map((other) => other.to - other.from));
  return Math.min(workedMs, to - from - ofMachine);
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
