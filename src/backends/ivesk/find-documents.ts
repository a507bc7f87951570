import { compareInstants, instantOf, justBefore } from '../../domain/dates.ts';
import type { Invoice } from '../../domain/invoice.ts';
import {
  type AccountId,
  BackendBadResponse,
  BackendRateLimited,
  BackendTimeout,
  BackendUnauthorized,
  type GatewayError,
} from '../../errors/catalogue.ts';
import type { Reads } from '../backend.ts';
import type { OpenAccount } from '../open-account.ts';
import { errorAsValue } from '../rest-client.ts';
import type { DocumentKey } from './document-key.ts';
import { type QueuePage, readQueuePage } from './queue-page.ts';
import { WaitingDocuments } from './waiting-documents.ts';

type Found = Invoice | null | GatewayError;

/** One page reaches a document, unless a page and more lie between it and the instant just before. */
const MAX_PAGES_FOR_ONE = 30;

/**
 * Finds documents by the instants in their keys, as there is no call for a single one: from just before the earliest, a
 * page brings its neighbours along, and only what lies behind the page needs another call. Answers in the order asked.
 */
export async function findDocuments(
  keys: readonly DocumentKey[],
  account: OpenAccount,
  reads: Reads,
): Promise<readonly Found[]> {
  const found = new Map<DocumentKey, Found>();
  for (const queue of ['DIGITIZED', 'EXPORTED'] as const) {
    const waiting = new WaitingDocuments(keys.filter((key) => key.queue === queue));
    await findInQueue(waiting, (from) => readQueuePage(account, queue, from, reads), found, account.accountId);
  }
  return keys.map((key) => found.get(key) ?? null);
}

async function findInQueue(
  waiting: WaitingDocuments,
  readPage: (from: string) => Promise<QueuePage>,
  found: Map<DocumentKey, Found>,
  accountId: AccountId,
): Promise<void> {
  let next: string | null = null;
  let pages = 0;
  for (let first = waiting.first; first !== undefined; first = waiting.first) {
    const page: QueuePage | GatewayError = await errorAsValue(readPage(later(justBefore(first.at), next)));
    if (page instanceof Error) {
      // One failed page is the failure of the document it was read for; its neighbours may have pages of their own.
      for (const key of concernsAll(page) ? waiting.takeAll() : waiting.take(first)) found.set(key, page);
      pages = 0;
      continue;
    }
    next = page.next;
    pages += 1;
    findInPage(page, waiting, found);
    if (waiting.first !== first) pages = 0;
    if (pages < MAX_PAGES_FOR_ONE) continue;
    const error = new BackendBadResponse('IVESK did not come to the document within its pages', { accountId });
    for (const key of waiting.take(first)) found.set(key, error);
    pages = 0;
  }
}

/** What the page holds is found, and what it has passed by is not there. */
function findInPage(page: QueuePage, waiting: WaitingDocuments, found: Map<DocumentKey, Found>): void {
  const byId = new Map(page.documents.map(({ key, invoice }) => [key.id, invoice]));
  for (const [id, invoice] of byId) for (const key of waiting.takeNamed(id)) found.set(key, invoice);
  for (const key of page.next === null ? waiting.takeAll() : waiting.takeUpTo(instantOf(page.next)))
    found.set(key, null);
}

function later(instant: string, other: string | null): string {
  return other !== null && compareInstants(other, instant) > 0 ? other : instant;
}

/** Asking on would fail in the same way, and each time-out would be waited for after the one before. */
function concernsAll(error: GatewayError): boolean {
  return error instanceof BackendTimeout || error instanceof BackendUnauthorized || error instanceof BackendRateLimited;
}
