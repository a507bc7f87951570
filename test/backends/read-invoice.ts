import type { ListEntry } from '../../src/backends/backend.ts';
import type { Invoice } from '../../src/domain/invoice.ts';

/** The document of an entry whose list has it. */
export function invoiceIn({ invoice, sourceId }: Pick<ListEntry, 'invoice' | 'sourceId'>): Invoice {
  if (invoice instanceof Error) throw invoice;
  if (invoice === null) throw new Error(`the list does not have the document ${sourceId}`);
  return invoice;
}
