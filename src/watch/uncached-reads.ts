import type { Reads } from '../backends/backend.ts';

/** Reads past all caches: the watcher reads everything once, which would displace the answers that callers use. */
export function uncachedReads(signal: AbortSignal): Reads {
  return {
    signal,
    through: async (_kind, _key, load) => (await load(signal)).value,
    document: async (_key, load) => (await load(signal)).value,
  };
}
