import type { Logger } from 'pino';
import type { Config } from '../config/config.ts';
import type { EventLog } from './event-log.ts';
import { openSqliteLog } from './sqlite/sqlite-log.ts';

export interface OpenEventLogOptions {
  readonly logger: Logger;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** The log that is configured: in Redis if its URL is given, for several gateways; otherwise on this machine's disk. */
export async function openEventLog(
  { storage, events }: Pick<Config, 'storage' | 'events'>,
  options: OpenEventLogOptions,
): Promise<EventLog> {
  const { dataDir, redisUrl } = storage;
  const retention = { days: events.retentionDays, maxCount: events.maxCount };
  if (redisUrl === undefined) return openSqliteLog({ dataDir, retention, ...options });
  // Imported only if it is used: the Redis client slows down every string in the process.
  const { openRedisLog } = await import('./redis/redis-log.ts');
  return openRedisLog({ redisUrl, retention, ...options });
}
