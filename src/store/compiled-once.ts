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
  readonly name?: string;
  readonly sql: string;
  /** For each parameter the index of its value, or a value that is always the same. */
  readonly parameters: readonly unknown[];
}

const compiled = new WeakMap<Builder, Map<string, Compiled>>();

/** Values of parameters, and lists of them. */
type Values = Readonly<Record<string, unknown>>;

/**
 * The rows of a statement that is compiled only once for a name and the lengths of its lists: to compile it takes longer than to
 * execute it. `build` may use a value as a parameter only, and must not look at it.
 */
export function* askOnceCompiled<Given extends Values, Row>(
  database: Builder,
  { name, values, build }: { readonly name: string; readonly values: Given; build(values: Given): Compilable<Row> },
): Steps<readonly Row[]> {
  const given: unknown[] = [];
  let key = name;
  for (const value of Object.values(values))
    if (Array.isArray(value)) {
      given.push(...value);
      key += ` ${value.length}`;
    } else given.push(value);
  const statement = compiledOnce(database, key, () => build(placesOf(values) as Given));
  return (yield fill(statement, given)) as readonly Row[];
}

/** Rows that are inserted by one statement. A power of two. */
const MAX_ROWS = 128;

/** Inserts any number of rows. All have the columns of the first, in any order. */
export function* insertAll<Name extends keyof Tables>(
  database: Builder,
  table: Name,
  rows: readonly Tables[Name][],
): Steps<void> {
  const columns = Object.keys(rows[0] ?? {}) as (keyof Tables[Name])[];
  for (let from = 0; from < rows.length; ) {
    // Powers of two: few different statements.
    const size = Math.min(MAX_ROWS, 2 ** Math.floor(Math.log2(rows.length - from)));
    const part = rows.slice(from, from + size);
    from += size;
    const statement = compiledOnce(database, `insert ${table} ${columns.join()} ${size}`, () => {
      const places = part.map((_, row) =>
        Object.fromEntries(columns.map((column, index) => [column, new Place(row * columns.length + index)])),
      );
      return database.insertInto(table).values(places as never);
    });
    yield fill(
      statement,
      part.flatMap((row) => columns.map((column) => row[column])),
    );
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
  // PostgreSQL refuses a kept statement for all columns after a newer gateway has added one.
  const name = sql.includes('*') ? undefined : `s${known.size}`;
  const statement = { sql, parameters, ...(name !== undefined && { name }) };
  known.set(key, statement);
  return statement;
}

function placesOf(values: Values): Values {
  let next = 0;
  const placeOf = () => new Place(next++);
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, Array.isArray(value) ? value.map(placeOf) : placeOf()]),
  );
}

function fill({ parameters, ...statement }: Compiled, given: readonly unknown[]): Statement {
  return { ...statement, parameters: parameters.map((one) => (one instanceof Place ? given[one.index] : one)) };
}
