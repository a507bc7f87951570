import { DatabaseSync } from 'node:sqlite';

/** Version of the tables. Changing them needs a higher version, and a step in STEPS that migrates to it. */
const SCHEMA_VERSION = 3;

/** How long a write waits for another process that holds the database: an operator's shell, a backup. */
const BUSY_TIMEOUT_MS = 1_000;

/**
 * AUTOINCREMENT remembers the last id, even if that event was removed. SQLite appends the row's id to each index entry.
 */
const TABLES = `
  CREATE TABLE events (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    stored_at INTEGER NOT NULL,
    company TEXT NOT NULL,
    type TEXT NOT NULL,
    received_at TEXT NOT NULL,
    company_code TEXT,
    document TEXT
  ) STRICT;
  CREATE INDEX events_of_a_kind ON events (company, type);
  CREATE TABLE messages (
    event_id INTEGER PRIMARY KEY,
    stored_at INTEGER NOT NULL,
    company TEXT NOT NULL,
    message_id TEXT NOT NULL,
    UNIQUE (company, message_id)
  ) STRICT;
`;

/**
 * One row: the first event ever and the newest one removed, 0 for none, and the number of events kept. These cannot be
 * computed from ids; in a database of version 1 they could, since ids were counted from 1 without gaps.
 */
const STATE = `
  CREATE TABLE log_state (first_id INTEGER NOT NULL, removed_id INTEGER NOT NULL, kept INTEGER NOT NULL) STRICT;
  INSERT INTO log_state
    SELECT min(last, 1), coalesce((SELECT min(id) - 1 FROM events), last), (SELECT count(*) FROM events)
    FROM (SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'events'), 0) AS last);
`;

/** Null for events that were stored before this version. */
const SOURCE = 'ALTER TABLE events ADD COLUMN source TEXT;';

/** The migration from each version to the next. */
const STEPS = [TABLES, STATE, SOURCE];

/** Opens the database for writing and migrates it to this version; throws if it cannot be used. */
export function openDatabase(path: string): DatabaseSync {
  const database = new DatabaseSync(path, { timeout: BUSY_TIMEOUT_MS });
  try {
    const version = Number(database.prepare('PRAGMA user_version').get()?.['user_version']);
    if (version > SCHEMA_VERSION) {
      throw new Error(`it was written by a newer gateway (schema ${version}; this one knows up to ${SCHEMA_VERSION})`);
    }
    const mode = database.prepare('PRAGMA journal_mode = WAL').get()?.['journal_mode'];
    if (mode !== 'wal') throw new Error('its file system does not support write-ahead logging: use a local disk');
    // FULL: with a write-ahead log, a lower setting would lose the last commits if the machine loses power.
    database.exec('PRAGMA synchronous = FULL');
    const steps = STEPS.slice(version);
    if (steps.length > 0)
      inTransaction(database, () => database.exec(`${steps.join('')} PRAGMA user_version = ${SCHEMA_VERSION}`));
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
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
