import { createStore, type Store } from '../../src/store/open-store.ts';
import { openSqlite } from '../../src/store/sqlite/open-sqlite.ts';
import { filledIn, type LogOptions, makeDirectory } from '../store/sqlite-place.ts';

export async function openStoreIn(dataDir: string, options?: Partial<LogOptions>): Promise<Store> {
  const filled = filledIn(options);
  return createStore(await openSqlite({ dataDir, lockTimeoutMs: 0, ...filled }), filled);
}

/** A store in a directory of its own. */
export async function openTestStore(options?: Partial<LogOptions>): Promise<Store> {
  await using opened = new AsyncDisposableStack();
  const directory = opened.use(await makeDirectory());
  const store = opened.use(await openStoreIn(directory.path, options));
  const resources = opened.move();
  return { ...store, [Symbol.asyncDispose]: () => resources.disposeAsync() };
}
