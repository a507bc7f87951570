import { WrongAnswer } from '../load/answer-reader.ts';
import type { Shot } from '../load/closed-loop.ts';
import { firstDifference } from '../load/difference.ts';
import { post, toHttpRequest } from '../load/post.ts';
import { type ExportSource, startExportSource } from '../sources/export-source.ts';
import { startGateway } from '../targets/gateway.ts';
import { startNodeHandler } from '../targets/node-handler.ts';
import { oneAccount, type Target } from '../targets/target.ts';
import {
  compare,
  cpuMsAQuery,
  medianRatio,
  type Round,
  type RoundsOptions,
  ratios,
  wallMsAQuery,
  warmUp,
} from './rounds.ts';
import { type Goal, median, type Section } from './section.ts';

const DOCUMENTS = 200;
/** Mutations in one timed round. */
const MUTATIONS = 60;
/** Single exports of each target. */
const SINGLE = 300;
const WARM_UP_ROUNDS = 4;
const MAX_WALL_RATIO = 1.5;
const QUERY = `mutation MarkExported($ids: [ID!]!) {
  markInvoicesExported(input: { ids: $ids }) { results { id ok error { code message } } }
}`;

/** The rounds of both, in pairs. */
interface Comparison {
  readonly bare: readonly Round[];
  readonly gateway: readonly Round[];
}

/** Wall-clock time of a mutation that marks 200 documents exported, gateway against bare handler. */
export const exports: Section = {
  name: 'exports',
  async run(bench) {
    await using source = await startExportSource(DOCUMENTS);
    await using bare = await startNodeHandler('bare', oneAccount(source.origin));
    await using gateway = await startGateway(oneAccount(source.origin), { cache: true });
    const contenders = [
      { target: bare, shot: await checkedExport(bare, source) },
      { target: gateway, shot: await checkedExport(gateway, source) },
    ];
    const options: RoundsOptions = {
      ...{ name: 'exports', sources: source, rounds: bench.rounds, progress: bench.progress },
      ...{ connections: 1, amount: { queries: bench.scaled(MUTATIONS) } },
    };
    await warmUp(options, contenders, WARM_UP_ROUNDS);
    const [ofBare = [], ofGateway = []] = await compare(options, contenders);
    const comparison: Comparison = { bare: ofBare, gateway: ofGateway };
    await expectEvenly(source, comparison);
    bench.progress('exports: one document at a time');
    const single = await singleMs({ bare, gateway }, source, bench.scaled(SINGLE));

    const actual = medianRatio(ofGateway, ofBare, wallMsAQuery);
    const what = `${DOCUMENTS} exports wall-clock, gateway / bare`;
    const goal: Goal = { what, actual, bound: 'at most', limit: MAX_WALL_RATIO };
    const cpuRatio = medianRatio(ofGateway, ofBare, cpuMsAQuery);
    return {
      title: `Marking ${DOCUMENTS} documents exported: ms per mutation`,
      head: ['', 'bare', 'gateway', 'ratio', 'spread', 'goal'],
      rows: [
        ['wall-clock', ...toCells(comparison, wallMsAQuery), `<= ${MAX_WALL_RATIO}`],
        ['CPU', ...toCells(comparison, cpuMsAQuery), ''],
        ['one document, median', single.bare.toFixed(2), single.gateway.toFixed(2), '', '', ''],
      ],
      notes: [
        `One mutation at a time, ${DOCUMENTS} REST calls each over 16 connections, with a token fetched before; median of ${bench.rounds} rounds, run alternately.`,
        'The source is node:http in a process of its own and answers 204 at once. Each document reached it once per mutation.',
      ],
      goals: [goal],
      figures: { exports: { wallRatio: actual, cpuRatio, goal: goal.limit, single, ...comparison } },
    };
  },
};

/** Runs the mutation once, and checks its answer and that each document reached the source once. Throws WrongAnswer. */
async function checkedExport(target: Target, source: ExportSource): Promise<Shot> {
  const before = await source.exports();
  const ids = [...before.keys()].map((sourceId) => target.idOf(sourceId));
  const query = { query: QUERY, operationName: 'MarkExported', variables: { ids } };
  const answer = await post(target.origin, target.token, query);
  const expected = { data: { markInvoicesExported: { results: ids.map((id) => ({ id, ok: true, error: null })) } } };
  const difference = firstDifference(JSON.parse(answer.toString('utf8')), expected);
  if (difference !== undefined) throw new WrongAnswer(`exports, ${target.name}: ${difference}`);
  for (const [id, count] of await source.exports()) {
    const times = count - (before.get(id) ?? 0);
    if (times !== 1) throw new WrongAnswer(`exports, ${target.name}: ${id} arrived ${times} times, not once`);
  }
  return { origin: target.origin, requests: [toHttpRequest(target.origin, target.token, query)], answer };
}

/** The median time of a mutation with one document, in ms. The targets take turns. */
async function singleMs(
  targets: Readonly<Record<keyof Comparison, Target>>,
  source: ExportSource,
  mutations: number,
): Promise<Record<keyof Comparison, number>> {
  const [document = ''] = (await source.exports()).keys();
  const times = { bare: [] as number[], gateway: [] as number[] };
  for (let count = 0; count < mutations; count += 1)
    for (const name of ['bare', 'gateway'] as const) {
      const { origin, token, idOf } = targets[name];
      const query = { query: QUERY, operationName: 'MarkExported', variables: { ids: [idOf(document)] } };
      const started = performance.now();
      const answer = String(await post(origin, token, query));
      times[name].push(performance.now() - started);
      if (!answer.includes('"ok":true')) throw new WrongAnswer(`exports, ${name}: ${answer}`);
    }
  return { bare: median(times.bare), gateway: median(times.gateway) };
}

/** Throws WrongAnswer if a timed mutation left out a document or sent one twice. */
async function expectEvenly(source: ExportSource, { bare, gateway }: Comparison): Promise<void> {
  for (const { queries, restCalls } of [...bare, ...gateway])
    if (restCalls !== queries * DOCUMENTS)
      throw new WrongAnswer(`exports: ${restCalls} REST calls, not ${queries * DOCUMENTS} for ${queries} mutations`);
  const counts = new Set((await source.exports()).values());
  if (counts.size !== 1) throw new WrongAnswer(`exports: documents arrived ${[...counts].join(' or ')} times`);
}

function toCells({ bare, gateway }: Comparison, figure: (round: Round) => number): string[] {
  const all = ratios(gateway, bare, figure);
  return [
    median(bare.map(figure)).toFixed(2),
    median(gateway.map(figure)).toFixed(2),
    medianRatio(gateway, bare, figure).toFixed(2),
    `${Math.min(...all).toFixed(2)}-${Math.max(...all).toFixed(2)}`,
  ];
}
