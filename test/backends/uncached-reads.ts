import type { Reads } from '../../src/backends/backend.ts';

/** Reads without a cache: the source sees each of them. */
export function uncachedReads(signal: AbortSignal = new AbortController().signal): Reads {
  return {
    signal,
    through: async (_kind, _key, load) => (await load(signal)).value,
    document: async (_key, load) => (await load(signal)).value,
  };
}
