import { fitsInKey, isSourceKey } from '../../domain/source-key.ts';
import { isRecordedInstant } from '../../domain/values/dates.ts';
import { canonicalId } from '../answers/canonical-id.ts';
import type { InvoiceKey } from '../backend.ts';
import { key } from '../wire.ts';
import type { Queue } from './endpoints.ts';
import { canonicalInstant, stamp } from './stamp.ts';
import type { WireDocument } from './wire.ts';

/**
 * The data with which an Įvesk document is found again: its id, and its instant in a queue. Both are in their one spelling, so that
 * a document has one key however the source writes them.
 */
export interface DocumentKey {
  readonly id: string;
  /** NO_TIME if the document does not have an instant: its key is a name for it, and cannot find it. */
  readonly at: string;
  readonly queue: Queue;
}

export const NO_TIME = '';

/**
 * The key of a document; undefined if it does not have an id. Every document should have `digitizedat`,
 * which never changes. A document without it is found by its last export, until it is exported again.
 */
export function documentKeyOf(wire: WireDocument): DocumentKey | undefined {
  const id = key(wire.id);
  if (id === null) return undefined;
  const digitizedAt = stamp(wire.digitizedat);
  const digitized = digitizedAt === null ? undefined : checked({ id, at: digitizedAt, queue: 'DIGITIZED' });
  if (digitized !== undefined) return digitized;
  const exportedAt = stamp(wire.exportedat);
  return (
    (exportedAt === null ? undefined : checked({ id, at: exportedAt, queue: 'EXPORTED' })) ??
    checked({ id, at: NO_TIME, queue: 'DIGITIZED' })
  );
}

/** Checks and spells a key from the source like a key from an id: the gateway does not give an id that it would refuse. */
function checked(documentKey: DocumentKey): DocumentKey | undefined {
  return parseDocumentKey(toInvoiceKey(documentKey));
}

export function toInvoiceKey({ id, at, queue }: DocumentKey): InvoiceKey {
  if (at === NO_TIME) return [id];
  return queue === 'DIGITIZED' ? [id, at] : [id, at, 'EXPORTED'];
}

export function parseDocumentKey(invoiceKey: InvoiceKey): DocumentKey | undefined {
  const [given, instant, queue, ...tooMany] = invoiceKey;
  if (given === undefined || !isSourceKey(given) || tooMany.length > 0 || !fitsInKey(...invoiceKey)) return undefined;
  const id = canonicalId(given);
  if (instant === undefined) return { id, at: NO_TIME, queue: 'DIGITIZED' };
  if (!isRecordedInstant(instant)) return undefined;
  const at = canonicalInstant(instant);
  if (queue === undefined) return { id, at, queue: 'DIGITIZED' };
  return queue === 'EXPORTED' ? { id, at, queue } : undefined;
}
