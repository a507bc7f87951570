import { join } from 'node:path';
import type { EventLog } from '../../src/store/event-log.ts';
import { openRedisLog } from '../../src/store/redis/redis-log.ts';
import { noOwnRedis, startRedis } from '../cache/redis-server.ts';
import { filledIn, type LogOptions, makeDirectory, openSqliteIn } from './sqlite-place.ts';

/** The place of a log, which can be opened several times. Logs that are still open are closed with it. */
export interface LogPlace extends AsyncDisposable {
  open(options?: Partial<LogOptions>): Promise<EventLog>;
}

/** One implementation of the log. */
export interface LogSubject {
  readonly name: string;
  /** The reason for which it cannot be tested here; undefined if it can. */
  readonly leftOut: string | undefined;
  /** Whether several logs may be open in one place. */
  readonly isShared: boolean;
  /** An id that a log has not reached yet. */
  readonly beyond: string;
  /** An id in the form of the other kind of log. */
  readonly foreign: string;
  readonly make: () => Promise<LogPlace>;
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
    // Does not exist yet, and is created with the log.
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
