import { BackendBadResponse, BackendRejected, Conflict, NotFound } from '../../errors/catalogue.ts';
import { expectEmptyObject } from '../answers/done.ts';
import type { Reads, SyncErrorWrites } from '../backend.ts';
import type { OpenAccount } from '../open-account.ts';
import type { DocumentKey } from './document-key.ts';
import { endpoints } from './endpoints.ts';
import { findDocuments } from './queue/find-documents.ts';

/**
 * Reports a sync error to the company to which the document belongs, as an account may contain documents of several
 * companies. The document is therefore read first, and nothing is sent if it does not exist or cannot be read. A refusal of
 * that reading is not a refusal of the report, which can be sent later.
 */
export function createSyncErrorWrites(account: OpenAccount, accountCompanyCode: string): SyncErrorWrites<DocumentKey> {
  const companyCodeOf = async (key: DocumentKey, reads: Reads): Promise<string> => {
    const [document] = await findDocuments([key], account, reads);
    if (document instanceof BackendRejected || document instanceof Conflict)
      throw new BackendBadResponse('IVESK refuses to give the document, which says to whom the error is reported', {
        accountId: account.accountId,
        cause: document,
      });
    if (document instanceof Error) throw document;
    if (!document) throw new NotFound('The source does not have it.', { accountId: account.accountId });
    return document.companyCode || accountCompanyCode;
  };

  return {
    report: async (key, message, reads, ticket) => {
      const companycode = await companyCodeOf(key, reads);
      const body = JSON.stringify({ documentid: key.id, companycode, message });
      expectEmptyObject(await account.client.post(endpoints.syncErrors, body, ticket), account);
    },
  };
}
