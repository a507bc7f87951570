import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { ConfigError } from '../../config/config-error.ts';
import type { Database } from '../database.ts';
import { reasonOf } from '../store-unavailable.ts';
import { SqliteDatabase } from './sqlite-database.ts';
import { lockDirectory } from './sqlite-lock.ts';

export interface SqliteOptions {
  /** Created if it does not exist. Only one gateway at a time may use it. */
  readonly dataDir: string;
  readonly logger: Logger;
  /** How long to wait for another gateway that has the directory, in milliseconds. */
  readonly lockTimeoutMs?: number;
}

/** A gateway that is being replaced may still be finishing operations in flight. */
const LOCK_TIMEOUT_MS = 12_000;

/** A store on this machine's disk, for one gateway. Rejects with ConfigError if the directory cannot be used. */
export async function openSqlite({
  dataDir,
  logger,
  lockTimeoutMs = LOCK_TIMEOUT_MS,
}: SqliteOptions): Promise<Database> {
  await using opened = new AsyncDisposableStack();
  try {
    // Other users of this machine must not read invoices. Files that SQLite creates beside this one get the same mode.
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
    const onWait = () => logger.warn({ dataDir }, 'another gateway has the store: waiting for it to end');
    opened.use(lockDirectory(dataDir, { lockTimeoutMs, onWait }));
    const path = join(dataDir, 'store.sqlite');
    await writeFile(path, '', { flag: 'a', mode: 0o600 });
    const database = opened.use(await SqliteDatabase.open({ path, logger }));
    const resources = opened.move();
    return {
      isShared: false,
      changes: database.changes,
      write: (name, input, options) => database.write(name, input, options),
      read: (operation, input) => database.read(operation, input),
      search: (name, input) => database.search(name, input),
      [Symbol.asyncDispose]: () => resources.disposeAsync(),
    };
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    throw new ConfigError([`storage.dataDir: the store in ${dataDir} cannot be opened: ${reasonOf(error)}`]);
  }
}
