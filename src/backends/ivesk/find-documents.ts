import type { Invoice } from '../../domain/invoice.ts';
import { BackendRateLimited, BackendTimeout, BackendUnauthorized, type GatewayError } from '../../errors/catalogue.ts';
import { errorAsValue } from '../rest-client.ts';
import type { DocumentKey } from './document-key.ts';
import type { Queue } from './endpoints.ts';
import { isAfter, type QueuePage } from './queue-page.ts';

type Found = Invoice | null | GatewayError;

/**
 * Finds documents by the instants in their keys, as there is no call for a single one: from just before the earliest, a
 * page brings its neighbours along, and only what lies behind the page needs another call. Answers in the order asked.
 */
export async function findDocuments(
  keys: readonly DocumentKey[],
  readPage: (queue: Queue, from: string) => Promise<QueuePage>,
): Promise<readonly Found[]> {
  const found = new Map<DocumentKey, Found>();
  for (const queue of ['DIGITIZED', 'EXPORTED'] as const) {
    const ordered = keys.filter((key) => key.queue === queue).sort((a, b) => (isAfter(a.at, b.at) ? 1 : -1));
    await findInQueue(ordered, (from) => readPage(queue, from), found);
  }
  return keys.map((key) => found.get(key) ?? null);
}

async function findInQueue(
  ordered: readonly DocumentKey[],
  readPage: (from: string) => Promise<QueuePage>,
  found: Map<DocumentKey, Found>,
): Promise<void> {
  let waiting = ordered;
  for (let first = waiting[0]; first !== undefined; first = waiting[0]) {
    const page = await errorAsValue(readPage(justBefore(first.at)));
    if (page instanceof Error) {
      // One failed page is the failure of the document it was read for; its neighbours may have pages of their own.
      const failed = concernsAll(page) ? waiting : [first];
      for (const key of failed) found.set(key, page);
      waiting = waiting.slice(failed.length);
      continue;
    }
    const reach = page.next === null ? null : page.documents.findLast(({ enteredAt }) => enteredAt !== null)?.enteredAt;
    const byId = new Map(page.documents.map(({ id, invoice }) => [id, invoice]));
    for (const key of waiting) {
      const invoice = byId.get(key.id);
      const isCovered = reach === null || reach === undefined || !isAfter(key.at, reach);
      if (invoice !== undefined || isCovered || key === first) found.set(key, invoice ?? null);
    }
    waiting = waiting.filter((key) => !found.has(key));
  }
}

/** Asking on would fail in the same way, and each time-out would be waited for after the one before. */
function concernsAll(error: GatewayError): boolean {
  return error instanceof BackendTimeout || error instanceof BackendUnauthorized || error instanceof BackendRateLimited;
}

/** `from` is exclusive: the millisecond before has the document, and whatever shares its instant. */
function justBefore(instant: string): string {
  return new Date(Date.parse(instant) - 1).toISOString();
}
