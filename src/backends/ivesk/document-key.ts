import { isRecordedInstant } from '../../domain/dates.ts';
import { fitsInKey, isSourceKey } from '../../domain/source-key.ts';
import type { InvoiceKey } from '../backend.ts';
import { key } from '../wire.ts';
import type { Queue } from './endpoints.ts';
import { stamp } from './stamp.ts';
import type { WireDocument } from './wire.ts';

/** What an Įvesk document is found again by: its id, and the instant at which it stands in a queue. */
export interface DocumentKey {
  readonly id: string;
  readonly at: string;
  readonly queue: Queue;
}

/**
 * The key of a document, undefined where it has none. Every document ought to carry `digitizedat`, which never changes;
 * one without is found by its last export, as long as that is its last.
 */
export function documentKeyOf(wire: WireDocument): DocumentKey | undefined {
  const id = key(wire.id);
  if (id === null) return undefined;
  const digitizedAt = stamp(wire.digitizedat);
  if (digitizedAt !== null) return checked({ id, at: digitizedAt, queue: 'DIGITIZED' });
  const exportedAt = stamp(wire.exportedat);
  return exportedAt === null ? undefined : checked({ id, at: exportedAt, queue: 'EXPORTED' });
}

/** What comes from the source is checked as what comes with an id is: no id is given that would not be taken. */
function checked(documentKey: DocumentKey): DocumentKey | undefined {
  return parseDocumentKey(toInvoiceKey(documentKey));
}

export function toInvoiceKey({ id, at, queue }: DocumentKey): InvoiceKey {
  return queue === 'DIGITIZED' ? [id, at] : [id, at, 'EXPORTED'];
}

export function parseDocumentKey(invoiceKey: InvoiceKey): DocumentKey | undefined {
  const [id, at, queue, ...tooMany] = invoiceKey;
  if (id === undefined || !isSourceKey(id) || at === undefined || !isRecordedInstant(at) || tooMany.length > 0)
    return undefined;
  if (!fitsInKey(...invoiceKey)) return undefined;
  if (queue === undefined) return { id, at, queue: 'DIGITIZED' };
  return queue === 'EXPORTED' ? { id, at, queue } : undefined;
}
