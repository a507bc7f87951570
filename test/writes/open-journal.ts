import type { Database } from '../../src/store/database.ts';
import { createStore, type Store } from '../../src/store/open-store.ts';
import { openSqlite } from '../../src/store/sqlite/open-sqlite.ts';
import { filledIn, type LogOptions, makeDirectory } from '../store/sqlite-place.ts';

/** A store, and the database below it. */
export interface TestStore extends Store {
  readonly database: Database;
}

export async function openStoreIn(dataDir: string, options?: Partial<LogOptions>): Promise<TestStore> {
  const filled = filledIn(options);
  const database = await openSqlite({ dataDir, lockTimeoutMs: 0, ...filled });
  return { ...(await createStore(database, filled)), database };
}

/** A store in a directory of its own. */
export async function openTestStore(options?: Partial<LogOptions>): Promise<TestStore> {
  await using opened = new AsyncDisposableStack();
  const directory = opened.use(await makeDirectory());
  const store = opened.use(await openStoreIn(directory.path, options));
  const resources = opened.move();
  return { ...store, [Symbol.asyncDispose]: () => resources.disposeAsync() };
}
