import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { ConfigError } from '../../config/config-error.ts';
import { createEventLog } from '../create-event-log.ts';
import type { EventLog } from '../event-log.ts';
import { reasonOf } from '../log-unavailable.ts';
import type { Retention } from '../retention.ts';
import { lockDirectory } from './sqlite-lock.ts';
import { SqliteStore } from './sqlite-store.ts';

export interface SqliteLogOptions {
  /** Created if it does not exist. Only one gateway at a time may use it. */
  readonly dataDir: string;
  readonly retention: Retention;
  readonly logger: Logger;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** How long to wait for another gateway that has the directory, in milliseconds. */
  readonly lockTimeoutMs?: number;
}

/** A gateway that is being replaced may still be finishing operations in flight. */
const LOCK_TIMEOUT_MS = 12_000;

/** A log on this machine's disk, for one gateway. Rejects with ConfigError if the directory cannot be used. */
export async function openSqliteLog({
  dataDir,
  lockTimeoutMs = LOCK_TIMEOUT_MS,
  ...options
}: SqliteLogOptions): Promise<EventLog> {
  await using opened = new AsyncDisposableStack();
  try {
    // Other users of this machine must not read invoices. Files that SQLite creates beside this one get the same mode.
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
    const onWait = () => options.logger.warn({ dataDir }, 'another gateway has the events: waiting for it to end');
    opened.use(lockDirectory(dataDir, { lockTimeoutMs, onWait }));
    const path = join(dataDir, 'events.sqlite');
    await writeFile(path, '', { flag: 'a', mode: 0o600 });
    const store = await SqliteStore.open({ ...options, path });
    const log = opened.use(createEventLog(store, options.logger));
    const resources = opened.move();
    return { ...log, [Symbol.asyncDispose]: () => resources.disposeAsync() };
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    throw new ConfigError([`storage.dataDir: the events in ${dataDir} cannot be opened: ${reasonOf(error)}`]);
  }
}
