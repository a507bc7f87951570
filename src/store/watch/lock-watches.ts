import { sql } from 'kysely';
import { type Builder, isSqlite, type Steps } from '../statements.ts';

/** Any number that no other program locks. */
const LOCK = 7_462_019;

/**
 * Takes the lock of the watches until the end of the transaction, before any other lock: groups change the rows of several accounts, in
 * no particular order and with other locks in between. SQLite has one writer at a time.
 */
export function* lockWatches(database: Builder): Steps<void> {
  if (!isSqlite(database)) yield sql`SELECT pg_advisory_xact_lock(${LOCK}::bigint)`.compile(database);
}
