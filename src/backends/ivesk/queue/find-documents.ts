import type { Invoice } from '../../../domain/invoice.ts';
import { compareInstants, instantOf, justBefore } from '../../../domain/values/dates.ts';
import {
  type AccountId,
  BackendBadResponse,
  BackendRateLimited,
  BackendTimeout,
  BackendUnauthorized,
  type GatewayError,
} from '../../../errors/catalogue.ts';
import type { Reads } from '../../backend.ts';
import type { OpenAccount } from '../../open-account.ts';
import { errorAsValue } from '../../rest-client.ts';
import { type DocumentKey, NO_TIME } from '../document-key.ts';
import { type QueuePage, readQueuePage } from './queue-page.ts';
import { WaitingDocuments } from './waiting-documents.ts';

type Found = Invoice | null | GatewayError;

/** The first page has the document, unless more than a page of documents are between it and the instant just before. */
const MAX_PAGES_FOR_ONE = 30;

/**
 * Finds documents by the instants in their keys, as Įvesk does not have a call for a single document. A page from just
 * before the earliest document also contains its neighbours; only the documents after the page need another call.
 * Returns them in the order of the keys.
 */
export async function findDocuments(
  keys: readonly DocumentKey[],
  account: OpenAccount,
  reads: Reads,
): Promise<readonly Found[]> {
  const found = new Map<DocumentKey, Found>();
  for (const key of keys) if (key.at === NO_TIME) found.set(key, withoutTime(account.accountId));
  for (const queue of ['DIGITIZED', 'EXPORTED'] as const) {
    const waiting = new WaitingDocuments(keys.filter((key) => key.queue === queue && key.at !== NO_TIME));
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
    findInPage(page, waiting, found, page.leftOut > 0 ? amongUnreadable(accountId) : null);
    if (waiting.first !== first) pages = 0;
    if (pages < MAX_PAGES_FOR_ONE) continue;
    const error = new BackendBadResponse('IVESK gave too many pages without reaching the document', { accountId });
    for (const key of waiting.take(first)) found.set(key, error);
    pages = 0;
  }
}

/** Takes the documents on the page, and those that are missing from the part of the queue that it covers: they are `missing`. */
function findInPage(
  page: QueuePage,
  waiting: WaitingDocuments,
  found: Map<DocumentKey, Found>,
  missing: null | GatewayError,
): void {
  const byId = new Map(page.documents.map(({ key, invoice }) => [key.id, invoice]));
  for (const [id, invoice] of byId) for (const key of waiting.takeNamed(id)) found.set(key, invoice);
  for (const key of page.next === null ? waiting.takeAll() : waiting.takeUpTo(instantOf(page.next)))
    found.set(key, missing);
}

/** A document that is missing from a page may be one of those that the page has without a usable id. */
function amongUnreadable(accountId: AccountId): BackendBadResponse {
  return new BackendBadResponse('IVESK lists documents without a usable id, and this may be one of them', {
    accountId,
  });
}

function withoutTime(accountId: AccountId): BackendBadResponse {
  return new BackendBadResponse('IVESK lists this document without its time, by which it would be found', {
    accountId,
  });
}

function later(instant: string, other: string | null): string {
  return other !== null && compareInstants(other, instant) > 0 ? other : instant;
}

/** Further calls would fail in the same way, and each would wait for a time-out of its own. */
function concernsAll(error: GatewayError): boolean {
  return error instanceof BackendTimeout || error instanceof BackendUnauthorized || error instanceof BackendRateLimited;
}
