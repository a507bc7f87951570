import { LRUCache } from 'lru-cache';
import { heapBytes, stringBytes } from './heap-bytes.ts';

/** What is kept in this process: objects as they are, each for its time, at most `maxBytes` of V8's heap in all. */
export interface MemoryStore {
  get(key: string): Kept | undefined;
  /** Keeps a value unless it is so large that it would push out most others. */
  set(key: string, value: unknown, ttlMs: number): void;
}

/** Tells a value that is undefined from one that is not kept. */
export interface Kept {
  readonly value: unknown;
}

/** Of an entry beside key and value: its places in the map, in the lists of the cache, and the object around the value. */
const ENTRY_BYTES = 200;
/** The largest value is this part of the whole. */
const LARGEST = 1 / 8;

/** Throws out the least used beyond `maxBytes`. */
export function createMemoryStore(maxBytes: number): MemoryStore {
  const maxEntrySize = Math.ceil(maxBytes * LARGEST);
  const entries = new LRUCache<string, Kept>({
    maxSize: maxBytes,
    maxEntrySize,
    sizeCalculation: ({ value }, key) => ENTRY_BYTES + stringBytes(key) + heapBytes(value, maxEntrySize),
    ttl: 1,
    ttlResolution: 0,
    perf: { now: () => Date.now() },
  });
  return {
    get: (key) => entries.get(key),
    set: (key, value, ttlMs) => {
      entries.set(key, { value }, { ttl: ttlMs });
    },
  };
}
