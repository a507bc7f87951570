import type { DocumentEventType, StoredEvent } from './event-log.ts';

/**
 * An event out of a store's fields, which have the names of its properties. Undefined for a type that is not known here:
 * a newer gateway on the same Redis may know more.
 */
export function toStoredEvent(id: string, fields: Readonly<Record<string, unknown>>): StoredEvent | undefined {
  const type = typeOf(fields['type']);
  if (type === undefined) return undefined;
  return {
    id,
    company: String(fields['company']),
    type,
    receivedAt: String(fields['receivedAt']),
    document: textOrNull(fields['document']),
    companyCode: textOrNull(fields['companyCode']),
  };
}

function typeOf(value: unknown): DocumentEventType | undefined {
  return value === 'DIGITIZED' || value === 'EXPORTED' ? value : undefined;
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
