import { type Amount, runClosedLoop, type Shot } from '../load/closed-loop.ts';
import { cpuMs, residentBytes } from '../process/usage.ts';
import type { CallCounter } from '../sources/static-sources.ts';
import type { Target } from '../targets/target.ts';
import { type Bench, median } from './section.ts';

/** One target's part of a comparison. */
export interface Contender {
  readonly target: Target;
  readonly shot: Shot;
}

export interface Round {
  readonly queries: number;
  readonly wallMs: number;
  readonly cpuMs: number;
  readonly restCalls: number;
  /** Resident memory before the round, after the rounds of the others. */
  readonly residentBytes: number;
  readonly latenciesMs: readonly number[];
}

export interface RoundsOptions extends Pick<Bench, 'rounds' | 'progress'> {
  readonly name: string;
  /** Counts the REST calls of all. */
  readonly sources: CallCounter;
  readonly connections: number;
  /** For each round. */
  readonly amount: Amount;
}

/** Has each of them run this many rounds that do not count. */
export async function warmUp(options: RoundsOptions, contenders: readonly Contender[], rounds: number): Promise<void> {
  for (const { target, shot } of contenders) {
    options.progress(`${options.name} ${target.name}: warming up`);
    for (let round = 0; round < rounds; round += 1) await runClosedLoop(shot, options.amount, options.connections);
  }
}

/**
 * Runs the rounds of all contenders alternately, so that round n of one runs close to round n of the others. Returns the
 * rounds of each, in the order of the contenders.
 */
export async function compare(options: RoundsOptions, contenders: readonly Contender[]): Promise<Round[][]> {
  const compared = contenders.map((contender) => ({ contender, rounds: [] as Round[] }));
  for (let round = 0; round < options.rounds; round += 1) {
    options.progress(`${options.name}: round ${round + 1} of ${options.rounds}`);
    // The order alternates, so that each of them also runs first, before another one has heated the machine.
    for (const { contender, rounds } of round % 2 === 0 ? compared : compared.toReversed())
      rounds.push(await runRound(options, contender));
  }
  return compared.map(({ rounds }) => rounds);
}

/** The figure of each round as a multiple of that of the base's round. */
export function ratios(
  rounds: readonly Round[],
  base: readonly Round[],
  figure: (round: Round) => number,
): readonly number[] {
  return rounds.map((round, index) => figure(round) / figure(base[index] ?? round));
}

/** The median over the rounds of the ratio to the base. */
export function medianRatio(...args: Parameters<typeof ratios>): number {
  return median(ratios(...args));
}

export function cpuMsAQuery(round: Round): number {
  return round.cpuMs / round.queries;
}

export function wallMsAQuery(round: Round): number {
  return round.wallMs / round.queries;
}

export function queriesASecond(round: Round): number {
  return (round.queries * 1_000) / round.wallMs;
}

async function runRound({ sources, amount, connections }: RoundsOptions, { target, shot }: Contender): Promise<Round> {
  const resident = residentBytes(target.pid);
  const callsBefore = await sources.calls();
  const cpuBefore = cpuMs(target.pid);
  const { wallMs, latenciesMs } = await runClosedLoop(shot, amount, connections);
  return {
    queries: latenciesMs.length,
    wallMs,
    cpuMs: cpuMs(target.pid) - cpuBefore,
    restCalls: (await sources.calls()) - callsBefore,
    residentBytes: resident,
    latenciesMs,
  };
}
