import type { Trail } from '../../../domain/trail.ts';
import { BackendRejected, Conflict } from '../../../errors/catalogue.ts';
import type { Listing, Reads } from '../../backend.ts';
import type { OpenAccount } from '../../open-account.ts';
import { NoSuchPage } from '../../rest-client.ts';
import { keepPage, keptPage, type QueuePage, readQueuePage } from './queue-page.ts';
import { fitsInCursor, positionIn, type QueuePosition } from './queue-position.ts';
import { expectProgress, withPage } from './trail.ts';

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
  if (position !== null && kept !== undefined) return listingFrom(position.shown, kept, position, { account, reads });
  const from = position?.from ?? null;
  try {
    const page = await readQueuePage(account, from, reads, { fresh: false });
    return await listing(page, position, account, reads);
  } catch (error) {
    const refused = error instanceof BackendRejected || error instanceof Conflict || error instanceof NoSuchPage;
    if (from === null || position === null || !refused) throw error;
    // A kept front would lead to the same key again.
    const front = await readQueuePage(account, null, reads, { fresh: true });
    // The key was refused during the search: another reader uses the list, and would do so again.
    const { shown, after } = position;
    return await listing(front, position.seeks ? null : { from: null, shown, after, seeks: true }, account, reads);
  }
}

async function listing(
  page: QueuePage,
  position: QueuePosition | null,
  account: OpenAccount,
  reads: Reads,
): Promise<Listing<string, QueuePosition>> {
  const { accountId } = account;
  const through = { account, reads };
  const { after = null, shown = 0, seeks = false, trail } = position ?? {};
  expectProgress(page, trail, accountId);
  await keepPage(page, reads);
  const behind = { after, trail };
  if (after === null || (shown === 0 && !seeks)) return listingFrom(0, page, behind, through);
  const place = page.ids.indexOf(after);
  if (place !== -1) return listingFrom(place + 1, page, behind, through);
  return seeks ? nothingYet(page, after, trail) : listingFrom(0, page, behind, through);
}

/**
 * A page without the id of the search. It may be on the next page. After the last page, or if the position cannot contain the
 * key of the next one, the list starts from its front.
 */
function nothingYet(page: QueuePage, after: string, trail: Trail | undefined): Listing<string, QueuePosition> {
  const { next, leftOut } = page;
  const position: QueuePosition =
    next === null || !fitsInCursor(next)
      ? { from: null, shown: 0, after: null }
      : { from: next, shown: 0, after, seeks: true, trail: withPage(page, trail) };
  return { entries: [], leftOut, more: true, positionAfter: () => position };
}

/** The part of a position that a reader takes along to the next page. */
interface Behind {
  /** The last id shown so far. */
  readonly after: string | null;
  readonly trail?: Trail | undefined;
}

/**
 * The ids of a page after the first `start`. After the last of them, a key that is too long for a position is followed at once, as
 * the next call could not know it.
 */
async function listingFrom(
  start: number,
  page: QueuePage,
  { after, trail }: Behind,
  { account, reads }: { readonly account: OpenAccount; readonly reads: Reads },
): Promise<Listing<string, QueuePosition>> {
  if (start >= page.ids.length && page.next !== null && !fitsInCursor(page.next)) {
    const behind = { after: page.ids.at(-1) ?? after, trail: withPage(page, trail) };
    return listExportable(account, { from: page.next, shown: 0, ...behind }, reads);
  }
  const listed = page.ids.slice(start, start + MAX_LISTED);
  return {
    entries: listed.map((id) => ({ document: id, sourceId: id, invoice: null })),
    leftOut: page.leftOut,
    more: start + listed.length < page.ids.length || page.next !== null,
    positionAfter: (count) => positionIn(page, start + count, count === 0 ? after : null, trail),
  };
}
