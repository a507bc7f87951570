import { temporaryDirectory } from '../../process/cleanup.ts';
import { type PostgresServer, startPostgres } from '../../process/postgres.ts';
import { type Bench, type Goal, median, type Section } from '../section.ts';
import { appendsASecond, openBenchStore, type Storage, WRITERS } from './appends.ts';
import { fillPostgres, fillSqlite } from './fillings.ts';
import { type ReplayOptions, replayMs } from './replays.ts';

const EVENTS = 10_000;
/** Their transactions take turns. */
const EVENTS_APART = 1_000;
const REPLAYS = 1_000;
/** Replays that are not measured: the gateway has just started. */
const WARMING = 200;
const MIN_APPENDS_A_SECOND = 2_000;
const MAX_REPLAY_MS = 5;

interface Figures {
  readonly database: string;
  /** One figure for each round. */
  readonly appends: readonly number[];
  /** With a gateway for each writer; empty if the database belongs to one gateway. */
  readonly apart: readonly number[];
  readonly replays: readonly number[];
}

/** The store in either database: how fast events are appended, and how soon a repeated request is answered. */
export const store: Section = {
  name: 'store',
  async run(bench) {
    const figures = [await measureSqlite(bench)];
    await using server = await startPostgres();
    if (server !== undefined) figures.push(await measurePostgres(bench, server));
    const keys = bench.scaled(bench.keys).toLocaleString('en');
    const goals = figures.flatMap(({ database, appends, replays }): readonly Goal[] => [
      goal(`${database}: appends per second, ${WRITERS} writers`, median(appends), MIN_APPENDS_A_SECOND),
      {
        what: `${database}: ms of a replayed key, ${keys} keys kept, median`,
        actual: median(replays),
        bound: 'at most',
        limit: MAX_REPLAY_MS,
      },
    ]);
    return {
      title: 'The store',
      head: ['', ...figures.map(({ database }) => database), 'goal'],
      rows: [
        [
          `events appended per second, ${WRITERS} writers`,
          ...figures.map(({ appends }) => spread(appends)),
          `>= ${MIN_APPENDS_A_SECOND}`,
        ],
        ['  each writer at a gateway of its own', ...figures.map(({ apart }) => spread(apart)), ''],
        [
          `ms of a replayed key, ${keys} keys kept`,
          ...figures.map(
            ({ replays }) => `${median(replays).toFixed(1)} (95 % within ${percentile(replays, 0.95).toFixed(1)})`,
          ),
          `<= ${MAX_REPLAY_MS}`,
        ],
      ],
      notes: [
        `Events of 1.5 kB, each writer one at a time, ${bench.scaled(EVENTS)} a round; median (lowest-highest) of ${bench.rounds} rounds.`,
        `A replay: the time of a mutation that exports a document again, over HTTP, one at a time, ${bench.scaled(REPLAYS)} keys by chance; each answer was compared with the row of its key.`,
        server === undefined
          ? 'PostgreSQL is not installed.'
          : 'Both wait for the disk at each commit: SQLite with synchronous=FULL, PostgreSQL with its default settings.',
      ],
      goals,
      figures: { store: { keys: bench.scaled(bench.keys), figures } },
    };
  },
};

async function measureSqlite(bench: Bench): Promise<Figures> {
  const appends = await measureAppends(bench, 'SQLite', () => ({ dataDir: temporaryDirectory() }), {
    gateways: 1,
    events: EVENTS,
  });
  const replays = await measureReplays(bench, 'SQLite', { fill: fillSqlite });
  return { database: 'SQLite', appends, apart: [], replays };
}

async function measurePostgres(bench: Bench, server: PostgresServer): Promise<Figures> {
  const database = 'PostgreSQL';
  const [together, apart] = [await server.createDatabase('together'), await server.createDatabase('apart')];
  const storage = (databaseUrl: string) => () => ({ dataDir: temporaryDirectory(), databaseUrl });
  const databaseUrl = await server.createDatabase('keys');
  return {
    database,
    appends: await measureAppends(bench, database, storage(together), { gateways: 1, events: EVENTS }),
    apart: await measureAppends(bench, `${database}, ${WRITERS} gateways`, storage(apart), {
      gateways: WRITERS,
      events: EVENTS_APART,
    }),
    replays: await measureReplays(bench, database, { databaseUrl, fill: (_, keys) => fillPostgres(databaseUrl, keys) }),
  };
}

async function measureAppends(
  bench: Bench,
  name: string,
  storage: () => Storage,
  full: { readonly gateways: number; readonly events: number },
): Promise<number[]> {
  const events = bench.scaled(full.events);
  await using stores = new AsyncDisposableStack();
  const opened = [];
  for (let count = 0; count < full.gateways; count += 1)
    opened.push(stores.use(await openBenchStore(storage(), EVENTS * (bench.rounds + 1))));
  bench.progress(`store, appends, ${name}: warming up`);
  await appendsASecond(opened, events, 'warming');
  const rounds: number[] = [];
  for (let round = 0; round < bench.rounds; round += 1) {
    bench.progress(`store, appends, ${name}: round ${round + 1} of ${bench.rounds}`);
    rounds.push(await appendsASecond(opened, events, `round-${round}`));
  }
  return rounds;
}

async function measureReplays(
  bench: Bench,
  name: string,
  options: Pick<ReplayOptions, 'databaseUrl' | 'fill'>,
): Promise<readonly number[]> {
  const keys = bench.scaled(bench.keys);
  bench.progress(`store, replays, ${name}: storing ${keys} keys`);
  const times = await replayMs({ ...options, keys, replays: WARMING + bench.scaled(REPLAYS) });
  return times.slice(WARMING);
}

function goal(what: string, actual: number, limit: number): Goal {
  return { what, actual, bound: 'at least', limit };
}

function spread(values: readonly number[]): string {
  if (values.length === 0) return '';
  const [low, middle, high] = [Math.min(...values), median(values), Math.max(...values)].map(Math.round);
  return `${middle} (${low}-${high})`;
}

function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.ceil(share * sorted.length) - 1] ?? Number.NaN;
}
