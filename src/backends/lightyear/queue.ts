import { BackendRejected, Conflict, NotFound } from '../../errors/catalogue.ts';
import type { Listing, Reads } from '../backend.ts';
import type { OpenAccount } from '../open-account.ts';
import { keepPage, keptPage, type QueuePage, readQueuePage } from './queue-page.ts';
import { positionIn, type QueuePosition } from './queue-position.ts';

/** More documents than a page of the gateway reads. */
const MAX_LISTED = 1_000;

/**
 * The ids that follow a position, with one call, or without a call if the page that the reader is in the middle of is
 * still kept. The page is kept because only the key of the previous answer may be used, and so that documents that
 * leave the list do not move the reader.
 *
 * If the page is not kept, it is requested again by its key, and the listing continues after the last id shown. If the
 * key is no longer accepted, a second call requests the front of the list, which is then searched for the last id
 * shown, page by page. If that id has left the list, the list is read from its front: a document may be returned twice,
 * but none is skipped.
 *
 * Continuing after the end starts a new run, for which the contract uses no key. Documents that are still in the list
 * are returned again, as a document that was received early and approved late comes before those shown.
 */
export async function listExportable(
  account: OpenAccount,
  position: QueuePosition | null,
  reads: Reads,
): Promise<Listing<string, QueuePosition>> {
  const kept = position?.kept === undefined ? undefined : await keptPage(position.kept, reads);
  if (position !== null && kept !== undefined) return listingFrom(position.shown, kept, position.after);
  const from = position?.from ?? null;
  try {
    const page = await readQueuePage(account, from, reads, { fresh: false });
    return await listing(page, position, reads);
  } catch (error) {
    const refused = error instanceof BackendRejected || error instanceof Conflict || error instanceof NotFound;
    if (from === null || position === null || !refused) throw error;
    // A kept front would lead to the same key again.
    const front = await readQueuePage(account, null, reads, { fresh: true });
    // The key was refused during the search: another reader uses the list, and would do so again.
    return await listing(front, position.seeks ? null : { ...position, from: null, seeks: true }, reads);
  }
}

async function listing(
  page: QueuePage,
  position: QueuePosition | null,
  reads: Reads,
): Promise<Listing<string, QueuePosition>> {
  await keepPage(page, reads);
  const { after = null, shown = 0, seeks = false } = position ?? {};
  if (after === null || (shown === 0 && !seeks)) return listingFrom(0, page, after);
  const place = page.ids.indexOf(after);
  if (place !== -1) return listingFrom(place + 1, page, after);
  return seeks ? nothingYet(page, after) : listingFrom(0, page, after);
}

/**
 * A page without the id of the search. It may be on the next page; after the last page, the list starts from its front.
 */
function nothingYet({ next }: QueuePage, after: string): Listing<string, QueuePosition> {
  const position: QueuePosition =
    next === null ? { from: null, shown: 0, after: null } : { from: next, shown: 0, after, seeks: true };
  return { entries: [], more: true, positionAfter: () => position };
}

/** The ids of a page after the first `start`; `after` is the last id shown so far. */
function listingFrom(start: number, page: QueuePage, after: string | null): Listing<string, QueuePosition> {
  const listed = page.ids.slice(start, start + MAX_LISTED);
  return {
    entries: listed.map((id) => ({ document: id, sourceId: id, invoice: null })),
    more: start + listed.length < page.ids.length || page.next !== null,
    positionAfter: (count) => positionIn(page, start + count, count === 0 ? after : null),
  };
}
