import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runClosedLoop } from './load/closed-loop.ts';
import { temporaryDirectory } from './process/cleanup.ts';
import { RESULTS } from './report.ts';
import { startGateway } from './targets/gateway.ts';
import type { GatewayProcessOptions } from './targets/gateway-process.ts';
import { checkedShot } from './targets/target.ts';
import type { Work } from './works.ts';

/** The part of V8's .cpuprofile that is used; times in microseconds of the system's monotonic clock. */
interface CpuProfile {
  readonly nodes: readonly { readonly id: number; readonly callFrame: CallFrame }[];
  readonly startTime: number;
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}
interface CallFrame {
  readonly functionName: string;
  readonly url: string;
  readonly lineNumber: number;
}

const CONNECTIONS = 4;
const SHOWN = 30;
const ROOT = fileURLToPath(new URL('../', import.meta.url));

/** Runs one work in a gateway with --cpu-prof, and returns the most expensive functions of the timed part as text. */
export async function profileWork(source: string, work: Work, options: GatewayProcessOptions): Promise<string> {
  const directory = temporaryDirectory();
  const nodeFlags = ['--cpu-prof', `--cpu-prof-dir=${directory}`, '--cpu-prof-interval=250'];
  const queries = options.cache ? work.warmQueries : work.queries * 2;
  const between = { from: 0, to: 0 };
  {
    await using gateway = await startGateway(source, { ...options, nodeFlags });
    const shot = await checkedShot(gateway, work);
    await runClosedLoop(shot, queries, CONNECTIONS);
    between.from = monotonicMicroseconds();
    await runClosedLoop(shot, queries, CONNECTIONS);
    between.to = monotonicMicroseconds();
  }
  // The gateway writes its profile on exit. Worker threads write one, too; the largest is the main thread's.
  const files = readdirSync(directory).map((name) => readFileSync(join(directory, name), 'utf8'));
  const text = files.toSorted((a, b) => b.length - a.length)[0];
  if (text === undefined) throw new Error('The gateway did not write a profile: it did not exit by itself');
  mkdirSync(RESULTS, { recursive: true });
  const path = join(RESULTS, `${work.name}${options.cache ? '-warm' : ''}.cpuprofile`);
  writeFileSync(path, text);
  const lines = topSelfTime(JSON.parse(text) as CpuProfile, between, queries);
  return [`${work.name}, ${work.title}: self time, ms per query (${path})`, ...lines].join('\n');
}

function topSelfTime(profile: CpuProfile, between: { from: number; to: number }, queries: number): string[] {
  const frames = new Map(profile.nodes.map(({ id, callFrame }) => [id, frameToText(callFrame)]));
  const selfTime = new Map<string, number>();
  let now = profile.startTime;
  let total = 0;
  for (const [index, id] of profile.samples.entries()) {
    now += profile.timeDeltas[index] ?? 0;
    const frame = frames.get(id) ?? '';
    if (now < between.from || now > between.to || frame.startsWith('(idle)')) continue;
    // A sample covers the time until the next one.
    const duration = profile.timeDeltas[index + 1] ?? 0;
    selfTime.set(frame, (selfTime.get(frame) ?? 0) + duration);
    total += duration;
  }
  const top = [...selfTime].toSorted(([, a], [, b]) => b - a).slice(0, SHOWN);
  return top.map(([frame, duration]) => {
    const share = `${((duration / total) * 100).toFixed(1)} %`;
    return `  ${(duration / 1_000 / queries).toFixed(4).padStart(8)} ${share.padStart(7)}  ${frame}`;
  });
}

function frameToText({ functionName, url, lineNumber }: CallFrame): string {
  const name = functionName === '' ? '(anonymous)' : functionName;
  if (url === '') return name;
  const place = url.startsWith('file:') ? fileURLToPath(url).replace(ROOT, '') : url;
  return `${name}  ${place}:${lineNumber + 1}`;
}

function monotonicMicroseconds(): number {
  return Number(process.hrtime.bigint() / 1_000n);
}
