import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openStore } from '../../src/store/open-store.ts';
import { createTestLog } from '../backends/test-log.ts';
import { createDatabase, noPostgres } from './postgres-server.ts';
import { ALL, appendMany } from './some-events.ts';
import { INDEX, makeDirectory, WRITES } from './sqlite-place.ts';

const EVENTS = { retentionDays: 30, maxCount: 3 };

function optionsFor({ logger } = createTestLog()) {
  return { logger, now: Date.now };
}

test('without a database URL, events are kept in the data directory, up to the configured number', async () => {
  await using directory = await makeDirectory();
  await using store = await openStore(
    { storage: { dataDir: directory.path }, events: EVENTS, writes: WRITES, index: INDEX },
    optionsFor(),
  );
  await appendMany(store.eventLog, 5);
  expect(await store.eventLog.read(ALL, null, 10)).toHaveLength(3);
  await access(join(directory.path, 'store.sqlite'));
});

test.skipIf(noPostgres)('with a database URL, events are kept there, and not on the disk', async () => {
  await using database = await createDatabase();
  const config = {
    storage: { dataDir: '/nowhere', databaseUrl: database.url },
    events: EVENTS,
    writes: WRITES,
    index: INDEX,
  };
  await using store = await openStore(config, optionsFor());
  await appendMany(store.eventLog, 5);
  await using other = await openStore(config, optionsFor());
  expect(await other.eventLog.read(ALL, null, 10)).toHaveLength(3);
});

test('a Redis without a database shares the cache only, which the start says', async () => {
  await using directory = await makeDirectory();
  const log = createTestLog();
  const storage = { dataDir: directory.path, redisUrl: 'redis://127.0.0.1:1' };
  await using _store = await openStore({ storage, events: EVENTS, writes: WRITES, index: INDEX }, optionsFor(log));
  expect(log.lines.map(({ msg }) => msg)).toEqual([expect.stringContaining('storage.redisUrl shares the cache only')]);
});
