import { BackendBadResponse } from '../../errors/catalogue.ts';
import type { Reads } from '../backend.ts';
import type { OpenAccount } from '../open-account.ts';
import { readQueuePage } from './queue-page.ts';

/** A list that is longer than this does not end. */
const MAX_PAGES = 10_000;

/**
 * True if the document waits for export, as the source lists it now. Reads the list from its front, until it finds the document. Throws
 * BackendBadResponse if it does not, and an entry of the list is unreadable: that may be the document.
 */
export async function isListed(account: OpenAccount, invoiceId: string, reads: Reads): Promise<boolean> {
  let from: string | null = null;
  let leftOut = 0;
  for (let pages = 0; pages < MAX_PAGES; pages += 1) {
    const page = await readQueuePage(account, from, reads, { fresh: true });
    if (page.ids.includes(invoiceId)) return true;
    leftOut += page.leftOut;
    if (page.next === null) {
      if (leftOut === 0) return false;
      break;
    }
    from = page.next;
  }
  throw new BackendBadResponse('LIGHTYEAR gives a list that cannot be searched for a document', account);
}
