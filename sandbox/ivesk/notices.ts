import type { S3StandIn } from '../s3/start-s3.ts';
import type { EventKind } from '../sns/subscriptions.ts';
import type { IveskAccount } from '../world/ivesk/account.ts';
import type { IveskEntry } from '../world/ivesk/queues.ts';

/** The announcements of Įvesk, as the text of a message. */
export interface Notices {
  /** A complete document of the digitized queue, in the form of the queue. */
  digitized(account: IveskAccount, documentId: string | undefined): string;
  /** Without the documents that were exported. */
  exported(account: IveskAccount): string;
  /** A message of either kind. One about a document is about the last one of the queue. */
  messageOf(account: IveskAccount, event: EventKind): string;
  /** A pre-signed URL of a document's file; undefined if the document does not have a file. */
  fileUrl(account: IveskAccount, entry: IveskEntry): string | undefined;
}

export function createNotices(s3: S3StandIn): Notices {
  const fileUrl: Notices['fileUrl'] = (account, { id, document, file }) => {
    if (file !== undefined) return s3.readUrl(file);
    const title = document['filename'];
    if (id === undefined || typeof title !== 'string') return undefined;
    return s3.sampleUrl({ path: `/ivesk-documents/${account.companyCode}/${id}.pdf`, title });
  };
  const digitized: Notices['digitized'] = (account, documentId) => {
    const entry = account.digitized().find(({ id }) => id === documentId);
    if (entry === undefined) throw new RangeError(`${account.company} has no such document`);
    // Without a file, `url` is undefined, and JSON.stringify leaves it out.
    return JSON.stringify({ ...entry.document, url: fileUrl(account, entry) });
  };
  const exported: Notices['exported'] = ({ companyCode }) => JSON.stringify({ companyCode });
  return {
    fileUrl,
    digitized,
    exported,
    messageOf: (account, event) =>
      event === 'DIGITIZED' ? digitized(account, account.digitized().at(-1)?.id) : exported(account),
  };
}
