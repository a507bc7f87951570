import { randomBytes } from 'node:crypto';
import { FileClient } from '../load/send-file.ts';
import { startStorage } from '../sources/storage.ts';
import { startUploadGateway } from '../targets/upload-gateway.ts';
import { type Bench, type Goal, median, type Section } from './section.ts';
import { measureGrowth, type UploadGrowth } from './upload-memory.ts';
import {
  checkUploads,
  compareUploads,
  type UploadComparison,
  type UploadRound,
  type UploadWays,
} from './upload-rounds.ts';

const FILE_MB = 48;
/** Uploads in one round: about a second. */
const UPLOADS = 6;
const MAX_WALL_RATIO = 1.5;
const MAX_GROWTH_MB = 40;

/** A large file through the gateway, against the same client that PUTs it to the storage itself. */
export const uploads: Section = {
  name: 'uploads',
  async run(bench) {
    const file = randomBytes(bench.scaled(FILE_MB) * 2 ** 20);
    await using storage = await startStorage();
    await using client = new FileClient();
    const { fast, paced } = await measureTime(bench, { file, client, storage });
    const growth: UploadGrowth[] = [];
    for (let round = 0; round < bench.rounds; round += 1) {
      bench.progress(`uploads, memory: round ${round + 1} of ${bench.rounds}`);
      growth.push(await measureGrowth({ file, client, storage }));
    }
    const [one, four] = [growth.map((round) => round.one), growth.map((round) => round.four)];
    const goals = [wallGoal(fast), growthGoal('one upload', one), growthGoal('four uploads in a row', four)] as const;
    return {
      title: `Uploading ${file.length / 2 ** 20} MB`,
      head: ['', 'direct', 'gateway', 'ratio', 'spread', 'goal'],
      rows: [
        ['wall-clock ms, storage as fast as this machine', ...wallCells(fast), `<= ${MAX_WALL_RATIO}`],
        ['  of this the PUT, as measured by the storage', '', ms(fast.gateway, ({ putMs }) => putMs), '', '', ''],
        ['  CPU ms of the gateway', '', ms(fast.gateway, ({ cpuMs }) => cpuMs), '', '', ''],
        ['wall-clock ms, storage with 90 MB/s', ...wallCells(paced), ''],
        ['resident MB over the level before, one upload', ...growthCells(one), `<= ${MAX_GROWTH_MB}`],
        ['resident MB over the level before, four in a row', ...growthCells(four), `<= ${MAX_GROWTH_MB}`],
      ],
      notes: [
        `The same client either way; the storage counts bytes in a process of its own. Median of ${bench.rounds} rounds, run alternately.`,
        'The file is received completely before its PUT begins: if both hops are equally fast, this alone makes the ratio 2.',
        'Memory: VmHWM of a fresh gateway that has seen one small upload. 90 MB/s: as over a network, for comparison.',
        'Both ways were checked with a hash of the received bytes; every upload for its answer, its length, and files left behind.',
      ],
      goals,
      figures: { fast, paced, growth },
    };
  },
};

async function measureTime(bench: Bench, given: Omit<UploadWays, 'gateway'>) {
  await using gateway = await startUploadGateway(given.storage);
  const ways = { ...given, gateway };
  // The first uploads also warm up V8.
  for (let round = 0; round < UPLOADS; round += 1) await checkUploads(ways);
  const fast = await compareUploads(bench, ways, { manner: 'fast', uploads: bench.scaled(UPLOADS) });
  const paced = await compareUploads(bench, ways, { manner: 'paced', uploads: 1 });
  await checkUploads(ways);
  return { fast, paced };
}

function wallRatios({ direct, gateway }: UploadComparison): number[] {
  return gateway.map((round, index) => round.wallMs / (direct[index] ?? round).wallMs);
}

function wallGoal(comparison: UploadComparison): Goal {
  const what = 'upload to a storage as fast as this machine, wall-clock, gateway / direct';
  return { what, actual: median(wallRatios(comparison)), bound: 'at most', limit: MAX_WALL_RATIO };
}

function growthGoal(uploads: string, growth: readonly number[]): Goal {
  const what = `resident memory over its level before, ${uploads}, MB`;
  return { what, actual: median(growth), bound: 'at most', limit: MAX_GROWTH_MB };
}

function wallCells(comparison: UploadComparison): string[] {
  const { direct, gateway } = comparison;
  const ratios = wallRatios(comparison);
  const wall = ({ wallMs }: UploadRound) => wallMs;
  return [ms(direct, wall), ms(gateway, wall), median(ratios).toFixed(2), spread(ratios, 2)];
}

function growthCells(growth: readonly number[]): string[] {
  return ['', median(growth).toFixed(1), '', spread(growth, 1)];
}

function ms(rounds: readonly UploadRound[], figure: (round: UploadRound) => number): string {
  return median(rounds.map(figure)).toFixed(0);
}

function spread(values: readonly number[], digits: number): string {
  return `${Math.min(...values).toFixed(digits)}-${Math.max(...values).toFixed(digits)}`;
}
