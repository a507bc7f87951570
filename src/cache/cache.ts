import type { Logger } from 'pino';
import type { InvoiceKey, ReadOptions, Reads } from '../backends/backend.ts';
import type { Config } from '../config/config.ts';
import type { AccountId } from '../errors/catalogue.ts';
import { createCacheOfOperations } from './cache-of-operations.ts';
import type { SharedStore } from './shared-store.ts';
import { createTieredCache } from './tiered-cache.ts';

/** What is kept between operations, and shared by those that run at the same time. */
export interface Cache extends AsyncDisposable {
  openOperation(): OperationCache;
  /** Throws if a store that is needed does not answer. */
  ping(): Promise<void>;
}

/** How one operation reads from accounts. */
export interface OperationReads {
  /** `fresh` ignores the copies that are kept: those of the shared store lack bank details. */
  of(account: AccountId, signal: AbortSignal, options?: ReadOptions): Reads;
}

/** The same, for the code that sends the operation's writes. */
export interface OperationCache extends OperationReads {
  /**
   * Outdates what a write to the account may have changed: all of its lists, and the document with that key. Once this
   * resolves, neither this gateway nor another one on the same store uses a copy that was read before, or that a call
   * that is in flight now is about to read. Of the writes, only `performWrite` calls this.
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
 * Loaded only if it is used: the Redis client has a class that extends String, and from then on V8 reads the characters
 * of every string in the process four times slower.
 */
async function openShared(redisUrl: string | undefined, logger: Logger): Promise<SharedStore | undefined> {
  if (redisUrl === undefined) return undefined;
  const { openSharedStore } = await import('./shared-store.ts');
  return openSharedStore(redisUrl, logger);
}
