import { type AccountId, BackendBadResponse } from '../../../errors/catalogue.ts';
import { digest, isDigest } from '../../digest.ts';
import type { QueuePage } from './queue-page.ts';

/**
 * The pages that a reader has left behind, in a few bytes: their number, and the content of one of them. That page is the last one
 * whose number was a power of two, so that pages in a circle come to it again however long the circle is (Brent's algorithm).
 */
export type Trail = readonly [pages: number, content: string];

const MAX_PAGES = 10_000_000;

export function withPage(page: QueuePage, trail: Trail | undefined): Trail {
  const pages = (trail?.[0] ?? 0) + 1;
  const isPowerOfTwo = (pages & (pages - 1)) === 0;
  return [pages, trail === undefined || isPowerOfTwo ? contentOf(page) : trail[1]];
}

/** True for a page with the content that the trail names: the list has come back to documents that it named before. */
export function isOn(trail: Trail | undefined, page: QueuePage): boolean {
  return trail?.[1] === contentOf(page);
}

export function listInCircle(accountId: AccountId): BackendBadResponse {
  return new BackendBadResponse('LIGHTYEAR gives the pages of its list in a circle', { accountId });
}

/**
 * The documents of a page, in any order and under any key: a source can give a new key each time. Pages without documents are
 * told apart by their keys, as a list may have several.
 */
function contentOf({ ids, from, next }: QueuePage): string {
  return digest(JSON.stringify(ids.length === 0 ? [from, next] : ids.toSorted()));
}

export function parseTrail(value: unknown): Trail | undefined {
  if (!Array.isArray(value) || value.length !== 2) return undefined;
  const [pages, content]: readonly unknown[] = value;
  if (typeof pages !== 'number' || !Number.isInteger(pages) || pages < 1 || pages > MAX_PAGES) return undefined;
  return isDigest(content) ? [pages, content] : undefined;
}
