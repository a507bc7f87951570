import type { Context } from '../../context.ts';
import type { InvoiceRef } from '../../domain/ids.ts';
import type { StoredEvent } from '../../store/events/event-log.ts';
import { checkFirst } from '../arguments.ts';

const DEFAULT_FIRST = 50;
const MAX_FIRST = 200;

/** The events of a document that the caller may see. Throws StoreUnavailable if the store does not answer. */
export async function readHistory(
  document: InvoiceRef,
  first: number | null | undefined,
  { accounts, loaders }: Context,
): Promise<readonly StoredEvent[]> {
  const count = checkFirst(first, DEFAULT_FIRST, MAX_FIRST);
  const account = accounts.backend(document.company, document.source);
  const events = await loaders.history.load({ document, count });
  // An announcement of a source cannot be shown without its account.
  return account?.webhooks === undefined ? events.filter((event) => event.document === null) : events;
}
