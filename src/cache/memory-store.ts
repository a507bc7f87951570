import { LRUCache } from 'lru-cache';
import { Expiry } from './expiry.ts';
import { heapBytes, stringBytes } from './heap-bytes.ts';

/** A cache in this process. It keeps the objects themselves, each for its time to live, in at most `maxBytes` of V8's heap. */
export interface MemoryStore extends Disposable {
  /** The bytes of its values and keys. */
  readonly bytes: number;
  get(key: string): Kept | undefined;
  /** Keeps a value, unless it is so large that it would replace most others. */
  set(key: string, value: unknown, ttlMs: number): void;
}

/** A wrapper, so that a value can be undefined. */
export interface Kept {
  readonly value: unknown;
}

/** The overhead of an entry: its places in the map and in the lists of the cache, the wrapper, and its place in the expiry. */
const ENTRY_BYTES = 300;
/** Maximum size of a value, as a fraction of `maxBytes`. */
const LARGEST = 1 / 8;
/** Expired values would otherwise stay until the store is full. Each look takes about a millisecond. */
const LOOK_EVERY_MS = 250;
const LOOKED_AT_ONCE = 1_000;

/** Evicts expired entries, and the least recently used ones beyond `maxBytes`. */
export function createMemoryStore(maxBytes: number): MemoryStore {
  const maxEntrySize = Math.ceil(maxBytes * LARGEST);
  const expiry = new Expiry();
  const entries = new LRUCache<string, Kept>({
    maxSize: maxBytes,
    maxEntrySize,
    sizeCalculation: ({ value }, key) => ENTRY_BYTES + stringBytes(key) + heapBytes(value, maxEntrySize),
    ttl: 1,
    ttlResolution: 0,
    perf: { now: () => Date.now() },
    // Also called when a value is replaced.
    dispose: (_value, key) => expiry.delete(key),
  });
  const removeExpired = () => {
    for (const key of expiry.due(Date.now(), LOOKED_AT_ONCE)) entries.delete(key);
  };
  const timer = setInterval(removeExpired, LOOK_EVERY_MS).unref();
  return {
    get bytes() {
      return entries.calculatedSize;
    },
    get: (key) => entries.get(key),
    set: (key, value, ttlMs) => {
      entries.set(key, { value }, { ttl: ttlMs });
      if (entries.has(key)) expiry.add(key, Date.now() + ttlMs);
    },
    [Symbol.dispose]: () => clearInterval(timer),
  };
}
