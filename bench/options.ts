import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { PROFILE_KINDS, type ProfileKind } from './profile/profilers.ts';
import type { ServerKind } from './sources/static-sources.ts';
import { DEFAULT_MAX_CONCURRENT } from './targets/target.ts';
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
  readonly profile?: ProfileKind;
  /** In ascending order: a process keeps the memory that more connections needed. */
  readonly connections: readonly number[];
  readonly latencyMs: number;
  readonly accounts: number;
  readonly maxConcurrent: number;
  readonly sources?: ServerKind;
  /** A checkout of another build, with its packages installed. */
  readonly compare?: string;
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
  --section cold     only these sections (cold, warm, start, memory, exports, uploads, live, store, index)
  --rounds 5         timed rounds for each figure, at least ${MIN_ROUNDS}
  --keys 1000000     idempotency keys kept in section store; 10,000,000 take some minutes and 20 GB
  --quick            a smoke run of some minutes: checks all answers, but not the goals
  --connections 1,4,16,64,256  connections of cold and warm (default 16)
  --latency 150      ms that the sources wait before each answer (default 0); Node simulates them then
  --accounts 50      companies with an account each, which the queries of cold and warm ask alternately (default 1)
  --max-concurrent 256  REST calls of one account in flight at once, for all targets (default ${DEFAULT_MAX_CONCURRENT})
  --compare ../before  also measures the gateway of this checkout, in the same rounds of cold and warm, and in start
  --profile cpu      profile of the gateway for each work: cpu or allocations (without cache; with --section warm
                     from the cache; with --compare of that checkout; at the first of the connections)
  --sources node     static sources: nginx or node (default: nginx if installed)
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
      connections: { type: 'string', multiple: true, default: ['16'] },
      latency: { type: 'string', default: '0' },
      accounts: { type: 'string', default: '1' },
      'max-concurrent': { type: 'string', default: String(DEFAULT_MAX_CONCURRENT) },
      compare: { type: 'string' },
      profile: { type: 'string' },
      sources: { type: 'string' },
      documents: { type: 'string' },
      database: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  const { sources } = values;
  if (sources !== undefined && sources !== 'nginx' && sources !== 'node')
    throw new Error('--sources must be nginx or node');
  const rounds = wholeNumber('--rounds', values.rounds, MIN_ROUNDS);
  const documents = values.documents ?? (values.quick ? QUICK_DOCUMENTS : 1_000_000);
  const [profile] = values.profile === undefined ? [] : choose('--profile', [values.profile], PROFILE_KINDS);
  const connections = values.connections.flatMap((value) => value.split(','));
  return {
    works: choose('--only', values.only, WORK_NAMES),
    sections: choose('--section', values.section, sectionNames),
    rounds: values.quick ? 1 : rounds,
    keys: wholeNumber('--keys', values.keys, 1),
    quick: values.quick,
    ...(profile && { profile }),
    ...(sources && { sources }),
    ...(values.compare && { compare: resolve(values.compare) }),
    connections: connections.map((value) => wholeNumber('--connections', value, 1)).toSorted((a, b) => a - b),
    latencyMs: wholeNumber('--latency', values.latency, 0),
    accounts: wholeNumber('--accounts', values.accounts, 1),
    maxConcurrent: wholeNumber('--max-concurrent', values['max-concurrent'], 1),
    documents: wholeNumber('--documents', documents, 1),
    ...(values.database && { databaseUrl: values.database }),
    help: values.help,
  };
}

function wholeNumber(option: string, value: string | number, min: number): number {
  const number = Number(value);
  if (value === '' || !Number.isInteger(number) || number < min)
    throw new Error(`${option} must be an integer of at least ${min}`);
  return number;
}

function choose<T extends string>(option: string, given: readonly string[], known: readonly T[]): readonly T[] {
  const names = given.flatMap((value) => value.split(','));
  const unknown = names.find((name) => !known.some((candidate) => candidate === name));
  if (unknown !== undefined) throw new Error(`${option} does not have the value ${unknown}: use ${known.join(', ')}`);
  return names.length === 0 ? known : known.filter((name) => names.includes(name));
}
