import type { KeyvStoreAdapter } from 'keyv';
import { LRUCache } from 'lru-cache';

/** What the memory holds: a value as it is, not its text, and what it counts for. */
export interface Sized<T> {
  readonly value: T;
  readonly bytes: number;
}

interface Entry {
  readonly value?: Sized<unknown>;
}

/** A parsed value takes about this many times the bytes of the JSON it was read from. */
const BYTES_PER_TEXT_BYTE = 3;
/** What an entry costs beside its value: key, list and map. */
const ENTRY_BYTES = 300;

/** A Keyv store in this process that holds objects as they are, and throws out the least used beyond `maxBytes`. */
export function createMemoryStore(maxBytes: number): KeyvStoreAdapter {
  const entries = new LRUCache<string, Entry>({
    maxSize: maxBytes,
    sizeCalculation: (entry) => ENTRY_BYTES + (entry.value?.bytes ?? 0) * BYTES_PER_TEXT_BYTE,
  });
  const store = {
    opts: {},
    get: (key: string) => entries.get(key),
    set: (key: string, entry: Entry) => {
      entries.set(key, entry);
      return true;
    },
    delete: (key: string) => entries.delete(key),
    clear: () => entries.clear(),
    // Keyv listens for a store's errors; a map has none.
    on: () => store,
  };
  // Keyv awaits what a store gives, so that a map need not wrap it in promises as the type asks for.
  return store as unknown as KeyvStoreAdapter;
}
