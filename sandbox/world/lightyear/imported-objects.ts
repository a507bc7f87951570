import type { WireDocument } from '../../contract.ts';

/** The effect of an import on one object. */
export type Outcome = 'inserted' | 'updated' | 'unchanged';

/** The objects of a company from imports of one kind. */
export interface ImportedObjects {
  /** As they were last sent, by sourceID. */
  readonly all: ReadonlyMap<string, WireDocument>;
  /** Stores an object. It is identified by its sourceID; an object without one is always new. */
  take(object: WireDocument): Outcome;
}

export function createImportedObjects(): ImportedObjects {
  const all = new Map<string, WireDocument>();
  return {
    all,
    take(object) {
      const key = object['sourceID'];
      if (typeof key !== 'string') return 'inserted';
      const known = all.get(key);
      all.set(key, object);
      if (known === undefined) return 'inserted';
      return contentOf(known) === contentOf(object) ? 'unchanged' : 'updated';
    },
  };
}

/** Returns the same text for the same content: null counts as missing, and the order of fields is ignored. */
function contentOf(value: unknown): string {
  return JSON.stringify(value, (_, item: unknown) =>
    typeof item === 'object' && item !== null && !Array.isArray(item)
      ? Object.fromEntries(
          Object.entries(item)
            .filter(([, content]) => content !== null)
            .sort(([a], [b]) => (a < b ? -1 : 1)),
        )
      : item,
  );
}
