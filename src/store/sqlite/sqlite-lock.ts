import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { ConfigError } from '../../config/config-error.ts';

/** SQLITE_BUSY */
const BUSY = 5;

export interface LockOptions {
  /** How long to wait for another gateway that has the directory, in milliseconds. Blocks the event loop. */
  readonly lockTimeoutMs: number;
  readonly onWait: () => void;
}

/**
 * Keeps other processes from writing to the directory until the lock is closed; waits for a process that holds it. The
 * lock is on a separate database: the operating system releases it however the process ends, and it does not block
 * readers of the store. Throws ConfigError if the other process does not release it in time.
 */
export function lockDirectory(dataDir: string, { lockTimeoutMs, onWait }: LockOptions): Disposable {
  const lock = new DatabaseSync(join(dataDir, 'store.lock'), { timeout: 0 });
  try {
    if (isTaken(lock)) return lock;
    onWait();
    lock.exec(`PRAGMA busy_timeout = ${lockTimeoutMs}`);
    if (isTaken(lock)) return lock;
  } catch (error) {
    lock.close();
    throw error;
  }
  lock.close();
  throw new ConfigError([
    `storage.dataDir: ${dataDir} is in use by another gateway; several gateways share a store through storage.databaseUrl`,
  ]);
}

function isTaken(lock: DatabaseSync): boolean {
  try {
    lock.exec('BEGIN EXCLUSIVE');
    return true;
  } catch (error) {
    if (error instanceof Error && 'errcode' in error && error.errcode === BUSY) return false;
    throw error;
  }
}
