import { SQLITE_INDEX_TABLES } from './sqlite-index-tables.ts';

/** The migration from each version of the tables to the next. */
export const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE events (
    id INTEGER PRIMARY KEY,
    stored_at INTEGER NOT NULL,
    company TEXT NOT NULL,
    source TEXT,
    type TEXT NOT NULL,
    received_at TEXT NOT NULL,
    company_code TEXT,
    document TEXT
  ) STRICT;
  -- SQLite appends the row's id to each entry.
  CREATE INDEX events_of_a_kind ON events (company, type);
  CREATE TABLE messages (
    event_id INTEGER PRIMARY KEY,
    stored_at INTEGER NOT NULL,
    company TEXT NOT NULL,
    message_id TEXT NOT NULL,
    UNIQUE (company, message_id)
  ) STRICT;
  CREATE TABLE log_state (
    first_id INTEGER NOT NULL,
    removed_id INTEGER NOT NULL,
    last_id INTEGER NOT NULL,
    kept INTEGER NOT NULL
  ) STRICT;
  INSERT INTO log_state VALUES (0, 0, 0, 0);
  `,
  `
  CREATE TABLE writes (
    id TEXT PRIMARY KEY,
    caller TEXT NOT NULL,
    company TEXT NOT NULL,
    source TEXT NOT NULL,
    action TEXT NOT NULL,
    subject TEXT,
    idempotency_key TEXT,
    outcome TEXT NOT NULL,
    error_code TEXT,
    error_message TEXT,
    result TEXT,
    started_at INTEGER NOT NULL,
    last_sent_at INTEGER NOT NULL,
    ended_at INTEGER,
    is_inferred INTEGER NOT NULL,
    look_at INTEGER,
    looks INTEGER NOT NULL,
    holder TEXT NOT NULL
  ) STRICT;
  CREATE INDEX writes_of_a_company ON writes (company, started_at, id);
  CREATE INDEX writes_by_age ON writes (started_at);
  CREATE INDEX writes_of_a_document ON writes (company, source, subject, started_at) WHERE subject IS NOT NULL;
  CREATE INDEX open_writes ON writes (outcome, look_at) WHERE outcome IN ('IN_PROGRESS', 'UNKNOWN');
  CREATE TABLE write_keys (
    caller TEXT NOT NULL,
    key TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    expires_at INTEGER NOT NULL,
    PRIMARY KEY (caller, key)
  ) STRICT;
  CREATE INDEX write_keys_by_age ON write_keys (expires_at);
  CREATE TABLE keyed_writes (
    caller TEXT NOT NULL,
    key TEXT NOT NULL,
    item TEXT NOT NULL,
    write_id TEXT NOT NULL,
    PRIMARY KEY (caller, key, item)
  ) STRICT;
  CREATE INDEX keys_of_a_write ON keyed_writes (write_id);
  CREATE TABLE holders (holder TEXT PRIMARY KEY, seen_at INTEGER NOT NULL) STRICT;
  CREATE TABLE export_marks (
    company TEXT NOT NULL,
    source TEXT NOT NULL,
    subject TEXT NOT NULL,
    write_id TEXT NOT NULL,
    PRIMARY KEY (company, source, subject)
  ) STRICT;
  `,
  `
  ALTER TABLE events ADD COLUMN subject TEXT;
  ALTER TABLE events ADD COLUMN write_id TEXT;
  ALTER TABLE events ADD COLUMN outcome TEXT;
  CREATE INDEX events_of_a_document ON events (company, source, subject) WHERE subject IS NOT NULL;
  ALTER TABLE writes ADD COLUMN was_unknown INTEGER NOT NULL DEFAULT 0;
  `,
  SQLITE_INDEX_TABLES,
  `
  CREATE TABLE watches (
    company TEXT NOT NULL,
    source TEXT NOT NULL,
    holder TEXT NOT NULL,
    epoch INTEGER NOT NULL,
    lease_until INTEGER NOT NULL,
    due_at INTEGER NOT NULL,
    progress TEXT NOT NULL,
    is_complete INTEGER NOT NULL,
    as_of INTEGER,
    error_code TEXT,
    error_message TEXT,
    PRIMARY KEY (company, source)
  ) STRICT;
  CREATE INDEX due_watches ON watches (holder, due_at);
  `,
  // SQLite takes a partial index for `outcome = ?` only if its condition has that form.
  `
  DROP INDEX open_writes;
  CREATE INDEX open_writes ON writes (outcome, look_at) WHERE outcome = 'IN_PROGRESS' OR outcome = 'UNKNOWN';
  `,
  'ALTER TABLE writes ADD COLUMN was_gone INTEGER NOT NULL DEFAULT 0;',
];
