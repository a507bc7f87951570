import { NotFound } from '../../errors/catalogue.ts';
import type { Reads, SyncErrorWrites } from '../backend.ts';
import type { OpenAccount } from '../open-account.ts';
import type { DocumentKey } from './document-key.ts';
import { endpoints } from './endpoints.ts';
import { findDocuments } from './find-documents.ts';

/**
 * Reports a sync error to the company that the document belongs to: an account may hold documents of several. So the
 * document is read first, and a report about one that does not exist is not sent.
 */
export function createSyncErrorWrites(account: OpenAccount, accountCompanyCode: string): SyncErrorWrites<DocumentKey> {
  const companyCodeOf = async (key: DocumentKey, reads: Reads): Promise<string> => {
    const [document] = await findDocuments([key], account, reads);
    if (document instanceof Error) throw document;
    if (!document) throw new NotFound('The source does not have it.', { accountId: account.accountId });
    return document.companyCode || accountCompanyCode;
  };

  return {
    report: async (key, message, reads, ticket) => {
      const companycode = await companyCodeOf(key, reads);
      const body = JSON.stringify({ documentid: key.id, companycode, message });
      await account.client.post(endpoints.syncErrors, body, ticket);
    },
  };
}
