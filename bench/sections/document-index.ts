import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setImmediate as nextIteration } from 'node:timers/promises';
import { openStore, type Store } from '../../src/store/open-store.ts';
import { WrongAnswer } from '../load/answer-reader.ts';
import { temporaryDirectory } from '../process/cleanup.ts';
import { type IndexQuery, indexQueries } from '../sources/index-queries.ts';
import { documentAt } from '../sources/indexed-documents.ts';
import { type Bench, type Goal, median, type Section } from './section.ts';

/** Documents that are passed to the index at once, as the watcher does. */
const TOGETHER = 400;
/** Queries of each kind. */
const QUERIES = 200;
const LIMITS = { medianMs: 10, slowestMs: 50, totalMs: 150, documentsPerSecond: 2_000, blockedMs: 20 };

interface Measured {
  readonly store: string;
  readonly documentsPerSecond: number;
  readonly fillBlockedMs: number;
  readonly searchBlockedMs: number;
  readonly queries: readonly (Pick<IndexQuery, 'name' | 'kind'> & { readonly times: readonly number[] })[];
}

/** How long pages and totals of the index take, and how many documents it takes in a second. */
export const documentIndex: Section = {
  name: 'index',
  async run(bench) {
    const stores = [{ name: 'SQLite', storage: { dataDir: temporaryDirectory() } }];
    const { databaseUrl } = bench;
    if (databaseUrl !== undefined)
      stores.push({ name: 'PostgreSQL', storage: { dataDir: '/nowhere', ...{ databaseUrl } } });
    const measured: Measured[] = [];
    for (const { name, storage } of stores) measured.push(await measure(name, storage, bench));
    const goals = measured.flatMap(goalsOf);
    return {
      title: `The index of ${bench.documents.toLocaleString('en')} documents of 20 companies: ms`,
      head: ['', ...measured.flatMap(({ store }) => [`${store}: median`, '99 %'])],
      rows: (measured[0]?.queries ?? []).map(({ name }, place) => [
        name,
        ...measured.flatMap(({ queries }) => cellsOf(queries[place]?.times ?? [])),
      ]),
      notes: [
        `A page is of ${50} documents, which are read and parsed; one query at a time, ${bench.scaled(QUERIES)} of each kind with other values.`,
        ...measured.map(
          ({ store, documentsPerSecond, fillBlockedMs, searchBlockedMs }) =>
            `${store}: ${Math.round(documentsPerSecond)} documents taken in a second, in the last tenth of the fill; event loop blocked at most ${fillBlockedMs.toFixed(0)} ms by the fill, ${searchBlockedMs.toFixed(0)} ms by the queries.`,
        ),
      ],
      goals,
      figures: { measured },
    };
  },
};

async function measure(name: string, storage: { readonly dataDir: string }, bench: Bench): Promise<Measured> {
  const logger = { warn: console.error, error: console.error, info: () => undefined, child: () => logger };
  await using store = await openStore(
    {
      ...{ storage, events: { retentionDays: 30, maxCount: 1_000_000 } },
      ...{ writes: { idempotencyDays: 7, retentionDays: 400 }, index: { retentionDays: 1_100 } },
    },
    { logger: logger as never, now: Date.now },
  );
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const documentsPerSecond = await fill(store, bench);
  const fillBlockedMs = maxMs(delay);
  delay.reset();
  const queries: Measured['queries'][number][] = [];
  for (const query of indexQueries(bench.documents)) {
    bench.progress(`${name}: ${query.name}`);
    queries.push({ name: query.name, kind: query.kind, times: await timesOf(query, store, bench.scaled(QUERIES)) });
  }
  return { store: name, documentsPerSecond, fillBlockedMs, searchBlockedMs: maxMs(delay), queries };
}

/** Returns the documents that were taken in a second, when the index was nearly full. */
async function fill({ index }: Store, { documents, progress }: Bench): Promise<number> {
  const last = { from: 0, at: performance.now() };
  for (let from = 0; from < documents; from += TOGETHER) {
    if (last.from === 0 && from >= 0.9 * documents) Object.assign(last, { from, at: performance.now() });
    const invoices = Array.from({ length: Math.min(TOGETHER, documents - from) }, (_, place) =>
      documentAt(from + place),
    );
    await nextIteration();
    await index.put(invoices.map((invoice) => ({ invoice, isListed: true })));
    if (from % (100 * TOGETHER) === 0) progress(`${from.toLocaleString('en')} documents`);
  }
  return ((documents - last.from) / (performance.now() - last.at)) * 1_000;
}

async function timesOf({ name, run }: IndexQuery, { index }: Store, count: number): Promise<readonly number[]> {
  const times: number[] = [];
  let found = 0;
  for (let i = 0; i < count; i += 1) {
    const start = performance.now();
    found += await run(index);
    times.push(performance.now() - start);
  }
  if (found === 0) throw new WrongAnswer(`index, ${name}: no document was found`);
  return times;
}

function goalsOf({ store, documentsPerSecond, fillBlockedMs, searchBlockedMs, queries }: Measured): readonly Goal[] {
  const of = (kind: IndexQuery['kind']) => queries.filter((query) => query.kind === kind).flatMap(({ times }) => times);
  const pages = of('PAGE');
  const blocked = Math.max(fillBlockedMs, searchBlockedMs);
  return [
    { what: `${store}: page, median ms`, actual: median(pages), bound: 'at most', limit: LIMITS.medianMs },
    { what: `${store}: page, 99 % ms`, actual: slowest(pages), bound: 'at most', limit: LIMITS.slowestMs },
    { what: `${store}: totals, ms`, actual: median(of('TOTAL')), bound: 'at most', limit: LIMITS.totalMs },
    { what: `${store}: documents/s`, actual: documentsPerSecond, bound: 'at least', limit: LIMITS.documentsPerSecond },
    { what: `${store}: event loop blocked, ms`, actual: blocked, bound: 'at most', limit: LIMITS.blockedMs },
  ];
}

function cellsOf(times: readonly number[]): readonly string[] {
  return [median(times).toFixed(1), slowest(times).toFixed(1)];
}

function slowest(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(0.99 * (times.length - 1))] ?? Number.NaN;
}

function maxMs(delay: { readonly max: number }): number {
  return delay.max / 1e6;
}
