import { type Answer, json } from '../stand-in/answer.ts';
import type { IveskEntry } from '../world/ivesk/queues.ts';

/** One of the two queues: its documents in order, and the time by which they are ordered. */
export interface Queue {
  readonly entries: readonly IveskEntry[];
  instantOf(entry: IveskEntry): number;
}

export interface PageQuery {
  /** Exclusive. */
  readonly from: string | undefined;
  readonly doctype: string | undefined;
}

/** About `pageSize` documents after `from`: a page never ends between documents with the same time. */
export function documentPage(
  { entries, instantOf }: Queue,
  { from, doctype }: PageQuery,
  pageSize: number,
  urlOf: (entry: IveskEntry) => string | undefined,
): Answer {
  const after = from === undefined ? Number.NEGATIVE_INFINITY : Date.parse(from);
  const rest = entries.filter(
    (entry) => instantOf(entry) > after && (doctype === undefined || entry.document['doctype'] === doctype),
  );
  const last = rest[Math.min(pageSize, rest.length) - 1];
  const page = last === undefined ? [] : rest.filter((entry) => instantOf(entry) <= instantOf(last));
  const documents = page.map((entry) => ({ ...entry.document, ...asUrl(urlOf(entry)) }));
  return json(200, {
    $schema: 'https://app.ivesk.lt/schemas/documents.json',
    documents,
    ...(last !== undefined && page.length < rest.length ? { next: new Date(instantOf(last)).toISOString() } : {}),
  });
}

function asUrl(url: string | undefined): { url?: string } {
  return url === undefined ? {} : { url };
}
