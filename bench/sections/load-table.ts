import { DEFAULT_MAX_CONCURRENT } from '../targets/target.ts';
import { medianRatio, type Round, ratios } from './rounds.ts';
import type { Bench, Goal, SectionResult } from './section.ts';
import { type Cell, type Measured, measuredOf } from './under-load.ts';

/** The figure by which a section compares the targets. */
export interface Measure {
  readonly figure: (round: Round) => number;
  /** Whether a higher figure is a better one. */
  readonly isRate: boolean;
}

/** The number of connections at which the goals hold. */
export const GOAL_CONNECTIONS = 16;
/** At other numbers of connections, the ratio to the bare handler may be this much worse than at GOAL_CONNECTIONS. */
const MAX_CLIFF = 1.25;

export const LOAD_HEAD = [
  ...['work', 'connections', '', 'CPU ms', 'wall ms', '50 %', '99 %', '99.9 %', 'peak MB', 'settled MB'],
  ...['ratio to bare', 'spread', 'to mercurius', 'to compared'],
];

/** How the figures of both sections were taken. */
export function loadNotes(bench: Bench): string[] {
  const { companies, maxConcurrent } = bench.accounts;
  return [
    'CPU: user and system time of all threads from /proc/<pid>/stat, per query. Wall: time of a round divided by its queries. 50, 99 and 99.9 %: ms within which these shares of the queries were answered.',
    `Keep-alive connections, each with one query at a time; medians of ${bench.rounds} rounds, run alternately. A round sends queries for 2.5 s and waits for the last answer.`,
    `Accounts: ${companies.length}; REST calls of one account in flight: ${maxConcurrent}, for all targets. The bare handler and mercurius run on plain node, the gateway with the flags of npm start${companies.length * maxConcurrent > DEFAULT_MAX_CONCURRENT ? ', and with limits.maxFetchedBytes at 1 GiB' : ''}.`,
    'Peak memory is VmHWM over all rounds, settled memory VmRSS between them, while the others run theirs.',
    'Every answer was compared byte for byte with one checked value by value; REST calls were counted over all rounds.',
  ];
}

/** One line for each target. */
export function cellToRows(cell: Cell, { figure }: Measure): string[][] {
  const bare = measuredOf(cell, 'bare').rounds;
  return cell.measured.map((measured, index) => {
    const { name, rounds } = measured;
    const all = ratios(rounds, bare, figure);
    return [
      index === 0 ? cell.work.name : '',
      index === 0 ? String(cell.connections) : '',
      name,
      toDigits(measured.cpuMs),
      toDigits(measured.wallMs),
      ...[measured.p50Ms, measured.p99Ms, measured.p999Ms].map((ms) => ms.toFixed(1)),
      ...[measured.peakMb, measured.settledMb].map((mb) => mb.toFixed(0)),
      name === 'bare' ? '' : medianRatio(rounds, bare, figure).toFixed(2),
      name === 'bare' ? '' : `${Math.min(...all).toFixed(2)}-${Math.max(...all).toFixed(2)}`,
      ...(['mercurius', 'compared'] as const).map((base) => ratioTo(cell, measured, base, figure)),
    ];
  });
}

/** The goal that the ratio to the bare handler is about the same at all numbers of connections. */
export function cliffGoals(cells: readonly Cell[], { figure, isRate }: Measure): Goal[] {
  return cells.flatMap((cell) => {
    const { work, connections } = cell;
    const base = cells.find((other) => other.work === work && other.connections === GOAL_CONNECTIONS);
    if (base === undefined || connections === GOAL_CONNECTIONS) return [];
    const [here, there] = [ratioToBare(cell, figure), ratioToBare(base, figure)];
    return {
      what: `${work.name}, ratio at ${connections} connections / at ${GOAL_CONNECTIONS}`,
      actual: here / there,
      bound: isRate ? 'at least' : 'at most',
      limit: isRate ? 1 / MAX_CLIFF : MAX_CLIFF,
    };
  });
}

/** The gateway's ratio to the bare handler. */
export function ratioToBare(cell: Cell, figure: Measure['figure']): number {
  return medianRatio(measuredOf(cell, 'gateway').rounds, measuredOf(cell, 'bare').rounds, figure);
}

/** All figures for the results file, but the latencies of single queries. */
export function cellsToFigures(cells: readonly Cell[]): SectionResult['figures'] {
  return cells.map(({ work, connections, measured }) => ({
    work: work.name,
    connections,
    measured: measured.map((one) => ({
      ...one,
      rounds: one.rounds.map(({ latenciesMs: _, ...round }) => round),
    })),
  }));
}

function ratioTo(cell: Cell, { rounds, name }: Measured, base: Measured['name'], figure: Measure['figure']): string {
  const other = cell.measured.find((measured) => measured.name === base);
  const isOurs = name === 'gateway' || (name === 'compared' && base === 'mercurius');
  return other === undefined || !isOurs ? '' : medianRatio(rounds, other.rounds, figure).toFixed(2);
}

function toDigits(ms: number): string {
  return ms.toFixed(ms < 1 ? 3 : 2);
}
