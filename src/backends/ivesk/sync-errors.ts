import { type AccountId, NotFound } from '../../errors/catalogue.ts';
import type { Backend, InvoiceKey, Reads, SyncErrorWrites } from '../backend.ts';
import type { RestClient } from '../rest-client.ts';
import { toDocumentKey } from './document-key.ts';
import { endpoints } from './endpoints.ts';

/**
 * Reports a sync error to the company that the document belongs to: an account may hold documents of several. So the
 * document is read first, and nothing is sent for one that is not there.
 */
export function createSyncErrorWrites(
  client: RestClient,
  readInvoices: Backend['readInvoices'],
  accountCompanyCode: string,
  accountId: AccountId,
): SyncErrorWrites {
  const companyCodeOf = async (key: InvoiceKey, reads: Reads): Promise<string> => {
    const [document] = await readInvoices([key], reads);
    if (document instanceof Error) throw document;
    if (!document) throw new NotFound('The source does not have it.', { accountId });
    return document.companyCode || accountCompanyCode;
  };

  return {
    report: async (key, message, reads, ticket) => {
      const companycode = await companyCodeOf(key, reads);
      const { id: documentid } = toDocumentKey(key);
      await client.post(endpoints.syncErrors, JSON.stringify({ documentid, companycode, message }), ticket);
    },
  };
}
