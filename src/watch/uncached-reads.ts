import type { Loaded, ReadKind, Reads } from '../backends/backend.ts';
import { type Allowance, Behalf, onBehalfOf } from '../limits/on-behalf.ts';

/** Answers that a source lists page by page: without them, each page of a list would request the whole answer again. */
const PAGED: ReadonlySet<ReadKind> = new Set<ReadKind>(['range', 'listing']);
/** The caller of all scans: they share its limits. The space distinguishes the name from configured callers. */
export const WATCHER = ' watcher';

/** The reads of one scan. Disposing of them releases the bytes of all answers. */
export interface ScanReads extends Reads, Disposable {
  /** Releases the bytes of the documents that have been stored. */
  releaseDocuments(): void;
  /** Releases the bytes of all answers that a page has used. */
  releasePage(): void;
}

/**
 * The reads of one scan, past all caches: the watcher reads everything once, which would displace the answers that callers use. Keeps
 * the last answer of each paged kind.
 */
export function uncachedReads(signal: AbortSignal, allowance: Allowance): ScanReads {
  const last = new Map<ReadKind, { readonly key: string; readonly value: unknown; readonly behalf: Behalf }>();
  const [ofPage, ofDocuments] = [new Set<Behalf>(), new Set<Behalf>()];

  const read = async <T>(load: (signal: AbortSignal) => Promise<Loaded<T>>, held: Set<Behalf>) => {
    const behalf = new Behalf(WATCHER, allowance);
    held.add(behalf);
    return { ...(await onBehalfOf(behalf, () => load(signal))), behalf };
  };
  const releasePage = () => {
    release(ofPage);
    release(ofDocuments);
  };

  return {
    signal,
    through: async (kind, key, load, options) => {
      const kept = last.get(kind);
      // A key has values of one type only.
      if (kept?.key === key && options?.fresh !== true) return kept.value as Awaited<ReturnType<typeof load>>['value'];
      const { value, ttlMs, behalf } = await read(load, ofPage);
      if (PAGED.has(kind) && ttlMs !== 0) {
        ofPage.delete(behalf);
        if (kept !== undefined) ofPage.add(kept.behalf);
        last.set(kind, { key, value, behalf });
      }
      return value;
    },
    document: async (_key, load) => (await read(load, ofDocuments)).value,
    releaseDocuments: () => release(ofDocuments),
    releasePage,
    [Symbol.dispose]: () => {
      for (const { behalf } of last.values()) ofPage.add(behalf);
      last.clear();
      releasePage();
    },
  };
}

function release(held: Set<Behalf>): void {
  for (const behalf of held) behalf[Symbol.dispose]();
  held.clear();
}
