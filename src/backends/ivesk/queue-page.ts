import { compareInstants } from '../../domain/dates.ts';
import type { Invoice } from '../../domain/invoice.ts';
import { BackendBadResponse } from '../../errors/catalogue.ts';
import type { Reads } from '../backend.ts';
import type { OpenAccount } from '../open-account.ts';
import { wireList, wireObject } from '../wire.ts';
import { type DocumentKey, documentKeyOf, toInvoiceKey } from './document-key.ts';
import { endpoints, type Queue } from './endpoints.ts';
import { mapDocument } from './map-document.ts';
import { stamp } from './stamp.ts';
import type { WireDocument, WireDocumentsPage } from './wire.ts';

/** One page of a queue, in its order. */
export interface QueuePage {
  readonly documents: readonly QueuedDocument[];
  /** Goes on from here; null where the queue ends. */
  readonly next: string | null;
}

export interface QueuedDocument {
  readonly key: DocumentKey;
  readonly invoice: Invoice;
  /** When it entered this queue; null where the document does not say. */
  readonly enteredAt: string | null;
}

/** Reads the page that follows an instant; one REST call. */
export function readQueuePage(
  account: OpenAccount,
  queue: Queue,
  from: string | null,
  reads: Reads,
): Promise<QueuePage> {
  return reads.through('queue', `${queue}:${from ?? ''}`, async (signal) => {
    const { json, bytes } = await account.client.get(endpoints.queue(queue, from), signal);
    const wire = wireObject<WireDocumentsPage>(json);
    if (wire === undefined)
      throw new BackendBadResponse('IVESK answered with something that is not a page of documents', {
        accountId: account.accountId,
      });
    const documents = wireList(wire.documents).flatMap((item) => toQueuedDocument(item, queue, account) ?? []);
    const next = nextOf(wire, documents);
    // A page without documents is the last one, and one that leads back to itself must be.
    const goesOn =
      next !== null && wireList(wire.documents).length > 0 && (from === null || compareInstants(next, from) > 0);
    return { value: { documents, next: goesOn ? next : null }, bytes };
  });
}

/** Where the next page begins. A `next` that is no time still says that there is one: it follows the last document. */
function nextOf({ next }: WireDocumentsPage, documents: readonly QueuedDocument[]): string | null {
  if (next === undefined || next === null || next === '') return null;
  return stamp(next) ?? lastInstant(documents);
}

/** When the last of the documents entered the queue. */
export function lastInstant(documents: readonly QueuedDocument[]): string | null {
  return documents.findLast(({ enteredAt }) => enteredAt !== null)?.enteredAt ?? null;
}

function toQueuedDocument(
  item: unknown,
  queue: Queue,
  { accountId, oddities }: OpenAccount,
): QueuedDocument | undefined {
  const wire = wireObject<WireDocument>(item);
  const documentKey = wire && documentKeyOf(wire);
  if (wire === undefined || documentKey === undefined) {
    oddities.documentLeftOut('a queued document without id or time');
    return undefined;
  }
  const ref = { company: accountId.company, source: 'IVESK', key: toInvoiceKey(documentKey) } as const;
  const invoice = mapDocument(wire, ref, documentKey.id, oddities);
  return {
    key: documentKey,
    invoice,
    enteredAt: queue === 'DIGITIZED' ? invoice.digitizedAt : invoice.exportedAt,
  };
}
