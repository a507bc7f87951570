import { createEventLog } from '../create-event-log.ts';
import type { EventLog } from '../event-log.ts';
import { RedisConnection } from './redis-connection.ts';
import { warnOfLoss } from './redis-loss.ts';
import { loadScripts } from './redis-scripts.ts';
import { RedisStore, type RedisStoreOptions } from './redis-store.ts';

export type RedisLogOptions = RedisStoreOptions;

/**
 * A log in Redis, for several gateways. Opens even if Redis is not available yet: until it is, appending and reading
 * fail, and no delivery is acknowledged.
 */
export async function openRedisLog(options: RedisLogOptions): Promise<EventLog> {
  const connection = new RedisConnection(options.redisUrl, options.logger, loadScripts);
  await connection.firstAttempt;
  await warnOfLoss(connection, options.logger);
  return createEventLog(new RedisStore(connection, options), options.logger);
}
