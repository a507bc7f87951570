import {
  cellsToFigures,
  cellToRows,
  cliffGoals,
  GOAL_CONNECTIONS,
  LOAD_HEAD,
  loadNotes,
  type Measure,
  ratioToBare,
} from './load-table.ts';
import { queriesASecond } from './rounds.ts';
import type { Goal, Section } from './section.ts';
import { type Cell, measureUnderLoad } from './under-load.ts';

const MEASURE: Measure = { figure: queriesASecond, isRate: true };

/** Requests per second from the gateway's cache, against the bare handler and mercurius that make its REST calls. */
export const warm: Section = {
  name: 'warm',
  async run(bench) {
    const cells = await measureUnderLoad(bench, true);
    return {
      title: 'From the cache, bare and mercurius without one; ratios of requests per second',
      head: LOAD_HEAD,
      rows: cells.flatMap((cell) => cellToRows(cell, MEASURE)),
      notes: loadNotes(bench),
      goals: bench.latencyMs > 0 ? [] : [...cells.flatMap(rateGoals), ...cliffGoals(cells, MEASURE)],
      figures: cellsToFigures(cells),
    };
  },
};

function rateGoals(cell: Cell): Goal[] {
  const { work, connections } = cell;
  if (connections !== GOAL_CONNECTIONS) return [];
  const what = `${work.name} from the cache, requests per second, gateway / cold bare`;
  return [{ what, actual: ratioToBare(cell, queriesASecond), bound: 'at least', limit: work.minWarmRatio }];
}
