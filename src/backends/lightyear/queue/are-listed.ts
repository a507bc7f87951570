import type { Trail } from '../../../domain/trail.ts';
import { BackendBadResponse } from '../../../errors/catalogue.ts';
import type { Reads } from '../../backend.ts';
import type { OpenAccount } from '../../open-account.ts';
import { type QueuePage, readQueuePage } from './queue-page.ts';
import { expectProgress, withPage } from './trail.ts';

/**
 * Tells for each document whether it waits for export, as the source lists it now. Reads the list from its front, until it has found
 * all of them. Throws BackendBadResponse if it does not find one, and an entry of the list is unreadable: that may be the document.
 * The behalf's budget of calls bounds a list that does not end.
 */
export async function areListed(
  account: OpenAccount,
  invoiceIds: readonly string[],
  reads: Reads,
): Promise<readonly boolean[]> {
  const missing = new Set(invoiceIds);
  let from: string | null = null;
  let leftOut = 0;
  let trail: Trail | undefined;
  while (missing.size > 0) {
    const page: QueuePage = await readQueuePage(account, from, reads, { fresh: true });
    expectProgress(page, trail, account.accountId);
    trail = withPage(page, trail);
    for (const id of page.ids) missing.delete(id);
    leftOut += page.leftOut;
    from = page.next;
    if (from === null) break;
  }
  if (missing.size > 0 && leftOut > 0)
    throw new BackendBadResponse('LIGHTYEAR gives a list that cannot be searched for a document', account);
  return invoiceIds.map((id) => !missing.has(id));
}
