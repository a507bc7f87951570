import { BackendBadResponse } from '../../../errors/catalogue.ts';
import type { Reads } from '../../backend.ts';
import type { OpenAccount } from '../../open-account.ts';
import { readQueuePage } from './queue-page.ts';

/** A list that is longer than this does not end. */
const MAX_PAGES = 10_000;

/**
 * Tells for each document whether it waits for export, as the source lists it now. Reads the list from its front, until it has found
 * all of them. Throws BackendBadResponse if it does not find one, and an entry of the list is unreadable: that may be the document.
 */
export async function areListed(
  account: OpenAccount,
  invoiceIds: readonly string[],
  reads: Reads,
): Promise<readonly boolean[]> {
  const missing = new Set(invoiceIds);
  let from: string | null = null;
  let leftOut = 0;
  for (let pages = 0; pages < MAX_PAGES && missing.size > 0; pages += 1) {
    const page = await readQueuePage(account, from, reads, { fresh: true });
    for (const id of page.ids) missing.delete(id);
    leftOut += page.leftOut;
    from = page.next;
    if (from === null) break;
  }
  if (missing.size > 0 && (leftOut > 0 || from !== null))
    throw new BackendBadResponse('LIGHTYEAR gives a list that cannot be searched for a document', account);
  return invoiceIds.map((id) => !missing.has(id));
}
