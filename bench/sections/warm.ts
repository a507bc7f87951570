import { startGateway } from '../targets/gateway.ts';
import { checkedShot, type Target } from '../targets/target.ts';
import type { Work } from '../works.ts';
import { type Comparison, compare, cpuMsAQuery, medianRatio, queriesASecond, type Round } from './rounds.ts';
import { type Bench, type Goal, median, type Section } from './section.ts';

/** Requests per second from the gateway's cache, against the bare handler that makes its REST calls. */
export const warm: Section = {
  name: 'warm',
  async run(bench) {
    await using gateway = await startGateway(bench.sources.origin, { ...bench.build, cache: true });
    const lines = [];
    for (const work of bench.works) {
      const comparison = await measure(bench, gateway, work);
      lines.push({ work, comparison, ratio: medianRatio(comparison, queriesASecond) });
    }
    return {
      title: 'From the cache: requests per second',
      head: ['work', '', 'bare, cold', 'gateway', 'ratio', 'by CPU', 'gateway CPU', 'REST calls per query', 'goal'],
      rows: lines.map(({ work, comparison, ratio }) => toRow(work, comparison, ratio)),
      notes: [
        `Closed loop over ${connections(bench.works)} keep-alive connections, the best number for the bare handler; median of ${bench.rounds} rounds, run alternately.`,
        'Every answer was compared byte for byte with one checked value by value.',
        '"By CPU" is the ratio of queries per second of CPU: the ratio if no other process needs the processor.',
      ],
      goals: lines.flatMap(({ work, ratio }) => toGoal(work, ratio) ?? []),
      figures: Object.fromEntries(
        lines.map(({ work, comparison, ratio }) => [
          work.name,
          { ratio, goal: work.minWarmRatio ?? null, ...comparison },
        ]),
      ),
    };
  },
};

async function measure(bench: Bench, gateway: Target, work: Work): Promise<Comparison> {
  const [cold, cached] = [bench.scaled(work.queries), bench.scaled(work.warmQueries)];
  const contenders = [
    { target: bench.bare, shot: await checkedShot(bench.bare, work, bench.sources), queries: cold },
    { target: gateway, shot: await checkedShot(gateway, work), queries: cached },
  ] as const;
  const comparison = await compare(bench, work, contenders, work.warmConnections);
  for (const { target } of contenders) await checkedShot(target, work);
  return comparison;
}

function toGoal(work: Work, actual: number): Goal | undefined {
  if (work.minWarmRatio === undefined) return undefined;
  return {
    what: `${work.name} from the cache, gateway / cold bare`,
    actual,
    bound: 'at least',
    limit: work.minWarmRatio,
  };
}

function toRow(work: Work, comparison: Comparison, ratio: number): string[] {
  const { bare, gateway } = comparison;
  const busy = median(gateway.map((round) => round.cpuMs / round.wallMs));
  const calls = median(gateway.map((round) => round.restCalls / round.queries));
  return [
    work.name,
    work.title,
    medianRate(bare),
    medianRate(gateway),
    ratio.toFixed(2),
    (1 / medianRatio(comparison, cpuMsAQuery)).toFixed(2),
    `${Math.round(busy * 100)} %`,
    calls.toFixed(3),
    work.minWarmRatio === undefined ? '' : `>= ${work.minWarmRatio}`,
  ];
}

function medianRate(rounds: readonly Round[]): string {
  return String(Math.round(median(rounds.map(queriesASecond))));
}

function connections(works: readonly Work[]): string {
  return works.map((work) => `${work.warmConnections} (${work.name})`).join(', ');
}
