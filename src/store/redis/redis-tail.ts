import type { Logger } from 'pino';
import { onAbort } from '../../async/on-abort.ts';
import type { Tail, TailPage } from '../event-store.ts';
import { type RedisClient, RedisConnection } from './redis-connection.ts';
import { STREAM_KEY } from './redis-keys.ts';
import { toTailPage } from './redis-replies.ts';

/** Maximum number of events in one page of a follower. */
const PAGE = 100;
const BLOCK_MS = 2_000;
/** Longer than BLOCK_MS, for an answer in transit. */
const ANSWER_TIMEOUT_MS = BLOCK_MS + 1_000;

/** Uses a connection of its own: a connection that blocks for events cannot answer other commands meanwhile. */
export function openRedisTail(redisUrl: string, logger: Logger, signal: AbortSignal): Tail {
  const connection = new RedisConnection(redisUrl, logger);
  const close = () => connection[Symbol.asyncDispose]();
  const stopListening = onAbort(signal, () => void close());
  if (signal.aborted) void close();
  return {
    next: async (after) => {
      await connection.firstAttempt;
      return connection.ask((client) => readNext(client, after), ANSWER_TIMEOUT_MS);
    },
    [Symbol.asyncDispose]: () => {
      stopListening();
      return close();
    },
  };
}

async function readNext(client: RedisClient, after: string): Promise<TailPage> {
  const where = ['COUNT', String(PAGE), 'BLOCK', String(BLOCK_MS), 'STREAMS', STREAM_KEY, after];
  return toTailPage(await client.sendCommand(['XREAD', ...where]), after);
}
