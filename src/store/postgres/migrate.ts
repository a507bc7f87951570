import type { ClientBase } from 'pg';
import { NewerSchema } from '../newer-schema.ts';
import { MIGRATIONS } from './postgres-migrations.ts';

/** Names the lock for gateways that start at the same time. Any number that no other program uses. */
const LOCK = 7_462_018;

/** Migrates the tables to this version; rejects if a newer gateway has written them. */
export async function migrate(client: ClientBase): Promise<void> {
  await client.query('BEGIN');
  await client.query('SELECT pg_advisory_xact_lock($1)', [LOCK]);
  await client.query('CREATE TABLE IF NOT EXISTS schema_version (version integer NOT NULL)');
  const { rows } = await client.query<{ version: number }>('SELECT version FROM schema_version');
  const version = rows[0]?.version ?? 0;
  if (version > MIGRATIONS.length) throw new NewerSchema(version, MIGRATIONS.length);
  for (const step of MIGRATIONS.slice(version)) await client.query(step);
  await client.query('DELETE FROM schema_version');
  await client.query('INSERT INTO schema_version VALUES ($1)', [MIGRATIONS.length]);
  // A connection that ends before is rolled back.
  await client.query('COMMIT');
}
