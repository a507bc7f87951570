import { isSourceKey } from '../../domain/source-key.ts';
import { canonicalId } from '../answers/canonical-id.ts';
import type { InvoiceKey } from '../backend.ts';
import { key } from '../wire.ts';

/** The id of a document as an answer names it, in its one spelling; null if it cannot be a key. */
export function documentId(value: unknown): string | null {
  const id = key(value);
  return id !== null && isSourceKey(id) ? canonicalId(id) : null;
}

/** A document is named by its id alone. */
export function parseInvoiceKey([invoiceId, ...tooMany]: InvoiceKey): string | undefined {
  return tooMany.length === 0 ? (documentId(invoiceId) ?? undefined) : undefined;
}
