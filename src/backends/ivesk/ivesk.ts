import { z } from 'zod';
import { createAccountCalls } from '../../calls/account-calls.ts';
import { createSourceAddresses } from '../../calls/addresses/source-addresses.ts';
import { says } from '../../config/schema/section.ts';
import {
  credential,
  headerCredential,
  oneOrTwo,
  text as someText,
  topicArn,
} from '../../config/schema/value-schemas.ts';
import { createFileSender } from '../../files/put-file.ts';
import { accountStatus } from '../account-status.ts';
import { authorizeWithKeys } from '../authorize-with-keys.ts';
import { defineSource } from '../define-source.ts';
import { type Authorize, createRestClient, JSON_BODY } from '../rest-client.ts';
import { createColumnReads } from './columns.ts';
import { parseDocumentKey, toInvoiceKey } from './document-key.ts';
import { findDocuments } from './queue/find-documents.ts';
import { parseQueuePosition, toListing } from './queue/queue-listing.ts';
import { readQueuePage } from './queue/queue-page.ts';
import { createSyncErrorWrites } from './sync-errors.ts';
import { createUploads } from './uploads.ts';
import { createWebhooks } from './webhooks.ts';

const topicArns = z
  .array(topicArn, says('must be a list of topic ARNs'))
  .min(1, says('is an empty list; leave it out to take any topic'));

import { iveskWatch } from './watch.ts';

/** Digitized documents, which are only read from two queues ordered by time. */
export const ivesk = defineSource({
  name: 'IVESK',
  title: 'Įvesk.lt',
  settings: { companyCode: someText, topicArns: topicArns.exactOptional() },
  secrets: { apiKey: oneOrTwo(headerCredential), webhookSecret: oneOrTwo(credential).exactOptional() },
  filter: z.object({
    iveskQueue: z
      .enum(['DIGITIZED', 'EXPORTED'])
      .nullish()
      .transform((queue) => queue ?? 'EXPORTED'),
    since: z
      .string()
      .nullish()
      .transform((since) => since ?? null),
  }),
  can: ['files', 'columns', 'syncErrors', 'uploads', 'webhooks'],
  directions: ['PURCHASE', 'SALE', 'UNKNOWN'],
  documentKeys: { parse: parseDocumentKey, write: toInvoiceKey, sourceId: ({ id }) => id },
  parsePosition: parseQueuePosition,
  weaknesses: ({ topicArns: topics, webhookSecret }) =>
    topics !== undefined && webhookSecret === undefined
      ? [
          {
            setting: 'webhookSecret',
            text: 'is missing, so that anybody can have the webhook check what they send; topicArns alone let deliveries in',
          },
        ]
      : [],
  watch: iveskWatch,
  open: (account, settings) => {
    const { accountId, deviations, logger, maxQueuedCalls, now } = account;
    const http = createAccountCalls({ baseUrl: settings.baseUrl, policy: settings, ...account });
    // Its AWS API Gateway refuses a wrong key with 403.
    const authorize = authorizeWithKeys({ keys: settings.apiKey, withKey: apiKeyAuthorize, refusals: [401, 403] });
    const client = createRestClient(http.send, authorize, accountId);
    const opened = { client, accountId, deviations };
    // The storage is another host: its failures do not count as failures of the account.
    const addresses = createSourceAddresses({ accountId, ...settings, logger });
    const storage = createFileSender({
      ...{ accountId, addresses, ...settings, stallTimeoutMs: settings.timeoutMs, logger },
      ...(maxQueuedCalls !== undefined && { maxQueued: maxQueuedCalls }),
    });

    return {
      listInvoices: async ({ iveskQueue: queue, since }, given, reads) => {
        const position = given ?? { from: since, seen: [] };
        return toListing(await readQueuePage(opened, queue, position.from, reads), position, now());
      },
      readInvoices: (keys, reads) => findDocuments(keys, opened, reads),
      columns: createColumnReads(opened, settings.companyCode),
      syncErrors: createSyncErrorWrites(opened, settings.companyCode),
      uploads: createUploads(opened, storage, addresses),
      webhooks: createWebhooks(opened, settings),
      files: {
        // The document contains the URL, except for a copy that was stored without it.
        downloadUrl: async (documentKey, reads) => {
          const [document] = await findDocuments([documentKey], opened, reads);
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
  },
});

function apiKeyAuthorize(apiKey: string): Authorize {
  const headers = { 'x-api-key': apiKey, accept: 'application/json' };
  const withBody = { ...headers, ...JSON_BODY };
  return (send, request) => send({ ...request, headers: request.body === undefined ? headers : withBody });
}
