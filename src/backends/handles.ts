import type { InvoiceRef } from '../domain/ids.ts';
import type { Source } from '../domain/source.ts';
import type { InvoiceKey } from './backend.ts';

/**
 * A document whose key its source has parsed. The rest of the gateway can read where the document is and pass the handle
 * on; only its source's functions get the parsed key.
 */
abstract class DocumentHandle implements InvoiceRef {
  /** Keeps other objects from being taken for a handle. */
  declare protected readonly isHandle: true;
  readonly company: string;
  readonly source: Source;
  readonly key: InvoiceKey;

  constructor({ company, source, key }: InvoiceRef) {
    this.company = company;
    this.source = source;
    this.key = key;
  }

  /** The source's own name of the document. */
  abstract get sourceId(): string;
}

/** A position in an account's list that its source has parsed, or given. In a cursor it is JSON. */
abstract class PositionHandle {
  declare protected readonly isHandle: true;

  abstract toJSON(): unknown;
}

export type { DocumentHandle, PositionHandle };

/** How a source reads and writes the part of an id that is its own. */
export interface KeyFormat<Key> {
  /** The key in the source's own form; undefined if the source never gives such a key. */
  parse(key: InvoiceKey): Key | undefined;
  write(key: Key): InvoiceKey;
  /** The source's own name of the document. */
  sourceId(key: Key): string;
  /** False if the id may come to name another document, or the document may get another id. Absent: no key is like that. */
  isStable?(key: Key): boolean;
}

/** Makes the handles of one source's documents, and gives the source the keys that are inside. */
export interface DocumentHandles<Key> {
  /** Undefined if the source never gives such a key. A handle is given back as it is: its key is not parsed again. */
  parse(ref: InvoiceRef): DocumentHandle | undefined;
  of(company: string, key: Key): DocumentHandle;
  open(handle: DocumentHandle): Key;
  isStable(handle: DocumentHandle): boolean;
}

export function createDocumentHandles<Key>(source: Source, format: KeyFormat<Key>): DocumentHandles<Key> {
  class Handle extends DocumentHandle {
    readonly #parsed: Key;

    constructor(ref: InvoiceRef, parsed: Key) {
      super(ref);
      this.#parsed = parsed;
    }

    get sourceId(): string {
      return format.sourceId(this.#parsed);
    }

    static open(handle: object): Key {
      if (#parsed in handle) return handle.#parsed;
      throw new TypeError(`A document of another source came to ${source}: pass it to the account that it belongs to`);
    }
  }

  // A key that is parsed is written again: the source may have several spellings for one document.
  const handleOf = (company: string, key: Key) => new Handle({ company, source, key: format.write(key) }, key);
  return {
    parse: (ref) => {
      if (ref instanceof Handle) return ref;
      const parsed = format.parse(ref.key);
      return parsed === undefined ? undefined : handleOf(ref.company, parsed);
    },
    of: handleOf,
    open: Handle.open,
    isStable: (handle) => format.isStable?.(Handle.open(handle)) ?? true,
  };
}

/** The same for positions. */
export interface PositionHandles<Place> {
  parse(value: unknown): PositionHandle | undefined;
  of(place: Place): PositionHandle;
  open(handle: PositionHandle): Place;
}

export function createPositionHandles<Place>(
  source: Source,
  parsePosition: (value: unknown) => Place | undefined,
): PositionHandles<Place> {
  class Handle extends PositionHandle {
    readonly #place: Place;

    constructor(place: Place) {
      super();
      this.#place = place;
    }

    static open(handle: object): Place {
      if (#place in handle) return handle.#place;
      throw new TypeError(`A position of another source came to ${source}: pass it to the account that it belongs to`);
    }

    toJSON(): Place {
      return this.#place;
    }
  }

  return {
    parse: (value) => {
      const place = parsePosition(value);
      return place === undefined ? undefined : new Handle(place);
    },
    of: (place) => new Handle(place),
    open: Handle.open,
  };
}
