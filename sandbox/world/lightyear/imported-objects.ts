import type { WireDocument } from '../../contract.ts';

/** What an import did with one object. */
export type Outcome = 'inserted' | 'updated' | 'unchanged';

/** What the imports of one kind left at a company. */
export interface ImportedObjects {
  /** By their sourceID, as they were last sent. */
  readonly all: ReadonlyMap<string, WireDocument>;
  /** An object is known by its sourceID; one without it is new each time. */
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

/** The same text for the same content: null says no more than nothing, and the order of fields says nothing. */
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
