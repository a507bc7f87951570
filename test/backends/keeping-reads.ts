import type { Loaded, Reads } from '../../src/backends/backend.ts';

/** Reads that keep everything that may be kept. */
export function keepingReads(): Reads {
  const kept = new Map<string, unknown>();
  const { signal } = new AbortController();
  const read = async <T>(
    name: string,
    load: (signal: AbortSignal) => Promise<Loaded<T>>,
    fresh = false,
  ): Promise<T> => {
    if (!fresh && kept.has(name)) return kept.get(name) as T;
    const { value, ttlMs } = await load(signal);
    if (ttlMs !== 0) kept.set(name, value);
    return value;
  };
  return {
    signal,
    through: (kind, key, load, options) => read(`${kind} ${key}`, load, options?.fresh),
    document: (key, load) => read(JSON.stringify(key), load),
  };
}
