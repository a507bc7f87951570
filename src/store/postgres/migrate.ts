import { type ClientBase, DatabaseError } from 'pg';
import { NewerSchema } from '../newer-schema.ts';
import { MissingExtension } from './missing-extension.ts';
import { MIGRATIONS } from './postgres-migrations.ts';

/** Names the lock for gateways that start at the same time. Any number that no other program uses. */
const LOCK = 7_462_018;

/** insufficient_privilege; and what an extension is that the server does not have: feature_not_supported, undefined_file. */
const REFUSED: ReadonlySet<string> = new Set(['42501', '0A000', '58P01']);

/** Migrates the tables to this version; rejects if a newer gateway has written them. */
export async function migrate(client: ClientBase): Promise<void> {
  await client.query('BEGIN');
  await client.query('SELECT pg_advisory_xact_lock($1)', [LOCK]);
  await client.query('CREATE TABLE IF NOT EXISTS schema_version (version integer NOT NULL)');
  const { rows } = await client.query<{ version: number }>('SELECT version FROM schema_version');
  const version = rows[0]?.version ?? 0;
  if (version > MIGRATIONS.length) throw new NewerSchema(version, MIGRATIONS.length);
  if (version < MIGRATIONS.length) await createExtension(client);
  for (const step of MIGRATIONS.slice(version)) await client.query(step);
  await client.query('DELETE FROM schema_version');
  await client.query('INSERT INTO schema_version VALUES ($1)', [MIGRATIONS.length]);
  // A connection that ends before is rolled back.
  await client.query('COMMIT');
}

/** The index of texts needs it. Its owner may create it in a database without being its superuser. */
async function createExtension(client: ClientBase): Promise<void> {
  const { rowCount } = await client.query("SELECT 1 FROM pg_extension WHERE extname = 'pg_trgm'");
  if (rowCount !== 0) return;
  try {
    await client.query('CREATE EXTENSION pg_trgm');
  } catch (cause) {
    throw cause instanceof DatabaseError && REFUSED.has(cause.code ?? '') ? new MissingExtension(cause) : cause;
  }
}
