import type { Logger } from 'pino';
import type { Loaded, ReadKind, ReadOptions, Reads } from '../backends/backend.ts';
import type { Config } from '../config/config.ts';
import type { AccountId } from '../errors/catalogue.ts';
import { cacheKey } from './cache-key.ts';
import { type ListVersion, ListVersions } from './list-versions.ts';
import { createMemoryStore, type MemoryStore } from './memory-store.ts';
import { SHAPE } from './shape.ts';
import type { SharedStore } from './shared-store.ts';
import { SingleFlight } from './single-flight.ts';
import { TIMES_TO_LIVE } from './times-to-live.ts';

/** The values that are kept between operations and shared by concurrent ones. */
export interface Cache extends AsyncDisposable {
  openOperation(): OperationReads;
  /** Rejects if a required store does not answer. */
  ping(): Promise<void>;
}

/** The reads of one operation. */
export interface OperationReads {
  /** `fresh` bypasses the cache: copies in the shared store do not have bank details. */
  of(account: AccountId, signal: AbortSignal, options?: ReadOptions): Reads;
  /**
   * To be called after a write to the account, whatever came of it: no list that was read before is used any more when
   * this resolves, here or by another gateway on the same store. Documents stay: no write changes what they say.
   */
  forget(account: AccountId): Promise<void>;
}

/** Larger answers are not shared: writing them would block this gateway, and reading them the others. */
const MAX_SHARED_BYTES = 1_000_000;

export interface CacheConfig {
  readonly cache: Config['cache'];
  readonly storage: Config['storage'];
}

export async function createCache({ cache, storage }: CacheConfig, logger: Logger): Promise<Cache> {
  return cache.enabled
    ? createTiers(cache.maxBytes, await openShared(storage.redisUrl, logger), logger)
    : WITHOUT_CACHE;
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

/** Each operation makes its own calls and does not share them with others: for measuring. */
const WITHOUT_CACHE: Cache = {
  openOperation: () => {
    const values = new Map<string, unknown>();
    const flights = new SingleFlight();
    return {
      of: (account, signal) => ({
        signal,
        through: async <T>(
          kind: ReadKind,
          key: string,
          load: (signal: AbortSignal) => Promise<Loaded<T>>,
          { fresh }: ReadOptions = { fresh: false },
        ): Promise<T> => {
          const name = cacheKey(account, kind, key);
          // A key has values of one type only.
          if (!fresh && values.has(name)) return values.get(name) as T;
          return flights.join(flightName(name, fresh), signal, async (common) => {
            const { value, ttlMs = TIMES_TO_LIVE[kind] } = await load(common);
            if (ttlMs > 0) values.set(name, value);
            return value;
          });
        },
      }),
      forget: async () => {
        values.clear();
      },
    };
  },
  ping: async () => {},
  [Symbol.asyncDispose]: async () => {},
};

function createTiers(maxBytes: number, shared: SharedStore | undefined, logger: Logger): Cache {
  const memory = createMemoryStore(maxBytes);
  const flights = new SingleFlight();
  const versions = new ListVersions(shared, logger);

  const openOperation = (): OperationReads => {
    // Looked up once, so that all pages of an operation are of the same version.
    const known = new Map<string, ListVersion | Promise<ListVersion>>();
    const versionOf = (account: AccountId): ListVersion | Promise<ListVersion> => {
      const name = `${account.source}:${account.company}`;
      const version = known.get(name) ?? versions.current(account);
      known.set(name, version);
      return version;
    };
    const of = (account: AccountId, signal: AbortSignal, all: ReadOptions = { fresh: false }): Reads => ({
      signal,
      through: async <T>(
        kind: ReadKind,
        key: string,
        load: (signal: AbortSignal) => Promise<Loaded<T>>,
        options?: ReadOptions,
      ): Promise<T> => {
        const asked = kind === 'queue' ? versionOf(account) : undefined;
        const version = asked instanceof Promise ? await asked : asked;
        const base = cacheKey(account, kind, key);
        const name = version === undefined ? base : `${base}@${version.kept ?? '?'}`;
        const isFresh = all.fresh || options?.fresh === true || (version !== undefined && version.kept === undefined);
        const kept = isFresh ? undefined : memory.get(name);
        // A key has values of one type only.
        if (kept !== undefined) return kept.value as T;
        const flight = version === undefined ? base : `${base}@${version.active}`;
        return flights.join(flightName(flight, isFresh), signal, (common) =>
          readInto({ memory, shared, isFresh }, name, kind, () => load(common)),
        );
      },
    });
    return {
      of,
      forget: async (account) => {
        await versions.advance(account);
        known.clear();
      },
    };
  };

  return {
    openOperation,
    ping: async () => shared?.ping(),
    [Symbol.asyncDispose]: async () => {
      await shared?.[Symbol.asyncDispose]();
    },
  };
}

/** A fresh read joins fresh reads only: another read may have its answer already, or find it in the shared store. */
function flightName(name: string, fresh: boolean): string {
  return fresh ? `fresh:${name}` : name;
}

async function readInto<T>(
  { memory, shared, isFresh }: { memory: MemoryStore; shared: SharedStore | undefined; isFresh: boolean },
  name: string,
  kind: ReadKind,
  load: () => Promise<Loaded<T>>,
): Promise<T> {
  if (!isFresh) {
    const copy = await shared?.get(sharedName(name));
    if (isStored<T>(copy)) {
      const ttlMs = copy.until - Date.now();
      if (ttlMs > 0) memory.set(name, copy.value, ttlMs);
      return copy.value;
    }
  }
  const { value, bytes, ttlMs = TIMES_TO_LIVE[kind] } = await load();
  if (ttlMs > 0) {
    memory.set(name, value, ttlMs);
    // The operation does not wait for the copy to be stored.
    if (bytes <= MAX_SHARED_BYTES) void shared?.set(sharedName(name), { value, until: Date.now() + ttlMs }, ttlMs);
  }
  return value;
}

/** Gateways of several versions can share a store, and each reads only values that the same code wrote. */
function sharedName(name: string): string {
  return `${SHAPE}:${name}`;
}

interface Stored<T> {
  readonly value: T;
  readonly until: number;
}

/** Checks only the properties that are used here: no other program writes these keys, and a change of shape changes them. */
function isStored<T>(copy: unknown): copy is Stored<T> {
  return (
    typeof copy === 'object' && copy !== null && 'value' in copy && 'until' in copy && typeof copy.until === 'number'
  );
}
