import type { StaticSources } from '../sources/static-sources.ts';
import type { Accounts } from '../targets/target.ts';
import type { Work } from '../works.ts';

/** The environment in which a section measures. */
export interface Bench {
  readonly sources: StaticSources;
  readonly works: readonly Work[];
  /** The accounts at the sources that the targets of cold and warm open. */
  readonly accounts: Accounts;
  /** Numbers of connections at which cold and warm measure. */
  readonly connections: readonly number[];
  /** The sources wait this long before each answer. */
  readonly latencyMs: number;
  /** A checkout of another build, whose gateway is measured beside this one. */
  readonly compared?: { readonly checkout: string };
  readonly rounds: number;
  /** Documents of the section index, and a PostgreSQL for it. */
  readonly documents: number;
  readonly databaseUrl?: string;
  /** Idempotency keys that the store keeps while a replay is measured. */
  readonly keys: number;
  /** The number of queries, reduced for a smoke run. */
  scaled(queries: number): number;
  /** Reports progress on standard error. */
  progress(text: string): void;
}

/** One question that the benchmark answers: a file in this folder and a line in main.ts. */
export interface Section {
  readonly name: string;
  /** Throws if an answer is wrong: there are no figures then. */
  run(bench: Bench): Promise<SectionResult>;
}

export interface SectionResult {
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** How it was measured. */
  readonly notes: readonly string[];
  readonly goals: readonly Goal[];
  /** All figures, with all rounds, for the results file. */
  readonly figures: object;
}

export interface Goal {
  readonly what: string;
  readonly actual: number;
  readonly bound: 'at most' | 'at least';
  readonly limit: number;
}

export function isMet({ actual, bound, limit }: Goal): boolean {
  return bound === 'at most' ? actual <= limit : actual >= limit;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low = Number.NaN, high = low] = sorted.slice(Math.ceil(middle) - 1, Math.floor(middle) + 1);
  return (low + high) / 2;
}
