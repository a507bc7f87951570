import { z } from 'zod';
import { createAccountCalls } from '../../calls/account-calls.ts';
import { createSourceAddresses } from '../../calls/addresses/source-addresses.ts';
import { credential, endpointUrl, oneOrTwo, uuid } from '../../config/schema/value-schemas.ts';
import { accountStatus } from '../account-status.ts';
import { expectNoContent } from '../answers/done.ts';
import { Frame } from '../answers/frame.ts';
import { defineSource } from '../define-source.ts';
import { createRestClient, errorAsValue, nullIfNotFound } from '../rest-client.ts';
import { url } from '../wire.ts';
import { AccessToken } from './access-token.ts';
import { lightyearAuthorize } from './authorize.ts';
import { parseInvoiceKey } from './document-id.ts';
import { endpoints } from './endpoints.ts';
import { createImportJobs } from './import-jobs.ts';
import { invoiceReader } from './invoice-reader.ts';
import { createMatchReads } from './matches.ts';
import { areListed } from './queue/are-listed.ts';
import { listExportable } from './queue/queue.ts';
import { parseQueuePosition } from './queue/queue-position.ts';
import { meantStatus } from './token-errors.ts';
import { lightyearWatch } from './watch.ts';
import type { WireDownloadUrl } from './wire.ts';

/** Approved supplier invoices that wait for export, each read by its id. */
export const lightyear = defineSource({
  name: 'LIGHTYEAR',
  title: 'Lightyear',
  settings: { tokenUrl: endpointUrl, clientId: credential, companyId: uuid },
  secrets: { clientSecret: oneOrTwo(credential) },
  // Its list takes no filter.
  filter: z.object({}),
  can: ['files', 'matches', 'exports', 'syncErrors', 'importJobs'],
  directions: ['PURCHASE'],
  documentKeys: { parse: parseInvoiceKey, write: (invoiceId) => [invoiceId], sourceId: (invoiceId) => invoiceId },
  parsePosition: parseQueuePosition,
  watch: lightyearWatch,
  open: (account, settings) => {
    const { accountId, deviations, logger, now } = account;
    const addresses = createSourceAddresses({ accountId, ...settings, logger });
    const http = createAccountCalls({ baseUrl: settings.baseUrl, policy: settings, ...account });
    const tokenHttp = createAccountCalls({ baseUrl: settings.tokenUrl, policy: settings, ...account, meantStatus });
    const token = new AccessToken(tokenHttp.send, settings, accountId, now);
    const client = createRestClient(http.send, lightyearAuthorize(token, settings.companyId), accountId);
    const opened = { client, accountId, deviations };
    const readOne = invoiceReader(opened, settings.companyId);

    return {
      listInvoices: (_filter, position, reads) => listExportable(opened, position, reads),
      readInvoices: (ids, reads) => Promise.all(ids.map((id) => errorAsValue(nullIfNotFound(readOne(id, reads))))),
      files: {
        downloadUrl: async (invoiceId, reads) => {
          const answer = await nullIfNotFound(client.get(endpoints.downloadUrl(invoiceId), reads.signal, 'DOCUMENT'));
          if (answer === null) return null;
          const frame = new Frame(opened, 'the URL of a file');
          const given = url(frame.object<WireDownloadUrl>(answer.json).url);
          if (given === null) throw frame.broken('url');
          return addresses.handOn(given);
        },
        handOn: addresses.handOn,
      },
      matches: createMatchReads(opened),
      exports: {
        markExported: async (invoiceId, ticket) => {
          expectNoContent(await client.post(endpoints.complete(invoiceId), null, ticket, 'DOCUMENT'), opened);
        },
        areListed: (invoiceIds, reads) => areListed(opened, invoiceIds, reads),
      },
      syncErrors: {
        report: async (invoiceId, reason, _reads, ticket) => {
          const body = JSON.stringify({ reason });
          expectNoContent(await client.post(endpoints.reject(invoiceId), body, ticket, 'DOCUMENT'), opened);
        },
      },
      importJobs: createImportJobs(opened),
      status: () => accountStatus(http.state(), tokenHttp.state()),
      [Symbol.asyncDispose]: async () => {
        await Promise.all([http[Symbol.asyncDispose](), tokenHttp[Symbol.asyncDispose]()]);
      },
    };
  },
});
