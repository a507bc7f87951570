import { SOURCES, type Source } from '../../domain/source.ts';
import type { DocumentEventType, StoredEvent } from './event-log.ts';

/**
 * An event from a store's fields, which have the names of its properties. Undefined if its type or source is unknown:
 * a newer gateway on the same Redis may know more of them.
 */
export function toStoredEvent(id: string, fields: Readonly<Record<string, unknown>>): StoredEvent | undefined {
  const type = typeOf(fields['type']);
  const source = sourceOf(fields['source']);
  if (type === undefined || source === undefined) return undefined;
  return {
    id,
    company: String(fields['company']),
    source,
    type,
    receivedAt: String(fields['receivedAt']),
    document: textOrNull(fields['document']),
    companyCode: textOrNull(fields['companyCode']),
  };
}

function typeOf(value: unknown): DocumentEventType | undefined {
  return value === 'DIGITIZED' || value === 'EXPORTED' ? value : undefined;
}

/** Null if an older gateway stored the event, without a source. */
function sourceOf(value: unknown): Source | null | undefined {
  return value === undefined || value === null ? null : SOURCES.find((source) => source === value);
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
