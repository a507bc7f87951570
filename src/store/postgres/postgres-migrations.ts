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
];
