/** `npm run bench`: the cost of the gateway, against handlers that make the same REST calls. */
import { type Options, parseOptions, USAGE } from './options.ts';
import { profileWork } from './profile/profile-work.ts';
import type { ProfileKind } from './profile/profilers.ts';
import { describeMachine, goalsToText, sectionToText, writeResults } from './report.ts';
import { cold } from './sections/cold.ts';
import { documentIndex } from './sections/document-index.ts';
import { exports } from './sections/exports.ts';
import { live } from './sections/live.ts';
import { memory } from './sections/memory.ts';
import type { Bench, Section, SectionResult } from './sections/section.ts';
import { start } from './sections/start.ts';
import { store } from './sections/store/store.ts';
import { uploads } from './sections/uploads.ts';
import { warm } from './sections/warm.ts';
import { createInvoices } from './sources/invoices.ts';
import { type StaticSources, startStaticSources } from './sources/static-sources.ts';
import { type Accounts, nameCompanies } from './targets/target.ts';
import { createWorks, type Work } from './works.ts';

const SECTIONS: readonly Section[] = [cold, warm, start, memory, exports, uploads, live, store, documentIndex];
/** A smoke run makes one query for this many of a full run. */
const QUICK_DIVISOR = 40;

try {
  const options = parseOptions(
    process.argv.slice(2),
    SECTIONS.map((section) => section.name),
  );
  if (options.help) console.log(USAGE);
  else await main(options);
  process.exit(0);
} catch (error) {
  console.error(error instanceof Error ? `${error.name}: ${error.message}` : error);
  process.exit(1);
}

async function main(options: Options): Promise<void> {
  const invoices = createInvoices();
  await using sources = await startStaticSources(invoices, {
    latencyMs: options.latencyMs,
    ...(options.sources && { kind: options.sources }),
  });
  const { maxConcurrent } = options;
  const accounts = { source: sources.origin, companies: nameCompanies(options.accounts), maxConcurrent };
  const works = createWorks(invoices, accounts.companies).filter((work) => options.works.includes(work.name));
  const machine = describeMachine(sources.name);
  console.log(
    Object.entries(machine)
      .map(([name, value]) => `${name} ${value}`)
      .join(', '),
  );
  if (options.profile) await profile(options.profile, { options, accounts, works });
  else await measure({ options, accounts, works }, sources, machine);
}

interface Setup {
  readonly options: Options;
  readonly accounts: Accounts;
  readonly works: readonly Work[];
}

async function profile(kind: ProfileKind, { options, accounts, works }: Setup): Promise<void> {
  // By default, all sections are selected, and the work is profiled without cache.
  const cache = !options.sections.includes(cold.name);
  const [connections = 1] = options.connections;
  const checkout = options.compare && { checkout: options.compare };
  for (const work of works)
    console.log(`\n${await profileWork(accounts, work, { kind, cache, connections, ...checkout })}`);
}

async function measure({ options, accounts, works }: Setup, sources: StaticSources, machine: object): Promise<void> {
  const bench: Bench = {
    sources,
    works,
    accounts,
    connections: options.connections,
    latencyMs: options.latencyMs,
    ...(options.compare && { compared: { checkout: options.compare } }),
    rounds: options.rounds,
    documents: options.documents,
    ...(options.databaseUrl && { databaseUrl: options.databaseUrl }),
    keys: options.keys,
    scaled: (queries) => (options.quick ? Math.ceil(queries / QUICK_DIVISOR) : queries),
    progress: (text) => console.error(`  ... ${text}`),
  };
  const results: SectionResult[] = [];
  for (const section of SECTIONS.filter(({ name }) => options.sections.includes(name))) {
    const result = await section.run(bench);
    console.log(`\n${sectionToText(result)}`);
    results.push(result);
  }
  const goals = results.flatMap((result) => result.goals);
  console.log(
    `\n${options.quick ? 'A smoke run: all answers are correct, but the figures are meaningless.' : goalsToText(goals)}`,
  );
  const figures = results.map(({ title, figures, goals }) => ({ title, goals, figures }));
  console.log(`\n${writeResults(options.quick ? 'quick' : 'latest', { machine, sections: figures })}`);
}
