import type { Loaded, ReadKind, Reads } from '../backends/backend.ts';

/** Answers that a source lists page by page: without them, each page of a list would request the whole answer again. */
const PAGED: ReadonlySet<ReadKind> = new Set<ReadKind>(['range', 'listing']);

/**
 * The reads of one scan, past all caches: the watcher reads everything once, which would displace the answers that callers use. Keeps
 * the last answer of each paged kind.
 */
export function uncachedReads(signal: AbortSignal): Reads {
  const last = new Map<ReadKind, { readonly key: string; readonly value: unknown }>();
  return {
    signal,
    through: async <T>(
      kind: ReadKind,
      key: string,
      load: (signal: AbortSignal) => Promise<Loaded<T>>,
      options?: { readonly fresh: boolean },
    ) => {
      const kept = last.get(kind);
      if (kept?.key === key && options?.fresh !== true) return kept.value as T;
      const { value, ttlMs } = await load(signal);
      if (PAGED.has(kind) && ttlMs !== 0) last.set(kind, { key, value });
      return value;
    },
    document: async (_key, load) => (await load(signal)).value,
  };
}
