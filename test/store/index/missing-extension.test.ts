import { expect, test } from 'vitest';
import { ConfigError } from '../../../src/config/config-error.ts';
import { openPostgres } from '../../../src/store/postgres/postgres-database.ts';
import { rejection } from '../../calls/account.ts';
import { ask, createDatabase, execute, noPostgres } from '../postgres-server.ts';
import { filledIn } from '../sqlite-place.ts';

const ROLE = `gateway_without_extension_${process.pid}`;

test.skipIf(noPostgres)(
  'a start without the right to create pg_trgm says what to do, and works once it is there',
  async () => {
    await using database = await createDatabase();
    await execute(database.url, `CREATE ROLE ${ROLE} LOGIN; GRANT CREATE ON SCHEMA public TO ${ROLE}`);
    await using roles = new AsyncDisposableStack();
    roles.defer(() => execute(database.url, `DROP OWNED BY ${ROLE}; DROP ROLE ${ROLE}`));
    const url = new URL(database.url);
    url.username = ROLE;
    const open = () => openPostgres({ databaseUrl: url.href, ...filledIn() });
    const refused = await rejection(open());
    expect(refused).toBeInstanceOf(ConfigError);
    expect(String(refused)).toMatch(/storage\.databaseUrl.*pg_trgm.*postgresql-contrib.*CREATE EXTENSION pg_trgm/s);
    expect(await ask(database.url, "SELECT 1 FROM pg_tables WHERE tablename = 'documents'")).toEqual([]);
    await execute(database.url, 'CREATE EXTENSION pg_trgm');
    await using _opened = await open();
    expect(await ask(database.url, "SELECT 1 FROM pg_tables WHERE tablename = 'documents'")).toHaveLength(1);
  },
);
