import type { Logger } from 'pino';
import type { Appended, DocumentEvent, StoredEvent } from '../event-log.ts';
import type { Bounds, EventKind, EventStore, Tail } from '../event-store.ts';
import { messageTtlMs, oldestKeptMs, type Retention } from '../retention.ts';
import type { RedisConnection } from './redis-connection.ts';
import { compareRedisIds, isRedisId, REDIS_ORIGIN } from './redis-ids.ts';
import { INDEX_PREFIX, indexKey, messageKey, STATE_KEY, STREAM_KEY } from './redis-keys.ts';
import { toAppended, toEvents } from './redis-replies.ts';
import { APPEND, LOAD, runScript, TRIM } from './redis-scripts.ts';
import { openRedisTail } from './redis-tail.ts';

export interface RedisStoreOptions {
  readonly redisUrl: string;
  readonly retention: Retention;
  readonly logger: Logger;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** While a script runs, Redis is blocked for all clients, and an event may have some hundred kilobytes. */
const LOADED_AT_ONCE = 100;
const REMOVED_AT_ONCE = 100;
/** More than the one event that is appended, so that the number of outdated events shrinks. */
const REMOVED_PER_APPEND = 2;

/** Events in a Redis stream that several gateways share. */
export class RedisStore implements EventStore {
  readonly origin = REDIS_ORIGIN;
  readonly compare = compareRedisIds;
  readonly isId = isRedisId;
  readonly #options: RedisStoreOptions;
  readonly #connection: RedisConnection;
  #trimming: Promise<void> | undefined;

  constructor(connection: RedisConnection, options: RedisStoreOptions) {
    this.#connection = connection;
    this.#options = options;
  }

  async append(event: DocumentEvent, messageId: string): Promise<Appended> {
    const keys = [STREAM_KEY, STATE_KEY, messageKey(event.company, messageId), indexKey(event)];
    const ttlMs = messageTtlMs(this.#options.retention);
    const args = [String(ttlMs), ...this.#removalOf(REMOVED_PER_APPEND), ...fieldsOf(event)];
    return this.#connection.ask(async (client) => toAppended(await runScript(client, APPEND, keys, args)));
  }

  async bounds(): Promise<Bounds> {
    const ids = await this.#connection.ask((client) => client.hmGet(STATE_KEY, ['first', 'removed', 'last']));
    const [first, removed, last] = ids;
    return { first: first ?? this.origin, removed: removed ?? this.origin, last: last ?? this.origin };
  }

  async idsOf(kind: EventKind, after: string, upTo: string, count: number): Promise<readonly string[]> {
    const key = indexKey(kind);
    const entries = await this.#connection.ask((client) => client.xRange(key, `(${after}`, upTo, { COUNT: count }));
    return entries.map(({ id }) => id);
  }

  async load(ids: readonly string[]): Promise<readonly StoredEvent[]> {
    const events: StoredEvent[] = [];
    for (let start = 0; start < ids.length; start += LOADED_AT_ONCE) {
      const some = ids.slice(start, start + LOADED_AT_ONCE);
      const page = await this.#connection.ask(async (client) =>
        toEvents(await runScript(client, LOAD, [STREAM_KEY], some)),
      );
      events.push(...page);
    }
    return events;
  }

  openTail(signal: AbortSignal): Tail {
    return openRedisTail(this.#options.redisUrl, this.#options.logger, signal);
  }

  trim(): void {
    // If the store does not answer, the next append trims it, or the next attempt in an hour.
    this.#trimming ??= this.#trimAll()
      .catch(() => {})
      .finally(() => {
        this.#trimming = undefined;
      });
  }

  async ping(): Promise<void> {
    await this.#connection.ask((client) => client.ping());
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#connection[Symbol.asyncDispose]();
    await this.#trimming;
  }

  async #trimAll(): Promise<void> {
    const keys = [STREAM_KEY, STATE_KEY];
    let removed: unknown;
    do {
      removed = await this.#connection.ask((client) => runScript(client, TRIM, keys, this.#removalOf(REMOVED_AT_ONCE)));
    } while (removed === REMOVED_AT_ONCE);
  }

  /** The arguments for removal that both scripts take. */
  #removalOf(limit: number): readonly string[] {
    const { retention, now } = this.#options;
    return [INDEX_PREFIX, ...[retention.maxCount, oldestKeptMs(retention, now()), limit].map(String)];
  }
}

/** Names and values of the fields that are not null. */
function fieldsOf(event: DocumentEvent): readonly string[] {
  return Object.entries(event).flatMap(([name, value]) => (typeof value === 'string' ? [name, value] : []));
}
