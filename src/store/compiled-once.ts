import type { Builder, Compilable, Statement, Steps } from './statements.ts';
import type { Tables } from './tables.ts';

/** Stands for a value while a statement is compiled. */
class Place {
  readonly index: number;

  constructor(index: number) {
    this.index = index;
  }
}

interface Compiled {
  readonly sql: string;
  /** For each parameter the index of its value, or a value that is always the same. */
  readonly parameters: readonly unknown[];
}

const compiled = new WeakMap<Builder, Map<string, Compiled>>();

/**
 * The rows of a statement that is compiled only once for a name and a number of values: to compile it takes longer than to execute
 * it. `build` may use a value as a parameter only, and must not look at it.
 */
export function* askOnceCompiled<Values extends object, Row>(
  database: Builder,
  { name, values, build }: { readonly name: string; readonly values: Values; build(values: Values): Compilable<Row> },
): Steps<readonly Row[]> {
  const leaves: unknown[] = [];
  collect(values, leaves);
  const { sql, parameters } = compiledOnce(database, `${name} ${leaves.length}`, () =>
    build(withPlaces(values, { next: 0 }) as Values),
  );
  const filled = parameters.map((parameter) => (parameter instanceof Place ? leaves[parameter.index] : parameter));
  return (yield { sql, parameters: filled } satisfies Statement) as readonly Row[];
}

/** Rows that are inserted by one statement. A power of two. */
const MAX_ROWS = 128;

/** Inserts any number of rows. All have the same columns, in the same order. */
export function* insertAll<Name extends keyof Tables>(
  database: Builder,
  table: Name,
  rows: readonly Tables[Name][],
): Steps<void> {
  for (let from = 0; from < rows.length; ) {
    // Powers of two: few different statements.
    const size = Math.min(MAX_ROWS, 2 ** Math.floor(Math.log2(rows.length - from)));
    yield* askOnceCompiled(database, {
      name: `insert ${table}`,
      values: rows.slice(from, from + size),
      build: (values) => database.insertInto(table).values(values as never),
    });
    from += size;
  }
}

/** The same values and as many repetitions as make their number a power of two, for `in`: few different statements. */
export function padded<T>(values: readonly T[]): readonly T[] {
  const size = 2 ** Math.ceil(Math.log2(Math.max(1, values.length)));
  return [...values, ...new Array<T>(size - values.length).fill(values[0] as T)];
}

function compiledOnce(database: Builder, key: string, build: () => Compilable<unknown>): Compiled {
  const known = compiled.get(database) ?? new Map<string, Compiled>();
  compiled.set(database, known);
  const found = known.get(key);
  if (found !== undefined) return found;
  const { sql, parameters } = build().compile();
  known.set(key, { sql, parameters });
  return { sql, parameters };
}

function collect(value: unknown, into: unknown[]): void {
  if (typeof value !== 'object' || value === null) into.push(value);
  else for (const item of Object.values(value)) collect(item, into);
}

function withPlaces(value: unknown, places: { next: number }): unknown {
  if (Array.isArray(value)) return value.map((item) => withPlaces(item, places));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, withPlaces(item, places)]));
  return new Place(places.next++);
}
