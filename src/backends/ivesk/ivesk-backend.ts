import type { IveskAccountConfig } from '../../config/config.ts';
import { BackendBadResponse, type Origin } from '../../errors/catalogue.ts';
import { createAccountHttp } from '../../http/account-http.ts';
import type { AccountDependencies } from '../account-dependencies.ts';
import { accountStatus } from '../account-status.ts';
import type { Backend, ColumnReads, InvoiceKey } from '../backend.ts';
import { Oddities } from '../oddities.ts';
import { type Authorize, createRestClient, type RestClient } from '../rest-client.ts';
import { dateTime, key, text, wireList, wireObject } from '../wire.ts';
import { type DocumentKey, parseDocumentKey } from './document-key.ts';
import { endpoints } from './endpoints.ts';
import { findDocuments } from './find-documents.ts';
import { parseQueuePosition, toListing } from './queue-listing.ts';
import { readQueuePage } from './queue-page.ts';
import type { WireColumnsPage, WireColumnValue } from './wire.ts';

/** Įvesk for one company: digitized documents, which are only read from two queues ordered by time. */
export function createIveskBackend(
  company: string,
  config: IveskAccountConfig,
  dependencies: AccountDependencies,
): Backend {
  const origin: Origin = { source: 'IVESK', company };
  const oddities = new Oddities(origin, dependencies.logger);
  const http = createAccountHttp({ baseUrl: config.baseUrl, policy: config, origin, ...dependencies });
  const client = createRestClient(http.send, apiKeyAuthorize(config.apiKey), origin);

  return {
    source: 'IVESK',
    company,
    timeoutMs: config.timeoutMs,
    listInvoices: async (query, given, reads) => {
      const position = (given && parseQueuePosition(given)) ?? { from: query.since, seen: [] };
      return toListing(await readQueuePage(client, query.iveskQueue, position.from, reads, origin, oddities), position);
    },
    parsePosition: parseQueuePosition,
    readInvoices: (keys, reads) =>
      findDocuments(
        keys.map(toDocumentKey),
        (queue, from) => readQueuePage(client, queue, from, reads, origin, oddities),
        origin,
      ),
    columns: createColumnReads(client, config.companyCode, origin, oddities),
    status: () => accountStatus(http.state()),
    [Symbol.asyncDispose]: () => http[Symbol.asyncDispose](),
  };
}

export function isIveskKey(invoiceKey: InvoiceKey): boolean {
  return parseDocumentKey(invoiceKey) !== undefined;
}

function toDocumentKey(invoiceKey: InvoiceKey): DocumentKey {
  const parsed = parseDocumentKey(invoiceKey);
  if (parsed === undefined) throw new TypeError('a key that isIveskKey refuses came to the Įvesk backend');
  return parsed;
}

function apiKeyAuthorize(apiKey: string): Authorize {
  const headers = { 'x-api-key': apiKey, accept: 'application/json' };
  return (send, { path, signal }) => send({ method: 'GET', path, headers, signal });
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
        return { value: { values, next: following === next ? null : following }, bytes };
      }),
  };
}
