import { parseArgs } from 'node:util';
import type { ServerKind } from './sources/static-sources.ts';
import { WORK_NAMES, type WorkName } from './works.ts';

export interface Options {
  readonly works: readonly WorkName[];
  /** Names of sections; by default, all of them. */
  readonly sections: readonly string[];
  readonly rounds: number;
  /** Idempotency keys that the store keeps while a replay is measured. */
  readonly keys: number;
  readonly quick: boolean;
  /** Profiles the gateway instead of comparing it. */
  readonly profile: boolean;
  readonly sources?: ServerKind;
  /** Another build's main.ts. */
  readonly entry?: string;
  /** Documents of the section `index`. */
  readonly documents: number;
  /** A PostgreSQL for the section `index`. Its database has to be empty. */
  readonly databaseUrl?: string;
  readonly help: boolean;
}

const MIN_ROUNDS = 3;
const QUICK_DOCUMENTS = 2_000;

export const USAGE = `npm run bench -- [options]

  --only W1,W2       only these works (${WORK_NAMES.join(', ')})
  --section cold     only these sections (cold, warm, memory, exports, uploads, live, store, index)
  --rounds 5         timed rounds for each figure, at least ${MIN_ROUNDS}
  --keys 1000000     idempotency keys kept in section store; 10,000,000 take some minutes and 20 GB
  --quick            a smoke run of some seconds: checks all answers, but not the goals
  --profile          CPU profile of the gateway for each work (without cache; with --section warm from the cache)
  --sources node     static sources: nginx or node (default: nginx if installed)
  --entry main.ts    the gateway to measure, e.g. that of another build
  --documents 1000000  documents of the section index
  --database URL     also measures the section index in this empty PostgreSQL
  --help`;

/** Parses the command line; throws an error with the reason if it is invalid. */
export function parseOptions(args: readonly string[], sectionNames: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: 'string', multiple: true, default: [] },
      section: { type: 'string', multiple: true, default: [] },
      rounds: { type: 'string', default: '5' },
      keys: { type: 'string', default: '1000000' },
      quick: { type: 'boolean', default: false },
      profile: { type: 'boolean', default: false },
      sources: { type: 'string' },
      entry: { type: 'string' },
      documents: { type: 'string' },
      database: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  const { sources, entry } = values;
  const rounds = Number(values.rounds);
  if (!Number.isInteger(rounds) || rounds < MIN_ROUNDS)
    throw new Error(`--rounds must be an integer of at least ${MIN_ROUNDS}`);
  const keys = Number(values.keys);
  if (!Number.isInteger(keys) || keys < 1) throw new Error('--keys must be an integer of at least 1');
  if (sources !== undefined && sources !== 'nginx' && sources !== 'node')
    throw new Error('--sources must be nginx or node');
  const documents = Number(values.documents ?? (values.quick ? QUICK_DOCUMENTS : 1_000_000));
  if (!Number.isInteger(documents) || documents < 1) throw new Error('--documents must be a number of documents');
  return {
    works: choose('--only', values.only, WORK_NAMES),
    sections: choose('--section', values.section, sectionNames),
    rounds: values.quick ? 1 : rounds,
    keys,
    quick: values.quick,
    profile: values.profile,
    ...(sources && { sources }),
    ...(entry && { entry }),
    documents,
    ...(values.database && { databaseUrl: values.database }),
    help: values.help,
  };
}

function choose<T extends string>(option: string, given: readonly string[], known: readonly T[]): readonly T[] {
  const names = given.flatMap((value) => value.split(','));
  const unknown = names.find((name) => !known.some((candidate) => candidate === name));
  if (unknown !== undefined) throw new Error(`${option} does not have the value ${unknown}: use ${known.join(', ')}`);
  return names.length === 0 ? known : known.filter((name) => names.includes(name));
}
