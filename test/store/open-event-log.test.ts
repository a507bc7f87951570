import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openEventLog } from '../../src/store/open-event-log.ts';
import { createTestLog } from '../backends/test-log.ts';
import { noOwnRedis, startRedis } from '../cache/redis-server.ts';
import { ALL, appendMany } from './some-events.ts';
import { makeDirectory } from './sqlite-place.ts';

const EVENTS = { retentionDays: 30, maxCount: 3 };

function optionsFor({ logger } = createTestLog()) {
  return { logger, now: Date.now };
}

test('without Redis, events are kept in the data directory, up to the configured number', async () => {
  await using directory = await makeDirectory();
  await using log = await openEventLog({ storage: { dataDir: directory.path }, events: EVENTS }, optionsFor());
  await appendMany(log, 5);
  expect(await log.read(ALL, null, 10)).toHaveLength(3);
  await access(join(directory.path, 'events.sqlite'));
});

test.skipIf(noOwnRedis)('with Redis, events are kept there, and not on the disk', async () => {
  await using redis = await startRedis({ own: true });
  const dataDir = '/nowhere';
  await using log = await openEventLog({ storage: { dataDir, redisUrl: redis.url }, events: EVENTS }, optionsFor());
  await appendMany(log, 5);
  await using other = await openEventLog({ storage: { dataDir, redisUrl: redis.url }, events: EVENTS }, optionsFor());
  expect(await other.read(ALL, null, 10)).toHaveLength(3);
});

test.skipIf(noOwnRedis)('a Redis that is configured to lose events causes a warning', async () => {
  await using redis = await startRedis({ own: true });
  const test = createTestLog();
  const storage = { dataDir: '/nowhere', redisUrl: redis.url };
  await using _log = await openEventLog({ storage, events: EVENTS }, optionsFor(test));
  expect(test.lines.map(({ msg }) => msg)).toEqual([expect.stringContaining('set appendonly to yes')]);
});
