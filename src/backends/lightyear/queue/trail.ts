import * as trails from '../../../domain/trail.ts';
import { type AccountId, BackendBadResponse } from '../../../errors/catalogue.ts';
import { digest } from '../../digest.ts';
import type { QueuePage } from './queue-page.ts';

/** The trail of a reader that has left the page behind as well. */
export function withPage(page: QueuePage, trail: trails.Trail | undefined): trails.Trail {
  return trails.withPage(contentOf(page), trail);
}

/** Throws BackendBadResponse for a page of the trail: the list has come back to documents that it named before. */
export function expectProgress(page: QueuePage, trail: trails.Trail | undefined, accountId: AccountId): void {
  if (trails.isOn(trail, contentOf(page)))
    throw new BackendBadResponse('LIGHTYEAR gives the pages of its list in a circle', { accountId });
}

/**
 * The documents of a page, in any order and under any key: a source can give a new key each time. Pages without documents are
 * told apart by their keys, as a list may have several.
 */
function contentOf({ ids, from, next }: QueuePage): string {
  return digest(JSON.stringify(ids.length === 0 ? [from, next] : ids.toSorted()));
}
