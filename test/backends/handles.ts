import type { Backend, DocumentHandle, InvoiceKey, PositionHandle } from '../../src/backends/backend.ts';
import { documentOf } from '../../src/backends/registry.ts';
import type { Source } from '../../src/domain/source.ts';

/** The document with a key that the source has given, or could have given. */
export function documentIn(backend: Backend, key: InvoiceKey): DocumentHandle {
  const { company, source } = backend;
  const document = backend.document({ company, source, key });
  if (document === undefined) throw new Error(`${source} refused the key ${JSON.stringify(key)}`);
  return document;
}

export function documentsIn(backend: Backend, keys: readonly InvoiceKey[]): readonly DocumentHandle[] {
  return keys.map((key) => documentIn(backend, key));
}

/** True if the source takes the key. */
export function isTaken(source: Source, key: InvoiceKey): boolean {
  return documentOf({ company: 'acme', source, key }) !== undefined;
}

/** A position in the form that it has in a cursor. */
export function positionIn(backend: Backend, value: unknown): PositionHandle {
  const position = backend.position(value);
  if (position === undefined) throw new Error(`a position was refused: ${JSON.stringify(value)}`);
  return position;
}

/** The same position after it went through a cursor. */
export function throughCursor(backend: Backend, position: PositionHandle): PositionHandle {
  return positionIn(backend, JSON.parse(JSON.stringify(position)));
}
