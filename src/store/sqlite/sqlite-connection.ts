import { DatabaseSync } from 'node:sqlite';
import { NewerSchema } from '../newer-schema.ts';
import { MIGRATIONS } from './sqlite-migrations.ts';

/** How long a write waits for another process that holds the database: an operator's shell, a backup. */
const BUSY_TIMEOUT_MS = 1_000;

/**
 * Readers are locked out only while another process sets up the database, for a moment, but this blocks the whole
 * gateway.
 */
const READ_BUSY_TIMEOUT_MS = 100;

/** Memory for pages of the database, in KiB: a document of the index changes pages of many indexes. */
const WRITE_CACHE_KIB = 65_536;
/** With 16 MiB of log between checkpoints, a page that many transactions change is copied once. */
const CHECKPOINT_PAGES = 4_000;

/** Opens the database for writing and migrates it to this version; throws if it cannot be used. */
export function openForWriting(path: string): DatabaseSync {
  const database = new DatabaseSync(path, { timeout: BUSY_TIMEOUT_MS });
  try {
    const version = Number(database.prepare('PRAGMA user_version').get()?.['user_version']);
    if (version > MIGRATIONS.length) throw new NewerSchema(version, MIGRATIONS.length);
    const mode = database.prepare('PRAGMA journal_mode = WAL').get()?.['journal_mode'];
    if (mode !== 'wal') throw new Error('its file system does not support write-ahead logging: use a local disk');
    // FULL: with a write-ahead log, a lower setting would lose the last commits if the machine loses power.
    database.exec('PRAGMA synchronous = FULL');
    database.exec(`PRAGMA cache_size = -${WRITE_CACHE_KIB}; PRAGMA wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
    const steps = MIGRATIONS.slice(version);
    if (steps.length > 0)
      inTransaction(database, () => database.exec(`${steps.join('')} PRAGMA user_version = ${MIGRATIONS.length}`));
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Opens the database for reading. It sees only committed data. */
export function openForReading(path: string): DatabaseSync {
  return new DatabaseSync(path, { readOnly: true, timeout: READ_BUSY_TIMEOUT_MS });
}

/** Memory for pages of the database, in KiB. */
const SEARCH_CACHE_KIB = 65_536;
/** Pages that are mapped need not be copied. The mapping takes addresses, not memory. */
const SEARCH_MAPPED_BYTES = 8 * 1_024 ** 3;

/** Opens the database for searches, which read much more than other reads. */
export function openForSearching(path: string): DatabaseSync {
  const database = openForReading(path);
  database.exec(`PRAGMA cache_size = -${SEARCH_CACHE_KIB}; PRAGMA mmap_size = ${SEARCH_MAPPED_BYTES}`);
  return database;
}

export function inTransaction<T>(database: DatabaseSync, work: () => T): T {
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    // Some failures have already ended the transaction.
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}
