import { z } from 'zod';
import { createAccountCalls } from '../../calls/account-calls.ts';
import { currencyCode, headerCredential, oneOrTwo } from '../../config/value-schemas.ts';
import type { Invoice } from '../../domain/invoice.ts';
import { GatewayError } from '../../errors/catalogue.ts';
import { accountStatus } from '../account-status.ts';
import { authorizeWithKeys } from '../authorize-with-keys.ts';
import type { Reads } from '../backend.ts';
import { defineSource } from '../define-source.ts';
import { type Authorize, createRestClient, errorAsValue } from '../rest-client.ts';
import type { DateRange } from './day-range.ts';
import { isStable, isTie, parseV6Key, toInvoiceKey, type V6Key } from './invoice-key.ts';
import { keysByRange } from './keys-by-range.ts';
import { parseRangePosition, rangeOf, refusalOf, startFrom, toListing } from './range-listing.ts';
import { type Range, readRange } from './read-range.ts';

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
    const find = async (range: DateRange, keys: readonly V6Key[], reads: Reads) => {
      const byContent = keys.some(({ tie }) => isTie(tie));
      return byName(await errorAsValue(readRange(opened, range, reads, byContent)));
    };

    return {
      listInvoices: async (filter, given, reads) => {
        const position = startFrom(filter, given, now());
        return toListing(await readRange(opened, rangeOf(position), reads), position);
      },
      listRefusal: (filter, position) => refusalOf(filter, position, now(), accountId),
      readInvoices: async (keys, reads) => {
        const found = new Map<V6Key, Invoice | GatewayError>();
        await Promise.all(
          keysByRange(keys).map(async ({ range, keys: ofRange }) => {
            // Keep only the requested documents: each answer contains a whole range, and many can be in flight.
            const answer = await find(range, ofRange, reads);
            for (const key of ofRange) {
              const one = answer instanceof GatewayError ? answer : answer.get(nameOf(key));
              if (one !== undefined) found.set(key, one);
            }
          }),
        );
        return keys.map((key) => found.get(key) ?? null);
      },
      status: () => accountStatus(http.state()),
      [Symbol.asyncDispose]: () => http[Symbol.asyncDispose](),
    };
  },
});

function byName(answer: Range | GatewayError): ReadonlyMap<string, Invoice | GatewayError> | GatewayError {
  if (answer instanceof GatewayError) return answer;
  return new Map(
    answer.entries.flatMap(({ names, invoice }) => names.map((name) => [JSON.stringify(name), invoice] as const)),
  );
}

function nameOf(key: V6Key): string {
  return JSON.stringify(toInvoiceKey(key));
}

function apiKeyAuthorize(apiKey: string): Authorize {
  const headers = { authorization: `ApiKey ${apiKey}`, accept: 'application/json' };
  return (send, request) => send({ ...request, headers });
}
