import { forgetPeak, peakResidentBytes } from '../process/usage.ts';
import { startContenders } from '../targets/contenders.ts';
import { checkedShot, expectCalls, type Target, type TargetName } from '../targets/target.ts';
import type { Work } from '../works.ts';
import {
  type Contender,
  compare,
  cpuMsAQuery,
  type Round,
  type RoundsOptions,
  wallMsAQuery,
  warmUp,
} from './rounds.ts';
import { type Bench, median } from './section.ts';

/** One work at one number of connections. */
export interface Cell {
  readonly work: Work;
  readonly connections: number;
  /** In the order in which they are reported; the bare handler is the first. */
  readonly measured: readonly Measured[];
}

/** The figures of one target in a cell. */
export interface Measured {
  readonly name: TargetName;
  readonly rounds: readonly Round[];
  readonly cpuMs: number;
  readonly wallMs: number;
  /** Half of the queries of all rounds took at most this long. */
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly p999Ms: number;
  readonly peakMb: number;
  /** Between its rounds. */
  readonly settledMb: number;
}

/**
 * The length of one round. Four of them warm up a new process: V8 compiles for about a thousand lists, on threads whose CPU time
 * counts. With a latency, one has to do: its lists take hundreds of times longer than the CPU that they need.
 */
const ROUND_MS = 2_500;
const WARM_UP_ROUNDS = 4;

/**
 * Measures each work at each number of connections, in new processes for each work, so that one work does not leave
 * its memory to the next. The bare handler and mercurius never have a cache.
 */
export async function measureUnderLoad(bench: Bench, cache: boolean): Promise<readonly Cell[]> {
  const cells: Cell[] = [];
  for (const work of bench.works) {
    await using started = await startContenders(bench.accounts, { cache, ...bench.compared });
    const contenders: Contender[] = [];
    for (const target of started.targets) {
      const sources = hasCache(target, cache) ? undefined : bench.sources;
      contenders.push({ target, shot: await checkedShot(target, work, sources) });
    }
    for (const connections of bench.connections) {
      const rounds = connections === bench.connections[0] && bench.latencyMs === 0 ? WARM_UP_ROUNDS : 1;
      cells.push({
        work,
        connections,
        measured: await measureCell(bench, contenders, { work, connections, rounds, cache }),
      });
    }
    for (const { target } of contenders) await checkedShot(target, work);
  }
  return cells;
}

/** The figures of a target in a cell. */
export function measuredOf({ measured }: Cell, name: TargetName): Measured {
  const found = measured.find((one) => one.name === name);
  if (found === undefined) throw new Error(`${name} was not measured`);
  return found;
}

interface CellOptions {
  readonly work: Work;
  readonly connections: number;
  /** To warm up. */
  readonly rounds: number;
  readonly cache: boolean;
}

async function measureCell(bench: Bench, contenders: readonly Contender[], cell: CellOptions): Promise<Measured[]> {
  const { work, connections, cache } = cell;
  const options: RoundsOptions = {
    rounds: bench.rounds,
    progress: bench.progress,
    sources: bench.sources,
    name: `${work.name}, ${connections} connections`,
    connections,
    amount: { ms: bench.scaled(ROUND_MS) },
  };
  await warmUp(options, contenders, cell.rounds);
  for (const { target } of contenders) forgetPeak(target.pid);
  const compared = await compare(options, contenders);
  return contenders.map(({ target }, index) => {
    const rounds = compared[index] ?? [];
    if (!hasCache(target, cache))
      for (const { queries, restCalls } of rounds) expectCalls(target, work, queries, restCalls);
    return toMeasured(target, rounds);
  });
}

function toMeasured({ name, pid }: Target, rounds: readonly Round[]): Measured {
  const latencies = rounds.flatMap(({ latenciesMs }) => latenciesMs).toSorted((a, b) => a - b);
  const within = (share: number): number => latencies[Math.ceil(latencies.length * share) - 1] ?? Number.NaN;
  return {
    name,
    rounds,
    cpuMs: median(rounds.map(cpuMsAQuery)),
    wallMs: median(rounds.map(wallMsAQuery)),
    p50Ms: within(0.5),
    p99Ms: within(0.99),
    p999Ms: within(0.999),
    peakMb: peakResidentBytes(pid) / 1_048_576,
    settledMb: median(rounds.map(({ residentBytes }) => residentBytes / 1_048_576)),
  };
}

function hasCache({ name }: Target, cache: boolean): boolean {
  return cache && (name === 'gateway' || name === 'compared');
}
