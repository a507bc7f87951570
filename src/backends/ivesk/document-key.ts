import { isRecordedInstant } from '../../domain/dates.ts';
import { fitsInKey, isSourceKey } from '../../domain/source-key.ts';
import type { InvoiceKey } from '../backend.ts';
import { key } from '../wire.ts';
import type { Queue } from './endpoints.ts';
import { stamp } from './stamp.ts';
import type { WireDocument } from './wire.ts';

/** The data with which an Įvesk document is found again: its id, and its instant in a queue. */
export interface DocumentKey {
  readonly id: string;
  readonly at: string;
  readonly queue: Queue;
}

/**
 * The key of a document; undefined if it does not have an id and an instant. Every document should have `digitizedat`,
 * which never changes. A document without it is found by its last export, until it is exported again.
 */
export function documentKeyOf(wire: WireDocument): DocumentKey | undefined {
  const id = key(wire.id);
  if (id === null) return undefined;
  const digitizedAt = stamp(wire.digitizedat);
  if (digitizedAt !== null) return checked({ id, at: digitizedAt, queue: 'DIGITIZED' });
  const exportedAt = stamp(wire.exportedat);
  return exportedAt === null ? undefined : checked({ id, at: exportedAt, queue: 'EXPORTED' });
}

/** Checks a key from the source like a key from an id: the gateway does not give an id that it would refuse. */
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
