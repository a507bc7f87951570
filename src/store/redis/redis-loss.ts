import type { Logger } from 'pino';
import { BackendUnavailable } from '../../errors/catalogue.ts';
import type { RedisConnection } from './redis-connection.ts';

/**
 * Logs a warning if Redis is configured so that it may lose data: that is fine for a cache, but not for events. Stays
 * silent if Redis does not reveal its settings, as some hosted ones do not.
 */
export async function warnOfLoss(connection: RedisConnection, logger: Logger): Promise<void> {
  let info: string;
  try {
    info = await connection.ask((client) => client.info());
  } catch (error) {
    if (error instanceof BackendUnavailable) return;
    throw error;
  }
  const settings = new Map(info.split('\r\n').map((line) => [line.slice(0, line.indexOf(':')), settingIn(line)]));
  const policy = settings.get('maxmemory_policy');
  if (settings.get('maxmemory') !== '0' && policy !== undefined && policy !== 'noeviction') {
    logger.warn({ policy }, 'this Redis may evict events when its memory is full: set maxmemory-policy to noeviction');
  }
  if (settings.get('aof_enabled') === '0') {
    logger.warn('this Redis may lose the last events when it is restarted: set appendonly to yes');
  }
}

function settingIn(line: string): string {
  return line.slice(line.indexOf(':') + 1);
}
