import { BackendRejected, Conflict, NotFound } from '../../errors/catalogue.ts';
import type { Listing, Reads } from '../backend.ts';
import type { OpenAccount } from '../open-account.ts';
import { keepPage, keptPage, type QueuePage, readQueuePage } from './queue-page.ts';
import { positionIn, type QueuePosition } from './queue-position.ts';

/** More than a page of ours looks at. */
const MAX_LISTED = 1_000;

/**
 * The ids that follow a position, with one call. Without one where the source's page is still kept, which a reader may be
 * in the middle of: only the key of the answer just before may be used, and documents that leave the list move nothing.
 *
 * Where it is not kept, the page is asked for again by its key, and gone on with after the last id shown. A key that is
 * not taken any more leads back to the front, with a second call. From there the last id shown is looked for, page by page,
 * and where that has left the list it is read from its front: documents may come twice, and never not at all.
 *
 * Going on after the end is a new run, which the contract has start without a key: what still waits comes again, as a
 * document that was received early and approved late stands before those shown.
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
    // A front that was kept would lead to the same key once more.
    const front = await readQueuePage(account, null, reads, { fresh: true });
    // A key that is refused while the last id is looked for: somebody else reads, and would do so again.
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

/** A page without the id that is looked for. It may be on the next one; after the last one the list begins anew. */
function nothingYet({ next }: QueuePage, after: string): Listing<string, QueuePosition> {
  const position: QueuePosition =
    next === null ? { from: null, shown: 0, after: null } : { from: next, shown: 0, after, seeks: true };
  return { entries: [], more: true, positionAfter: () => position };
}

/** What follows the first `start` ids of a page; `after` is the last id shown so far. */
function listingFrom(start: number, page: QueuePage, after: string | null): Listing<string, QueuePosition> {
  const listed = page.ids.slice(start, start + MAX_LISTED);
  return {
    entries: listed.map((id) => ({ document: id, sourceId: id, invoice: null })),
    more: start + listed.length < page.ids.length || page.next !== null,
    positionAfter: (count) => positionIn(page, start + count, count === 0 ? after : null),
  };
}
