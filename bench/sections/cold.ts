import { startGateway } from '../targets/gateway.ts';
import { checkedShot, expectCalls, type Target } from '../targets/target.ts';
import type { Work } from '../works.ts';
import { type Comparison, compare, cpuMsAQuery, medianRatio, type Round } from './rounds.ts';
import { type Bench, type Goal, median, type Section } from './section.ts';

const CONNECTIONS = 4;

/** CPU time of a query that makes all its REST calls, gateway against bare handler. */
export const cold: Section = {
  name: 'cold',
  async run(bench) {
    await using gateway = await startGateway(bench.sources.origin, { ...bench.build, cache: false });
    const results = [];
    for (const work of bench.works) {
      results.push({ work, comparison: await measure(bench, gateway, work) });
    }
    const lines = results.map(({ work, comparison }) => ({ work, comparison, goal: toGoal(work, comparison) }));
    return {
      title: 'Without cache: CPU ms per query',
      head: ['work', '', 'REST calls', 'bare', 'gateway', 'ratio', 'spread', 'goal'],
      rows: lines.map(({ work, comparison, goal }) => toRow(work, comparison, goal)),
      notes: [
        `User and system time of all threads from /proc/<pid>/stat; ${CONNECTIONS} keep-alive connections, each with one query at a time.`,
        `Ratio: median of ${bench.rounds} rounds, run alternately. The bare handler runs on plain node, the gateway with the flags of npm start.`,
        'Every answer was compared byte for byte with one checked value by value; REST calls were counted over all rounds.',
      ],
      goals: lines.map(({ goal }) => goal),
      figures: Object.fromEntries(
        lines.map(({ work, comparison, goal }) => [
          work.name,
          { cpuRatio: goal.actual, goal: goal.limit, ...comparison },
        ]),
      ),
    };
  },
};

async function measure(bench: Bench, gateway: Target, work: Work): Promise<Comparison> {
  const queries = bench.scaled(work.queries);
  const contenders = [
    { target: bench.bare, shot: await checkedShot(bench.bare, work, bench.sources), queries },
    { target: gateway, shot: await checkedShot(gateway, work, bench.sources), queries },
  ] as const;
  const comparison = await compare(bench, work, contenders, CONNECTIONS);
  for (const { target } of contenders) {
    for (const round of comparison[target.name]) expectCalls(target, work, round.queries, round.restCalls);
    await checkedShot(target, work, bench.sources);
  }
  return comparison;
}

function toGoal(work: Work, comparison: Comparison): Goal {
  const actual = medianRatio(comparison, cpuMsAQuery);
  return { what: `${work.name} CPU, gateway / bare`, actual, bound: 'at most', limit: work.maxCpuRatio };
}

function toRow(work: Work, { bare, gateway }: Comparison, goal: Goal): string[] {
  const ratios = gateway.map((round, index) => cpuMsAQuery(round) / cpuMsAQuery(bare[index] ?? round));
  return [
    work.name,
    work.title,
    String(work.restCalls),
    medianCpu(bare),
    medianCpu(gateway),
    goal.actual.toFixed(2),
    `${Math.min(...ratios).toFixed(2)}-${Math.max(...ratios).toFixed(2)}`,
    `<= ${goal.limit}`,
  ];
}

function medianCpu(rounds: readonly Round[]): string {
  const value = median(rounds.map(cpuMsAQuery));
  return value.toFixed(value < 1 ? 3 : 2);
}
