import type { IveskAccountConfig } from '../../config/config.ts';
import { BackendBadResponse, type Origin } from '../../errors/catalogue.ts';
import { createAccountHttp } from '../../http/account-http.ts';
import { createFileSender } from '../../http/put-file.ts';
import { createSourceAddresses } from '../../http/source-addresses.ts';
import type { AccountDependencies } from '../account-dependencies.ts';
import { accountStatus } from '../account-status.ts';
import type { Backend, ColumnReads, InvoiceKey, Reads } from '../backend.ts';
import { Oddities } from '../oddities.ts';
import { type Authorize, createRestClient, JSON_BODY, type RestClient } from '../rest-client.ts';
import { dateTime, key, text, wireList, wireObject } from '../wire.ts';
import { parseDocumentKey, toDocumentKey } from './document-key.ts';
import { endpoints } from './endpoints.ts';
import { findDocuments } from './find-documents.ts';
import { parseQueuePosition, toListing } from './queue-listing.ts';
import { readQueuePage } from './queue-page.ts';
import { createSyncErrorWrites } from './sync-errors.ts';
import { createUploads } from './uploads.ts';
import { createWebhooks } from './webhooks.ts';
import type { WireColumnsPage, WireColumnValue } from './wire.ts';

/** Of the text that names the next page of a column: a cursor holds it. */
const MAX_NEXT = 2_000;

/** Įvesk for one company: digitized documents, which are only read from two queues ordered by time. */
export function createIveskBackend(
  company: string,
  config: IveskAccountConfig,
  dependencies: AccountDependencies,
): Backend {
  const origin: Origin = { source: 'IVESK', company };
  const oddities = new Oddities(origin, dependencies.logger);
  const secrets = [config.apiKey, config.webhookSecret];
  const http = createAccountHttp({ baseUrl: config.baseUrl, policy: config, origin, secrets, ...dependencies });
  const client = createRestClient(http.send, apiKeyAuthorize(config.apiKey), origin);
  // The storage is another host with other manners: how it does says nothing of the account.
  const addresses = createSourceAddresses({ origin, ...config, logger: dependencies.logger });
  const storage = createFileSender({
    ...{ origin, addresses, ...config, logger: dependencies.logger },
    ...(dependencies.maxQueuedCalls !== undefined && { maxQueued: dependencies.maxQueuedCalls }),
  });
  const readInvoices = (keys: readonly InvoiceKey[], reads: Reads) =>
    findDocuments(
      keys.map(toDocumentKey),
      (queue, from) => readQueuePage(client, queue, from, reads, origin, oddities),
      origin,
    );

  return {
    source: 'IVESK',
    company,
    timeoutMs: config.timeoutMs,
    listInvoices: async (query, given, reads) => {
      const position = (given && parseQueuePosition(given)) ?? { from: query.since, seen: [] };
      return toListing(await readQueuePage(client, query.iveskQueue, position.from, reads, origin, oddities), position);
    },
    parsePosition: parseQueuePosition,
    readInvoices,
    columns: createColumnReads(client, config.companyCode, origin, oddities),
    syncErrors: createSyncErrorWrites(client, readInvoices, config.companyCode, origin),
    uploads: createUploads(client, storage, addresses, origin),
    webhooks: createWebhooks(client, config.companyCode, origin),
    files: {
      // A document has its URL with it, but for one that was stored without.
      downloadUrl: async (invoiceKey, reads) => {
        const [document] = await readInvoices([invoiceKey], reads);
        if (document instanceof Error) throw document;
        const url = document?.file?.url ?? null;
        return url && addresses.handOn(url);
      },
      handOn: addresses.handOn,
    },
    status: () => accountStatus(http.state()),
    [Symbol.asyncDispose]: async () => {
      await Promise.all([http[Symbol.asyncDispose](), storage[Symbol.asyncDispose]()]);
    },
  };
}

export function isIveskKey(invoiceKey: InvoiceKey): boolean {
  return parseDocumentKey(invoiceKey) !== undefined;
}

function apiKeyAuthorize(apiKey: string): Authorize {
  const headers = { 'x-api-key': apiKey, accept: 'application/json' };
  const withBody = { ...headers, ...JSON_BODY };
  return (send, request) => send({ ...request, headers: request.body === undefined ? headers : withBody });
}

function createColumnReads(client: RestClient, companyCode: string, origin: Origin, oddities: Oddities): ColumnReads {
  return {
    page: (column, modifiedSince, next, reads) =>
      reads.through('columns', JSON.stringify([column, modifiedSince, next]), async (signal) => {
        const { json, bytes } = await client.get(endpoints.columns(companyCode, column, modifiedSince, next), signal);
        const wire = wireObject<WireColumnsPage>(json);
        if (wire === undefined)
          throw new BackendBadResponse('IVESK answered with something that is not a page of values', { origin });
        const values = wireList(wire.items).flatMap((item) => {
          const value = wireObject<WireColumnValue>(item);
          const code = key(value?.code);
          if (value === undefined || code === null) {
            oddities.documentLeftOut('a column value without its code');
            return [];
          }
          return [{ code, description: text(value.description), modifiedAt: dateTime(value.modifiedat) }];
        });
        const following = key(wire.next);
        if (following !== null && following.length > MAX_NEXT)
          throw new BackendBadResponse(`IVESK names its next page with more than ${MAX_NEXT} characters`, { origin });
        return { value: { values, next: following === next ? null : following }, bytes };
      }),
  };
}
