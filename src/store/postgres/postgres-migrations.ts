import { POSTGRES_INDEX_TABLES } from './postgres-index-tables.ts';

/** The migration from each version of the tables to the next. */
export const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE events (
    id bigint PRIMARY KEY,
    stored_at bigint NOT NULL,
    company text NOT NULL,
    source text,
    type text NOT NULL,
    received_at text NOT NULL,
    company_code text,
    document text
  );
  CREATE INDEX events_of_a_kind ON events (company, type, id);
  CREATE TABLE messages (
    event_id bigint PRIMARY KEY,
    stored_at bigint NOT NULL,
    company text NOT NULL,
    message_id text NOT NULL,
    UNIQUE (company, message_id)
  );
  -- Updated by each append: half of the page stays free for its next versions.
  CREATE TABLE log_state (
    first_id bigint NOT NULL,
    removed_id bigint NOT NULL,
    last_id bigint NOT NULL,
    kept bigint NOT NULL
  ) WITH (fillfactor = 50);
  INSERT INTO log_state VALUES (0, 0, 0, 0);
  `,
  `
  CREATE TABLE writes (
    id text PRIMARY KEY,
    caller text NOT NULL,
    company text NOT NULL,
    source text NOT NULL,
    action text NOT NULL,
    subject text,
    idempotency_key text,
    outcome text NOT NULL,
    error_code text,
    error_message text,
    result text,
    started_at bigint NOT NULL,
    last_sent_at bigint NOT NULL,
    ended_at bigint,
    is_inferred bigint NOT NULL,
    look_at bigint,
    looks bigint NOT NULL,
    holder text NOT NULL
  );
  CREATE INDEX writes_of_a_company ON writes (company, started_at, id);
  CREATE INDEX writes_by_age ON writes (started_at);
  CREATE INDEX writes_of_a_document ON writes (company, source, subject, started_at) WHERE subject IS NOT NULL;
  CREATE INDEX open_writes ON writes (outcome, look_at) WHERE outcome IN ('IN_PROGRESS', 'UNKNOWN');
  CREATE TABLE write_keys (
    caller text NOT NULL,
    key text NOT NULL,
    fingerprint text NOT NULL,
    expires_at bigint NOT NULL,
    PRIMARY KEY (caller, key)
  );
  CREATE INDEX write_keys_by_age ON write_keys (expires_at);
  CREATE TABLE keyed_writes (
    caller text NOT NULL,
    key text NOT NULL,
    item text NOT NULL,
    write_id text NOT NULL,
    PRIMARY KEY (caller, key, item)
  );
  CREATE INDEX keys_of_a_write ON keyed_writes (write_id);
  CREATE TABLE holders (holder text PRIMARY KEY, seen_at bigint NOT NULL);
  CREATE TABLE export_marks (
    company text NOT NULL,
    source text NOT NULL,
    subject text NOT NULL,
    write_id text NOT NULL,
    PRIMARY KEY (company, source, subject)
  );
  `,
  `
  ALTER TABLE events ADD COLUMN subject text;
  ALTER TABLE events ADD COLUMN write_id text;
  ALTER TABLE events ADD COLUMN outcome text;
  CREATE INDEX events_of_a_document ON events (company, source, subject, id) WHERE subject IS NOT NULL;
  ALTER TABLE writes ADD COLUMN was_unknown bigint NOT NULL DEFAULT 0;
  `,
  POSTGRES_INDEX_TABLES,
  `
  CREATE TABLE watches (
    company text NOT NULL,
    source text NOT NULL,
    holder text NOT NULL,
    epoch bigint NOT NULL,
    lease_until bigint NOT NULL,
    due_at bigint NOT NULL,
    progress text NOT NULL,
    is_complete bigint NOT NULL,
    as_of bigint,
    error_code text,
    error_message text,
    PRIMARY KEY (company, source)
  );
  CREATE INDEX due_watches ON watches (holder, due_at);
  `,
  'ALTER TABLE writes ADD COLUMN was_gone bigint NOT NULL DEFAULT 0;',
];
