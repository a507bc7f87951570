import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EventLog } from '../../src/store/event-log.ts';
import { openRedisLog } from '../../src/store/redis/redis-log.ts';
import type { Retention } from '../../src/store/retention.ts';
import { openSqliteLog } from '../../src/store/sqlite/sqlite-log.ts';
import { createTestLog } from '../backends/test-log.ts';
import { noOwnRedis, startRedis } from '../cache/redis-server.ts';

export interface LogOptions {
  readonly retention: Partial<Retention>;
  readonly now: () => number;
}

/** Where a log is kept, from one opening to the next. Logs that are still open are closed with it. */
export interface LogPlace extends AsyncDisposable {
  open(options?: Partial<LogOptions>): Promise<EventLog>;
}

/** One implementation of the log. */
export interface LogSubject {
  readonly name: string;
  /** Why it cannot be tested here; undefined where it can. */
  readonly leftOut: string | undefined;
  /** Whether several logs may be open in one place. */
  readonly isShared: boolean;
  /** An id that no log has reached yet. */
  readonly beyond: string;
  /** An id as the other kind of log gives it. */
  readonly foreign: string;
  readonly make: () => Promise<LogPlace>;
}

const RETENTION: Retention = { days: 30, maxCount: 1_000_000 };

function filledIn({ retention, now = Date.now }: Partial<LogOptions> = {}) {
  return {
    retention: { ...RETENTION, ...retention },
    now,
    logger: createTestLog().logger,
  };
}

/** A directory that is gone afterwards. */
export async function makeDirectory(): Promise<AsyncDisposable & { readonly path: string }> {
  const path = await mkdtemp(join(tmpdir(), 'gateway-events-'));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}

export function openSqliteIn(dataDir: string, options?: Partial<LogOptions>): Promise<EventLog> {
  return openSqliteLog({ dataDir, lockTimeoutMs: 0, ...filledIn(options) });
}

export function openRedisAt(redisUrl: string, options?: Partial<LogOptions>): Promise<EventLog> {
  return openRedisLog({ redisUrl, ...filledIn(options) });
}

function placeOf(place: AsyncDisposable, open: LogPlace['open']): LogPlace {
  const opened = new AsyncDisposableStack();
  opened.use(place);
  return {
    open: async (options) => opened.use(await open(options)),
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  };
}

const SQLITE: LogSubject = {
  name: 'SQLite',
  leftOut: undefined,
  isShared: false,
  beyond: '9007199254740991',
  foreign: '1795276971202-0',
  make: async () => {
    const directory = await makeDirectory();
    // Not there yet, to be made with the log.
    return placeOf(directory, (options) => openSqliteIn(join(directory.path, 'deep', 'data'), options));
  },
};

const REDIS: LogSubject = {
  name: 'Redis',
  leftOut: noOwnRedis,
  isShared: true,
  beyond: '99999999999999-0',
  foreign: '50',
  make: async () => {
    const redis = await startRedis({ own: true });
    return placeOf(redis, (options) => openRedisAt(redis.url, options));
  },
};

export const SUBJECTS: readonly LogSubject[] = [SQLITE, REDIS];
