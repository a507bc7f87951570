import { join } from 'node:path';
import type { EventLog } from '../../src/store/events/event-log.ts';
import { createStore } from '../../src/store/open-store.ts';
import { openPostgres } from '../../src/store/postgres/postgres-database.ts';
import { createDatabase, noPostgres } from './postgres-server.ts';
import { filledIn, type LogOptions, logOf, makeDirectory, openSqliteIn } from './sqlite-place.ts';

/** The place of a log, which can be opened several times. Logs that are still open are closed with it. */
export interface LogPlace extends AsyncDisposable {
  open(options?: Partial<LogOptions>): Promise<EventLog>;
}

/** One implementation of the log. */
export interface LogSubject {
  readonly name: string;
  /** The reason for which it cannot be tested here; undefined if it can. */
  readonly leftOut: string | undefined;
  /** Whether several logs may be open in one place. */
  readonly isShared: boolean;
  readonly make: () => Promise<LogPlace>;
}

export async function openPostgresAt(databaseUrl: string, options?: Partial<LogOptions>): Promise<EventLog> {
  const filled = filledIn(options);
  return logOf(await createStore(await openPostgres({ databaseUrl, ...filled }), filled));
}

function placeOf(place: AsyncDisposable, open: LogPlace['open']): LogPlace {
  const opened = new AsyncDisposableStack();
  opened.use(place);
  return {
    open: async (options) => opened.use(await open(options)),
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  };
}

const SQLITE: LogSubject = {
  name: 'SQLite',
  leftOut: undefined,
  isShared: false,
  make: async () => {
    const directory = await makeDirectory();
    // Does not exist yet, and is created with the log.
    return placeOf(directory, (options) => openSqliteIn(join(directory.path, 'deep', 'data'), options));
  },
};

const POSTGRES: LogSubject = {
  name: 'PostgreSQL',
  leftOut: noPostgres,
  isShared: true,
  make: async () => {
    const database = await createDatabase();
    return placeOf(database, (options) => openPostgresAt(database.url, options));
  },
};

export const SUBJECTS: readonly LogSubject[] = [SQLITE, POSTGRES];
