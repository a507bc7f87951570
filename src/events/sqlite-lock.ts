import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { ConfigError } from '../config/config-error.ts';

/** SQLITE_BUSY */
const BUSY = 5;

/**
 * Keeps other processes from writing to the directory until it is closed; waits for one that does, and blocks meanwhile. A lock on a database of its own: the operating
 * system lets go of it however the process ends, and those who only read the events are not in its way.
 */
export function lockDirectory(dataDir: string, patienceMs: number): Disposable {
  const lock = new DatabaseSync(join(dataDir, 'events.lock'), { timeout: patienceMs });
  try {
    lock.exec('BEGIN EXCLUSIVE');
    return lock;
  } catch (error) {
    lock.close();
    if (!(error instanceof Error && 'errcode' in error && error.errcode === BUSY)) throw error;
    throw new ConfigError([
      `storage.dataDir: ${dataDir} is in use by another gateway; several gateways share their events through storage.redisUrl`,
    ]);
  }
}
