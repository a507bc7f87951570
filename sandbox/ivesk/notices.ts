import type { S3StandIn } from '../s3/start-s3.ts';
import type { EventKind } from '../sns/subscriptions.ts';
import type { IveskAccount } from '../world/ivesk/account.ts';
import type { IveskEntry } from '../world/ivesk/queues.ts';

/** What Įvesk announces, as the text of a message. */
export interface Notices {
  /** One whole document of the digitized queue, as the queue has it. */
  digitized(account: IveskAccount, documentId: string | undefined): string;
  /** It does not say what was exported. */
  exported(account: IveskAccount): string;
  /** Of either kind; the last document of the queue where it is about one. */
  messageOf(account: IveskAccount, event: EventKind): string;
  /** A pre-signed URL of a document's file; undefined where it has none. */
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
    // Without a file there is no url either: what is undefined is no part of JSON.
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
