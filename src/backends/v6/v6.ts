import { z } from 'zod';
import { createAccountCalls } from '../../calls/account-calls.ts';
import { currencyCode, headerCredential, oneOrTwo } from '../../config/schema/value-schemas.ts';
import { accountStatus } from '../account-status.ts';
import { authorizeWithKeys } from '../authorize-with-keys.ts';
import { defineSource } from '../define-source.ts';
import { type Authorize, createRestClient } from '../rest-client.ts';
import { findInvoices } from './find-invoices.ts';
import { isStable, parseV6Key, toInvoiceKey } from './invoice-key.ts';
import { parseRangePosition, rangeOf, refusalOf, startFrom, toListing } from './ranges/range-listing.ts';
import { readRange } from './ranges/read-range.ts';
import { v6Watch } from './watch.ts';

/** ISO, inclusive; null = the default range. */
const day = z
  .string()
  .nullish()
  .transform((given) => given ?? null);

/** Invoices of a freight system, which are only read by a range of days, always whole. */
export const v6 = defineSource({
  name: 'V6',
  title: 'V6',
  settings: { currency: currencyCode.exactOptional() },
  secrets: { apiKey: oneOrTwo(headerCredential) },
  filter: z.object({ issuedFrom: day, issuedTo: day }),
  can: [],
  directions: ['SALE'],
  documentKeys: { parse: parseV6Key, write: toInvoiceKey, sourceId: ({ invoiceNo }) => invoiceNo, isStable },
  parsePosition: parseRangePosition,
  watch: v6Watch,
  open: (account, settings) => {
    const { accountId, deviations, now } = account;
    const http = createAccountCalls({ baseUrl: settings.baseUrl, policy: settings, ...account });
    const authorize = authorizeWithKeys({ keys: settings.apiKey, withKey: apiKeyAuthorize, refusals: [401] });
    const client = createRestClient(http.send, authorize, accountId);
    const opened = { client, accountId, deviations, currency: settings.currency ?? null };

    return {
      listInvoices: async (filter, given, reads) => {
        const position = startFrom(filter, given, now());
        return toListing(await readRange(opened, rangeOf(position), reads), position);
      },
      listRefusal: (filter, position) => refusalOf(filter, position, now(), accountId),
      readInvoices: (keys, reads) => findInvoices(keys, opened, reads),
      status: () => accountStatus(http.state()),
      [Symbol.asyncDispose]: () => http[Symbol.asyncDispose](),
    };
  },
});

function apiKeyAuthorize(apiKey: string): Authorize {
  const headers = { authorization: `ApiKey ${apiKey}`, accept: 'application/json' };
  return (send, request) => send({ ...request, headers });
}
