import { runClosedLoop, type Shot } from '../load/closed-loop.ts';
import { residentBytes } from '../process/usage.ts';
import { startGateway } from '../targets/gateway.ts';
import { checkedShot, oneAccount } from '../targets/target.ts';
import type { Work, WorkName } from '../works.ts';
import type { Bench, Goal, Section } from './section.ts';

const PORTIONS = 10;
const QUERIES_A_PORTION = 1_000;
const CONNECTIONS = 16;
const MAX_GROWTH = 1.1;
/** Number of query texts for each work, so that the memory kept for each text shows. */
const TEXTS: Readonly<Record<WorkName, number>> = { W1: 1, W2: 5, W3: 4 };

/** Memory of the gateway over 10,000 consecutive queries, with and without cache. */
export const memory: Section = {
  name: 'memory',
  async run(bench) {
    const lines = [];
    for (const cache of [false, true]) {
      const residentMb = await measure(bench, cache);
      const [first = Number.NaN, last = first] = [residentMb[0], residentMb.at(-1)];
      const what = `resident memory, cache ${cache ? 'on' : 'off'}, end / after the first 1,000`;
      const goal: Goal = { what, actual: last / first, bound: 'at most', limit: MAX_GROWTH };
      lines.push({ cache, residentMb, goal });
    }
    return {
      title: `Resident memory in MB over ${PORTIONS * bench.scaled(QUERIES_A_PORTION)} queries`,
      head: [
        'cache',
        ...Array.from({ length: PORTIONS }, (_, index) => `${index + 1}/${PORTIONS}`),
        'end / first',
        'goal',
      ],
      rows: lines.map(({ cache, residentMb, goal }) => [
        cache ? 'on' : 'off',
        ...residentMb.map((mb) => mb.toFixed(0)),
        goal.actual.toFixed(2),
        `<= ${MAX_GROWTH}`,
      ]),
      notes: [
        `VmRSS of /proc/<pid>/status after each tenth of a mix of ${variants(bench).length} query texts; no garbage collection is forced in the gateway.`,
      ],
      goals: lines.map(({ goal }) => goal),
      figures: Object.fromEntries(
        lines.map(({ cache, residentMb }) => [cache ? 'cacheOn' : 'cacheOff', { residentMb }]),
      ),
    };
  },
};

async function measure(bench: Bench, cache: boolean): Promise<number[]> {
  await using gateway = await startGateway(oneAccount(bench.sources.origin), { cache });
  const shots: Shot[] = [];
  for (const work of variants(bench)) shots.push(await checkedShot(gateway, work));
  const queries = Math.ceil(bench.scaled(QUERIES_A_PORTION) / shots.length);
  const residentMb: number[] = [];
  for (let portion = 0; portion < PORTIONS; portion += 1) {
    bench.progress(`memory, cache ${cache ? 'on' : 'off'}: ${portion + 1} of ${PORTIONS}`);
    for (const shot of shots) await runClosedLoop(shot, { queries }, CONNECTIONS);
    residentMb.push(residentBytes(gateway.pid) / 1_048_576);
  }
  return residentMb;
}

/** The works in several texts that differ only in a comment. */
function variants({ works }: Bench): readonly Work[] {
  return works.flatMap((work) =>
    Array.from({ length: TEXTS[work.name] }, (_, index) => ({ ...work, query: `# text ${index}\n${work.query}` })),
  );
}
