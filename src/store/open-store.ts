import type { Logger } from 'pino';
import type { Config } from '../config/config.ts';
import type { Database } from './database.ts';
import { createEventLog } from './events/create-event-log.ts';
import { DatabaseEvents } from './events/database-events.ts';
import type { EventLog } from './events/event-log.ts';
import type { Retention } from './events/retention.ts';
import { DocumentIndex } from './index/document-index.ts';
import { measured, type ObserveStore } from './measured.ts';
import { openSqlite } from './sqlite/open-sqlite.ts';
import { WatchStore } from './watch/watch-store.ts';
import { Journal, type WriteEnded } from './writes/journal.ts';

export interface OpenStoreOptions {
  readonly logger: Logger;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly observe?: ObserveStore;
  /** Called for each write that has ended. */
  readonly writeEnded?: (ended: WriteEnded) => void;
}

export interface StoreOptions extends OpenStoreOptions {
  readonly retention: Retention;
  readonly writes: Config['writes'];
  readonly index: Config['index'];
}

/** Everything that the gateway must not forget. */
export interface Store extends AsyncDisposable {
  readonly eventLog: EventLog;
  readonly journal: Journal;
  readonly index: DocumentIndex;
  readonly watches: WatchStore;
}

/** Opens the store that is configured: PostgreSQL if its URL is given, for several gateways; otherwise SQLite on this machine's disk. */
export async function openStore(
  { storage, events, writes, index }: Pick<Config, 'storage' | 'events' | 'writes' | 'index'>,
  options: OpenStoreOptions,
): Promise<Store> {
  const { databaseUrl, redisUrl } = storage;
  if (redisUrl !== undefined && databaseUrl === undefined)
    options.logger.warn(
      'storage.redisUrl shares the cache only: several gateways share events and writes through storage.databaseUrl',
    );
  const database = await openDatabase(storage, options);
  return createStore(options.observe === undefined ? database : measured(database, options.observe), {
    retention: { days: events.retentionDays, maxCount: events.maxCount },
    writes,
    index,
    ...options,
  });
}

/** The database of the store, without what works in its background. */
export function openDatabase(
  { dataDir, databaseUrl }: Config['storage'],
  options: OpenStoreOptions,
): Promise<Database> {
  return databaseUrl === undefined ? openSqlite({ dataDir, ...options }) : openServer(databaseUrl, options);
}

async function openServer(databaseUrl: string, { logger }: OpenStoreOptions): Promise<Database> {
  // Imported only if it is used.
  const { openPostgres } = await import('./postgres/postgres-database.ts');
  return openPostgres({ databaseUrl, logger });
}

/** Creates a store in a database, and takes ownership of it. */
export async function createStore(database: Database, options: StoreOptions): Promise<Store> {
  const eventLog = createEventLog(new DatabaseEvents(database, options), options.logger);
  const journal = await Journal.open(database, { ...options, ...options.writes });
  const index = new DocumentIndex(database, { ...options.index, now: options.now });
  let closed: Promise<void> | undefined;
  const close = async () => {
    await index[Symbol.asyncDispose]();
    await journal[Symbol.asyncDispose]();
    await eventLog[Symbol.asyncDispose]();
    await database[Symbol.asyncDispose]();
  };
  return {
    eventLog,
    journal,
    index,
    watches: new WatchStore(database, options),
    [Symbol.asyncDispose]: () => {
      closed ??= close();
      return closed;
    },
  };
}
