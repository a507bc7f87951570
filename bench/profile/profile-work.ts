import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runClosedLoop } from '../load/closed-loop.ts';
import { INSPECT_FLAG, openInspector } from '../process/inspector.ts';
import { RESULTS } from '../report.ts';
import { startGateway } from '../targets/gateway.ts';
import { type Accounts, checkedShot } from '../targets/target.ts';
import type { Work } from '../works.ts';
import { PROFILERS, type ProfileKind } from './profilers.ts';

export interface ProfileOptions {
  readonly kind: ProfileKind;
  readonly cache: boolean;
  readonly connections: number;
  readonly checkout?: string;
}

const WARM_UP_MS = 5_000;
const PROFILED_MS = 5_000;
const SHOWN = 30;

/**
 * Runs one work in a gateway that is being profiled, and returns the functions with the largest shares as text. The
 * profile is of the main thread.
 */
export async function profileWork(accounts: Accounts, work: Work, options: ProfileOptions): Promise<string> {
  const { kind, connections, cache } = options;
  const profiler = PROFILERS[kind];
  await using gateway = await startGateway(accounts, { ...options, nodeFlags: [INSPECT_FLAG] });
  await using inspector = await openInspector(gateway.output());
  const shot = await checkedShot(gateway, work);
  await runClosedLoop(shot, { ms: WARM_UP_MS }, connections);
  await profiler.start(inspector);
  const { latenciesMs } = await runClosedLoop(shot, { ms: PROFILED_MS }, connections);
  const profile = await profiler.stop(inspector);
  mkdirSync(RESULTS, { recursive: true });
  const path = join(RESULTS, `${work.name}${cache ? '-warm' : ''}.${profiler.extension}`);
  writeFileSync(path, profile.text);
  const lines = toLines(profile.byFunction, latenciesMs.length * profiler.perUnit);
  return [`${work.name}, ${work.title}: ${profiler.title}, per query (${path})`, ...lines].join('\n');
}

function toLines(byFunction: ReadonlyMap<string, number>, divisor: number): string[] {
  const total = byFunction.values().reduce((sum, value) => sum + value, 0);
  const top = [...byFunction].toSorted(([, a], [, b]) => b - a).slice(0, SHOWN);
  return [['all', total] as const, ...top].map(([name, value]) => {
    const share = `${((value / total) * 100).toFixed(1)} %`;
    return `  ${(value / divisor).toFixed(4).padStart(10)} ${share.padStart(7)}  ${name}`;
  });
}
