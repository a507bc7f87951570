import { runClosedLoop, type Shot } from '../load/closed-loop.ts';
import { cpuMs } from '../process/usage.ts';
import type { CallCounter } from '../sources/static-sources.ts';
import type { Target } from '../targets/target.ts';
import { type Bench, median } from './section.ts';

/** One target's part of a comparison. */
export interface Contender {
  readonly target: Target;
  readonly shot: Shot;
  /** Queries in one round. */
  readonly queries: number;
}

export interface Round {
  readonly queries: number;
  readonly wallMs: number;
  readonly cpuMs: number;
  readonly restCalls: number;
}

/** The rounds of bare handler and gateway in pairs: round n of one ran just before or after round n of the other. */
export interface Comparison {
  readonly bare: readonly Round[];
  readonly gateway: readonly Round[];
}

/** `sources` counts the REST calls of both. */
type RoundsOptions = Pick<Bench, 'rounds' | 'progress'> & { readonly sources: CallCounter };

/** V8 keeps compiling for about a thousand lists, on threads whose CPU time counts as well. */
const WARM_UP_ROUNDS = 4;

/** Warms both up with WARM_UP_ROUNDS rounds of queries, then runs their rounds alternately. */
export async function compare(
  bench: RoundsOptions,
  work: { readonly name: string },
  [bare, gateway]: readonly [Contender, Contender],
  connections: number,
): Promise<Comparison> {
  for (const contender of [bare, gateway]) {
    bench.progress(`${work.name} ${contender.target.name}: warming up`);
    await runClosedLoop(contender.shot, contender.queries * WARM_UP_ROUNDS, connections);
  }
  const comparison = { bare: [] as Round[], gateway: [] as Round[] };
  for (let round = 0; round < bench.rounds; round += 1) {
    bench.progress(`${work.name}: round ${round + 1} of ${bench.rounds}`);
    // The order alternates, so that neither always runs on a machine that the other has just heated.
    for (const contender of round % 2 === 0 ? [bare, gateway] : [gateway, bare]) {
      comparison[contender.target.name].push(await runRound(bench, contender, connections));
    }
  }
  return comparison;
}

/** The median over the rounds of gateway / bare. */
export function medianRatio({ bare, gateway }: Comparison, figure: (round: Round) => number): number {
  return median(gateway.map((round, index) => figure(round) / figure(bare[index] ?? round)));
}

export function cpuMsAQuery(round: Round): number {
  return round.cpuMs / round.queries;
}

export function queriesASecond(round: Round): number {
  return (round.queries * 1_000) / round.wallMs;
}

async function runRound(
  { sources }: RoundsOptions,
  { target, shot, queries }: Contender,
  connections: number,
): Promise<Round> {
  const callsBefore = await sources.calls();
  const cpuBefore = cpuMs(target.pid);
  const wallMs = await runClosedLoop(shot, queries, connections);
  const cpu = cpuMs(target.pid) - cpuBefore;
  return { queries, wallMs, cpuMs: cpu, restCalls: (await sources.calls()) - callsBefore };
}
