import { describe } from 'vitest';
import type { Database } from '../../../src/store/database.ts';
import { createStore, type Store } from '../../../src/store/open-store.ts';
import { openPostgres } from '../../../src/store/postgres/postgres-database.ts';
import { openSqlite } from '../../../src/store/sqlite/open-sqlite.ts';
import { createDatabase, noPostgres } from '../postgres-server.ts';
import { filledIn, type LogOptions, makeDirectory } from '../sqlite-place.ts';

export interface IndexStore extends Store {
  readonly database: Database;
}

interface IndexSubject {
  readonly name: string;
  readonly leftOut: string | undefined;
  readonly open: (options?: Partial<LogOptions>) => Promise<IndexStore>;
}

const SUBJECTS: readonly IndexSubject[] = [
  {
    name: 'SQLite',
    leftOut: undefined,
    open: (options) =>
      openIn(makeDirectory, ({ path }, filled) => openSqlite({ dataDir: path, lockTimeoutMs: 0, ...filled }), options),
  },
  {
    name: 'PostgreSQL',
    leftOut: noPostgres,
    open: (options) =>
      openIn(createDatabase, ({ url }, filled) => openPostgres({ databaseUrl: url, ...filled }), options),
  },
];

/** Opens a new store, which is gone afterwards. */
async function openIn<Place extends AsyncDisposable>(
  make: () => Promise<Place>,
  open: (place: Place, filled: ReturnType<typeof filledIn>) => Promise<Database>,
  options?: Partial<LogOptions>,
): Promise<IndexStore> {
  await using opened = new AsyncDisposableStack();
  const filled = filledIn(options);
  const place = opened.use(await make());
  const database = await open(place, filled);
  const store = opened.use(await createStore(database, filled));
  const resources = opened.move();
  return { ...store, database, [Symbol.asyncDispose]: () => resources.disposeAsync() };
}

/** Declares the same tests for each database. Reports those that are skipped here. */
export function describeIndex(what: string, suite: (subject: IndexSubject) => void): void {
  for (const { leftOut } of SUBJECTS) if (leftOut) console.warn(leftOut);
  describe.each(SUBJECTS.filter(({ leftOut }) => leftOut === undefined))(`${what} in $name`, suite);
}
