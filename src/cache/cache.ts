import type { Logger } from 'pino';
import type { InvoiceKey, ReadOptions, Reads } from '../backends/backend.ts';
import type { Config } from '../config/config.ts';
import type { AccountId } from '../errors/catalogue.ts';
import type { CallTrace } from '../telemetry/call-trace.ts';
import { createCacheOfOperations } from './cache-of-operations.ts';
import type { ReadCounts } from './read-counts.ts';
import type { SharedStore } from './shared-store.ts';
import { createTieredCache } from './tiered-cache.ts';

/** Answers that are kept between operations, and calls that concurrent operations share. */
export interface Cache extends AsyncDisposable {
  readonly counts: ReadCounts;
  /** `trace` notes the reads that the cache answers. */
  openOperation(trace?: CallTrace): OperationCache;
  /** Rejects if a required store does not answer. */
  ping(): Promise<void>;
}

/** The reads of one operation. */
export interface OperationReads {
  /** `fresh` bypasses the cache: copies in the shared store do not have bank details. */
  of(account: AccountId, signal: AbortSignal, options?: ReadOptions): Reads;
}

/** The same, for the code that sends the operation's writes. */
export interface OperationCache extends OperationReads {
  /**
   * Invalidates everything that a write to the account may have changed: all of its lists, and the document with that
   * key. Once this resolves, neither this gateway nor another one on the same store uses a copy from before, not even
   * one that a call in flight is about to store. Writes do not call this: `performWrite` does.
   */
  forget(account: AccountId, document?: InvoiceKey): Promise<void>;
}

export interface CacheConfig {
  readonly cache: Config['cache'];
  readonly storage: Config['storage'];
}

export async function createCache({ cache, storage }: CacheConfig, logger: Logger): Promise<Cache> {
  return cache.enabled
    ? createTieredCache(cache.maxBytes, await openShared(storage.redisUrl, logger), logger)
    : createCacheOfOperations();
}

/**
 * Loads the Redis client only if it is used: it has a class that extends String, which makes V8 read the characters of every
 * string in the process four times slower.
 */
async function openShared(redisUrl: string | undefined, logger: Logger): Promise<SharedStore | undefined> {
  if (redisUrl === undefined) return undefined;
  const { openSharedStore } = await import('./shared-store.ts');
  return openSharedStore(redisUrl, logger);
}
