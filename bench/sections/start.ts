import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startChild } from '../process/child.ts';
import { temporaryDirectory } from '../process/cleanup.ts';
import { residentBytes } from '../process/usage.ts';
import { manyCompanies } from '../targets/many-companies.ts';
import { flagsOf, ROOT } from '../targets/node-flags.ts';
import { type Bench, type Goal, median, type Section } from './section.ts';

const STARTS = 5;
const COMPANIES = 500;
const MAX_SAMPLE_MS = 400;
const MAX_COMPANIES_MS = 2_000;
const MAX_COMPANIES_MB = 400;

/** The environment of a gateway to start. It may use the directory. */
type Setup = (directory: string) => NodeJS.ProcessEnv;

const SETUPS: Readonly<Record<string, Setup>> = {
  'sample data': () => ({ NODE_ENV: 'development', GATEWAY_CONFIG: '' }),
  [`${COMPANIES} companies of 3 accounts`]: (directory) => {
    const file = join(directory, 'gateway.yaml');
    mkdirSync(join(directory, 'data'));
    writeFileSync(file, manyCompanies(COMPANIES, join(directory, 'data')));
    return { NODE_ENV: 'production', GATEWAY_CONFIG: file, SECRET: 'a-long-secret-for-the-bench' };
  },
};

interface Start {
  /** From the spawn, less the time that Node takes for an empty program. */
  readonly loadedMs: number;
  /** From the log line "starting", which follows the imports and the configuration. */
  readonly startingMs: number;
  readonly residentMb: number;
}

interface Line {
  readonly setup: string;
  readonly build: string;
  readonly starts: readonly Start[];
}

/** The time and the memory until a gateway is ready. */
export const start: Section = {
  name: 'start',
  async run(bench) {
    const lines = Object.entries(SETUPS).flatMap(([setup, environmentOf]) =>
      builds(bench).map(([build, checkout]) => ({ setup, build, checkout, environmentOf, starts: [] as Start[] })),
    );
    for (let index = 0; index < bench.scaled(STARTS); index += 1)
      for (const { setup, build, checkout, environmentOf, starts } of lines) {
        bench.progress(`start, ${setup}, ${build}: ${index + 1}`);
        starts.push(await startOnce(checkout, environmentOf));
      }
    return {
      title: 'Start: ms until the gateway is ready',
      head: ['', '', 'ms from the start of the program', 'ms from "starting"', 'MB when ready'],
      rows: lines.map(({ setup, build, starts }) => [
        setup,
        build,
        ...(['loadedMs', 'startingMs', 'residentMb'] as const).map((name) => medianOf(starts, name).toFixed(0)),
      ]),
      notes: [
        `Median of ${bench.scaled(STARTS)} starts with the flags of npm start. The first figure is the time from the spawn to "ready", less that of node -e 0; it includes the imports and the configuration, and the stand-ins of sample data.`,
      ],
      goals: lines.filter(({ build }) => build === 'gateway').flatMap(toGoals),
      figures: lines,
    };
  },
};

function builds({ compared }: Bench): readonly (readonly [string, string])[] {
  return [['gateway', ROOT], ...(compared === undefined ? [] : [['compared', compared.checkout] as const])];
}

async function startOnce(checkout: string, environmentOf: Setup): Promise<Start> {
  const flags = flagsOf(checkout);
  const beforeNode = performance.now();
  execFileSync(process.execPath, [...flags, '-e', '0']);
  const nodeMs = performance.now() - beforeNode;
  const environment = environmentOf(temporaryDirectory());
  const spawned = performance.now();
  await using gateway = startChild(process.execPath, [...flags, join(checkout, 'src/main.ts')], {
    ...process.env,
    ...environment,
    ...{ HOST: '127.0.0.1', PORT: '0', LOG_LEVEL: 'info' },
  });
  await gateway.firstMatch(/ready at http/);
  const readyMs = performance.now() - spawned;
  const residentMb = residentBytes(gateway.pid) / 1_048_576;
  const output = gateway.lastWords();
  return {
    loadedMs: readyMs - nodeMs,
    startingMs: timeOf(output, 'ready at') - timeOf(output, 'starting'),
    residentMb,
  };
}

/** The time of the log's first entry that begins with this text. */
function timeOf(log: string, text: string): number {
  const entry = log.split('\n').find((line) => line.includes(`"msg":"${text}`)) ?? '{}';
  const { time = '' } = JSON.parse(entry) as { time?: string };
  return Date.parse(time);
}

function medianOf(starts: readonly Start[], name: keyof Start): number {
  return median(starts.map((one) => one[name]));
}

function toGoals({ setup, starts }: Line): Goal[] {
  const bound = 'at most';
  const loaded = { what: `start, ${setup}: ms`, actual: medianOf(starts, 'loadedMs'), bound } as const;
  if (setup === 'sample data')
    return [
      { ...loaded, limit: MAX_SAMPLE_MS },
      {
        ...loaded,
        what: `${loaded.what} from "starting"`,
        actual: medianOf(starts, 'startingMs'),
        limit: MAX_SAMPLE_MS,
      },
    ];
  const actual = medianOf(starts, 'residentMb');
  return [
    { ...loaded, limit: MAX_COMPANIES_MS },
    { what: `start, ${setup}: MB`, actual, bound, limit: MAX_COMPANIES_MB },
  ];
}
