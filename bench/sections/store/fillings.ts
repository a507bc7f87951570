import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Client } from 'pg';
import { fillKeys } from './kept-keys.ts';

/** Fills the store of a gateway that has ended. */
export async function fillSqlite(dataDir: string, keys: number): Promise<void> {
  using database = new DatabaseSync(join(dataDir, 'store.sqlite'));
  // Nothing is lost if this is interrupted. The gateway switches both on again.
  database.exec(
    'PRAGMA journal_mode = DELETE; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -500000',
  );
  await fillKeys(
    {
      ask: async (sql) => database.prepare(sql).all(),
      numbers: (count) =>
        `(WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${count}) SELECT i FROM n)`,
      hex: (expression, digits) => `printf('%0${digits}x', ${expression})`,
      indexes: (table) =>
        `SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = '${table}' AND sql IS NOT NULL`,
    },
    keys,
  );
  database.exec('PRAGMA journal_mode = WAL');
}

export async function fillPostgres(url: string, keys: number): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`SET synchronous_commit = off; SET maintenance_work_mem = '500MB'; SET work_mem = '500MB'`);
    await fillKeys(
      {
        ask: async (sql) => (await client.query(sql)).rows,
        numbers: (count) => `generate_series(1::bigint, ${count}) AS numbers (i)`,
        hex: (expression, digits) => `lpad(to_hex(${expression}), ${digits}, '0')`,
        indexes: (table) =>
          `SELECT indexname AS name, indexdef AS sql FROM pg_indexes WHERE tablename = '${table}' AND indexname NOT LIKE '%_pkey'`,
      },
      keys,
    );
    for (const statement of ['VACUUM ANALYZE', 'CHECKPOINT']) await client.query(statement);
  } finally {
    await client.end();
  }
}
