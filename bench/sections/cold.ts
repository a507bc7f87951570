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
import { cpuMsAQuery, medianRatio } from './rounds.ts';
import type { Goal, Section } from './section.ts';
import { type Cell, measuredOf, measureUnderLoad } from './under-load.ts';

const MEASURE: Measure = { figure: cpuMsAQuery, isRate: false };
const MAX_PEAK_RATIO = 1.3;
/** For W1 and sources with a latency. */
const MAX_P99_RATIO = 1.15;

/** The cost of a query that makes all its REST calls: gateway against bare handler and mercurius. */
export const cold: Section = {
  name: 'cold',
  async run(bench) {
    const cells = await measureUnderLoad(bench, false);
    return {
      title: 'Without cache; ratios of CPU',
      head: LOAD_HEAD,
      rows: cells.flatMap((cell) => cellToRows(cell, MEASURE)),
      notes: loadNotes(bench),
      goals:
        bench.latencyMs > 0
          ? cells.flatMap(latencyGoals)
          : [...cells.flatMap((cell) => costGoals(cell)), ...cliffGoals(cells, MEASURE)],
      figures: cellsToFigures(cells),
    };
  },
};

function costGoals(cell: Cell): Goal[] {
  const { work, connections } = cell;
  if (connections !== GOAL_CONNECTIONS) return [];
  const [gateway, bare] = [measuredOf(cell, 'gateway'), measuredOf(cell, 'bare')];
  const toMercurius = medianRatio(gateway.rounds, measuredOf(cell, 'mercurius').rounds, cpuMsAQuery);
  const bound = 'at most';
  return [
    {
      what: `${work.name} CPU, gateway / bare`,
      actual: ratioToBare(cell, cpuMsAQuery),
      bound,
      limit: work.maxCpuRatio,
    },
    { what: `${work.name} CPU, gateway / mercurius`, actual: toMercurius, bound, limit: 1 },
    {
      what: `${work.name} peak memory, gateway / bare`,
      actual: gateway.peakMb / bare.peakMb,
      bound,
      limit: MAX_PEAK_RATIO,
    },
  ];
}

/** The CPU of sources that wait is that of idle connections as well: only the time of the answers has a goal. */
function latencyGoals(cell: Cell): Goal[] {
  const { work, connections } = cell;
  if (work.name !== 'W1') return [];
  const actual = measuredOf(cell, 'gateway').p99Ms / measuredOf(cell, 'bare').p99Ms;
  const what = `${work.name} 99 % at ${connections} connections, gateway / bare`;
  return [{ what, actual, bound: 'at most', limit: MAX_P99_RATIO }];
}
