import { DOCUMENT_EVENT_TYPES } from '../../domain/document-event.ts';
import { SOURCES } from '../../domain/source.ts';
import { WRITE_OUTCOMES } from '../../domain/write.ts';
import { toSubject } from '../subject.ts';
import type { EventRow } from '../tables.ts';
import type { StoredEvent } from './event-log.ts';

/** Undefined for an event of a type, source or outcome that only a newer gateway on the same store knows. */
export function toStoredEvent(row: EventRow): StoredEvent | undefined {
  const type = DOCUMENT_EVENT_TYPES.find((one) => one === row.type);
  const source = row.source === null ? null : SOURCES.find((one) => one === row.source);
  const outcome = row.outcome === null ? null : WRITE_OUTCOMES.find((one) => one === row.outcome);
  if (type === undefined || source === undefined || outcome === undefined) return undefined;
  return {
    ...{ id: String(row.id), company: row.company, source, type, outcome },
    ...{ receivedAt: row.received_at, document: row.document, companyCode: row.company_code },
    ...{ subject: toSubject(row.subject), writeId: row.write_id },
  };
}
