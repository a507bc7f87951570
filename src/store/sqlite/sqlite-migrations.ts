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
];
