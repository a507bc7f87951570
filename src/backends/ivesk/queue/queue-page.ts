import type { Invoice } from '../../../domain/invoice.ts';
import { compareInstants } from '../../../domain/values/dates.ts';
import type { GatewayError } from '../../../errors/catalogue.ts';
import { Frame } from '../../answers/frame.ts';
import { isGiven, withOddities } from '../../answers/shape.ts';
import type { Reads } from '../../backend.ts';
import { Unparsed } from '../../json/salvage.ts';
import type { OpenAccount } from '../../open-account.ts';
import { text, wireObject } from '../../wire.ts';
import { type DocumentKey, documentKeyOf, NO_TIME, toInvoiceKey } from '../document-key.ts';
import { endpoints, type Queue } from '../endpoints.ts';
import { mapDocument } from '../map-document.ts';
import { DOCUMENT } from '../shape.ts';
import { canonicalInstant, stamp } from '../stamp.ts';
import type { WireDocument, WireDocumentsPage } from '../wire.ts';

/** One page of a queue, in its order. */
export interface QueuePage {
  readonly documents: readonly QueuedDocument[];
  /** The start of the next page; null if the queue ends here. */
  readonly next: string | null;
  /** Documents that do not have a name under which they could be shown. */
  readonly leftOut: number;
  /** False if a part of it is broken: it is not kept then. */
  readonly isWhole: boolean;
}

export interface QueuedDocument {
  readonly key: DocumentKey;
  /** The error of a document that cannot be read. */
  readonly invoice: Invoice | GatewayError;
  /** When it entered this queue; null if the document does not say. */
  readonly enteredAt: string | null;
}

/** A request for the page of a queue that follows an instant; null = from the front. */
interface PageRequest {
  readonly queue: Queue;
  readonly from: string | null;
}

/** Reads the page that follows an instant; one REST call. */
export function readQueuePage(
  account: OpenAccount,
  queue: Queue,
  from: string | null,
  reads: Reads,
): Promise<QueuePage> {
  return reads.through('queue', `${queue}:${from ?? ''}`, async (signal) => {
    const { json, bytes } = await account.client.getPage(endpoints.queue(queue, from), signal);
    const page = parseQueuePage(json, { queue, from }, account);
    return { value: page, bytes, ...(!page.isWhole && { ttlMs: 0 }) };
  });
}

/**
 * A page has a list of documents, which may be empty; `next` is absent on the last page. Throws BackendBadResponse for
 * anything else.
 */
export function parseQueuePage(
  json: unknown,
  request: PageRequest,
  account: Pick<OpenAccount, 'accountId' | 'deviations'>,
): QueuePage {
  const frame = new Frame(account, 'a page of documents');
  const wire = frame.object<WireDocumentsPage>(json);
  const listed = frame.list(wire.documents, 'documents');
  const named = listed.flatMap((item, index) => toQueuedDocument(item, index, request.queue, account) ?? []);
  const documents = withoutRepeated(named);
  return {
    documents,
    next: nextOf(wire.next, documents, request.from, frame),
    leftOut: listed.length - named.length,
    isWhole: named.length === listed.length && documents.every(({ invoice }) => !(invoice instanceof Error)),
  };
}

/** A reader bears a document that comes again, says the contract. One with another time has entered the queue again. */
function withoutRepeated(documents: readonly QueuedDocument[]): readonly QueuedDocument[] {
  const names = new Set(documents.map(nameInQueue));
  if (names.size === documents.length) return documents;
  return documents.filter((document) => names.delete(nameInQueue(document)));
}

function nameInQueue({ key, enteredAt }: QueuedDocument): string {
  return JSON.stringify([key.id, enteredAt && canonicalInstant(enteredAt)]);
}

/**
 * The start of the next page. Throws if the page continues and has only documents that are before the instant that it was asked
 * for: the source ignores the instant, and what follows cannot be read. If `next` is not a time, or does not lead on, the next page
 * follows the last document. A source that includes the instant that it was asked for ends with that instant.
 */
function nextOf(next: unknown, documents: readonly QueuedDocument[], from: string | null, frame: Frame): string | null {
  if (!isGiven(next)) return null;
  if (typeof next !== 'string') throw frame.broken('next');
  if (isBefore(documents, from)) throw frame.broken('documents');
  const at = stamp(next);
  const following = [at, lastInstant(documents)].find((instant) => instant !== null && isAfter(instant, from));
  if (following !== undefined) return following;
  const isSame = at !== null && from !== null && compareInstants(at, from) === 0;
  if (isSame || (next === '' && documents.length === 0)) return null;
  throw frame.broken('next');
}

/** True if a document is before the instant, and none after it. A source may cut the instant to its milliseconds. */
function isBefore(documents: readonly QueuedDocument[], from: string | null): boolean {
  if (from === null) return false;
  const instants = documents.flatMap(({ enteredAt }) => enteredAt ?? []);
  return (
    instants.some((instant) => Date.parse(instant) < Date.parse(from)) &&
    !instants.some((instant) => isAfter(instant, from))
  );
}

function isAfter(instant: string, from: string | null): boolean {
  return from === null || compareInstants(instant, from) > 0;
}

/** When the last of the documents entered the queue. */
function lastInstant(documents: readonly QueuedDocument[]): string | null {
  return documents.findLast(({ enteredAt }) => enteredAt !== null)?.enteredAt ?? null;
}

/** Undefined for an item without a usable id. */
function toQueuedDocument(
  item: unknown,
  index: number,
  queue: Queue,
  account: Pick<OpenAccount, 'accountId' | 'deviations'>,
): QueuedDocument | undefined {
  const wire = item instanceof Unparsed ? (item.members as WireDocument) : wireObject<WireDocument>(item);
  const documentKey = wire && documentKeyOf(wire);
  if (wire === undefined || documentKey === undefined) {
    const path = `documents[${index}]${wire === undefined ? '' : '.id'}`;
    account.deviations.documentLeftOut(path, 'a queued document without a usable id');
    return undefined;
  }
  const fault = item instanceof Unparsed ? '' : faultOf(wire, documentKey, queue);
  const invoice =
    fault === undefined
      ? toInvoice(wire, documentKey, account)
      : account.deviations.unreadable(`documents[${index}]${fault}`, 'a document');
  return { key: documentKey, invoice, enteredAt: stamp(queue === 'DIGITIZED' ? wire.digitizedat : wire.exportedat) };
}

/**
 * The field without which the document cannot be found or understood; undefined if all are usable. Only the queue of exports can
 * have a document that was never digitized.
 */
export function faultOf(wire: WireDocument, { at, queue }: DocumentKey, listedIn: Queue): string | undefined {
  const isFoundByExport = queue === 'EXPORTED' && listedIn === 'EXPORTED' && !isGiven(wire.digitizedat);
  if (at === NO_TIME || (queue === 'EXPORTED' && !isFoundByExport)) return '.digitizedat';
  return isGiven(wire.doctype) && text(wire.doctype) === null ? '.doctype' : undefined;
}

function toInvoice(
  wire: WireDocument,
  documentKey: DocumentKey,
  { accountId, deviations }: Pick<OpenAccount, 'accountId' | 'deviations'>,
): Invoice {
  const ref = { company: accountId.company, source: 'IVESK', key: toInvoiceKey(documentKey) } as const;
  const invoice = mapDocument(wire, ref, documentKey.id, deviations);
  return withOddities(invoice, DOCUMENT.oddities(wire, deviations));
}
