import type { Database } from './database.ts';

/** Takes the duration of one operation on the store. `name` is one of few. */
export type ObserveStore = (operation: { readonly name: string; readonly ms: number; readonly isOk: boolean }) => void;

/** Measures the operations of a database. */
export function measured(database: Database, observe: ObserveStore): Database {
  const timed = <T>(name: string, work: Promise<T>): Promise<T> => {
    const start = performance.now();
    const end = (isOk: boolean) => observe({ name, ms: performance.now() - start, isOk });
    work.then(
      () => end(true),
      () => end(false),
    );
    return work;
  };
  return {
    write: (name, input, options) => timed(name, database.write(name, input, options)),
    read: (operation, input) => timed(operation.name, database.read(operation, input)),
    search: (name, input) => timed(name, database.search(name, input)),
    isShared: database.isShared,
    changes: database.changes,
    [Symbol.asyncDispose]: () => database[Symbol.asyncDispose](),
  };
}
