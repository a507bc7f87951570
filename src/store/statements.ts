import {
  type CompiledQuery,
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import type { Tables } from './tables.ts';

export type Dialect = 'SQLITE' | 'POSTGRES';

/** Builds statements. It cannot execute them. */
export type Builder = Kysely<Tables>;

/**
 * Work on the database: it yields statements, and receives their rows. So the same code runs synchronously on the thread of
 * SQLite and asynchronously on a connection to PostgreSQL, always within one transaction.
 */
export type Operation<Input, Output> = (database: Builder, input: Input) => Steps<Output>;

export type Steps<Output> = Generator<Statement, Output, readonly unknown[]>;

/** The text of a statement, with the values for its parameters. */
export interface Statement extends Pick<CompiledQuery, 'sql' | 'parameters'> {
  /** The same for the same text. With it, PostgreSQL keeps the statement for its next execution. */
  readonly name?: string;
}

/** A statement of Kysely that is not compiled yet. */
export interface Compilable<Row> {
  compile(): CompiledQuery<Row>;
}

/** The rows of a statement: `const rows = yield* ask(database.selectFrom(…))`. */
export function* ask<Row>(statement: Compilable<Row>): Steps<readonly Row[]> {
  return (yield statement.compile()) as readonly Row[];
}

/** True if the statements are for SQLite: few are written differently for the other database. */
export function isSqlite(database: Builder): boolean {
  return database.getExecutor().adapter instanceof SqliteAdapter;
}

export function createBuilder(dialect: Dialect): Builder {
  return new Kysely<Tables>({
    dialect: {
      createDriver: () => new DummyDriver(),
      ...(dialect === 'SQLITE'
        ? {
            createAdapter: () => new SqliteAdapter(),
            createQueryCompiler: () => new SqliteQueryCompiler(),
            createIntrospector: (database) => new SqliteIntrospector(database),
          }
        : {
            createAdapter: () => new PostgresAdapter(),
            createQueryCompiler: () => new PostgresQueryCompiler(),
            createIntrospector: (database) => new PostgresIntrospector(database),
          }),
    },
  });
}
