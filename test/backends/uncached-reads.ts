import type { Reads } from '../../src/backends/backend.ts';

/** Reads that keep and share nothing: each one is seen at the source. */
export function uncachedReads(signal: AbortSignal = new AbortController().signal): Reads {
  return {
    signal,
    through: async (_kind, _key, load) => (await load(signal)).value,
  };
}
