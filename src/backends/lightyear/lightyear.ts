import { z } from 'zod';
import { createAccountCalls } from '../../calls/account-calls.ts';
import { createSourceAddresses } from '../../calls/addresses/source-addresses.ts';
import { credential, endpointUrl, uuid } from '../../config/value-schemas.ts';
import type { Invoice } from '../../domain/invoice.ts';
import { isSourceKey } from '../../domain/source-key.ts';
import { BackendBadResponse } from '../../errors/catalogue.ts';
import { accountStatus } from '../account-status.ts';
import type { InvoiceKey, Reads } from '../backend.ts';
import { defineSource } from '../define-source.ts';
import { Oddities } from '../oddities.ts';
import type { OpenAccount } from '../open-account.ts';
import { createRestClient, errorAsValue, nullIfNotFound } from '../rest-client.ts';
import { url, wireObject } from '../wire.ts';
import { AccessToken } from './access-token.ts';
import { lightyearAuthorize } from './authorize.ts';
import { endpoints } from './endpoints.ts';
import { createImportJobs } from './import-jobs.ts';
import { mapInvoice } from './map-invoice.ts';
import { createMatchReads } from './matches.ts';
import { listExportable } from './queue.ts';
import { parseQueuePosition } from './queue-position.ts';
import type { WireDownloadUrl, WireInvoice } from './wire.ts';

/** Approved supplier invoices that wait for export, each read by its id. */
export const lightyear = defineSource({
  name: 'LIGHTYEAR',
  title: 'Lightyear',
  settings: { tokenUrl: endpointUrl, clientId: credential, companyId: uuid },
  secrets: { clientSecret: credential },
  // Its list takes no filter.
  filter: z.object({}),
  can: ['files', 'matches', 'exports', 'syncErrors', 'importJobs'],
  directions: ['PURCHASE'],
  // A document is named by its id alone.
  documentKeys: { parse: parseInvoiceId, write: (invoiceId) => [invoiceId] },
  parsePosition: parseQueuePosition,
  open: (account, settings) => {
    const { accountId, logger, now } = account;
    const oddities = new Oddities(accountId, logger);
    const addresses = createSourceAddresses({ accountId, ...settings, logger });
    const http = createAccountCalls({ baseUrl: settings.baseUrl, policy: settings, ...account });
    const tokenHttp = createAccountCalls({ baseUrl: settings.tokenUrl, policy: settings, ...account });
    const token = new AccessToken(tokenHttp.send, settings, accountId, now);
    const client = createRestClient(http.send, lightyearAuthorize(token, settings.companyId), accountId);
    const opened = { client, accountId, oddities };
    const readOne = invoiceReader(opened, settings.companyId);

    return {
      listInvoices: (_filter, position, reads) => listExportable(opened, position, reads),
      readInvoices: (ids, reads) => Promise.all(ids.map((id) => errorAsValue(nullIfNotFound(readOne(id, reads))))),
      files: {
        downloadUrl: async (invoiceId, reads) => {
          const answer = await nullIfNotFound(client.get(endpoints.downloadUrl(invoiceId), reads.signal, 'DOCUMENT'));
          const given = answer && url(wireObject<WireDownloadUrl>(answer.json)?.url);
          return given && addresses.handOn(given);
        },
        handOn: addresses.handOn,
      },
      matches: createMatchReads(opened),
      exports: {
        markExported: async (invoiceId, ticket) => {
          await client.post(endpoints.complete(invoiceId), null, ticket, 'DOCUMENT');
        },
      },
      syncErrors: {
        report: async (invoiceId, reason, _reads, ticket) => {
          await client.post(endpoints.reject(invoiceId), JSON.stringify({ reason }), ticket, 'DOCUMENT');
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

function parseInvoiceId([invoiceId, ...tooMany]: InvoiceKey): string | undefined {
  return invoiceId !== undefined && tooMany.length === 0 && isSourceKey(invoiceId) ? invoiceId : undefined;
}

function invoiceReader({ client, accountId, oddities }: OpenAccount, companyId: string) {
  const belongsElsewhere = (wire: WireInvoice, invoiceId: string) =>
    (typeof wire.id === 'string' && wire.id.toLowerCase() !== invoiceId.toLowerCase()) ||
    (typeof wire.companyID === 'string' && wire.companyID.toLowerCase() !== companyId.toLowerCase());

  return (invoiceId: string, reads: Reads): Promise<Invoice> => {
    const key = [invoiceId];
    return reads.document(key, async (signal) => {
      const { json, bytes } = await client.get(endpoints.invoice(invoiceId), signal, 'DOCUMENT');
      const wire = wireObject<WireInvoice>(json);
      if (wire === undefined)
        throw new BackendBadResponse('LIGHTYEAR answered with something that is not an invoice', { accountId });
      // Whatever went wrong there: another document, or another company's, is never shown as this one.
      if (belongsElsewhere(wire, invoiceId))
        throw new BackendBadResponse('LIGHTYEAR answered with another document', { accountId });
      const ref = { company: accountId.company, source: 'LIGHTYEAR', key } as const;
      return { value: mapInvoice(wire, ref, invoiceId, oddities), bytes };
    });
  };
}
