import { z } from 'zod';
import { createAccountCalls } from '../../calls/account-calls.ts';
import { currencyCode, headerCredential } from '../../config/value-schemas.ts';
import type { Invoice } from '../../domain/invoice.ts';
import { GatewayError } from '../../errors/catalogue.ts';
import { accountStatus } from '../account-status.ts';
import type { Reads } from '../backend.ts';
import { defineSource } from '../define-source.ts';
import { Oddities } from '../oddities.ts';
import { type Authorize, createRestClient, errorAsValue } from '../rest-client.ts';
import type { DateRange } from './date-range.ts';
import { parseV6Key, toInvoiceKey, type V6Key } from './invoice-key.ts';
import { keysByRange } from './keys-by-range.ts';
import { parseRangePosition, rangeOf, refusalOf, startFrom, toListing } from './range-listing.ts';
import { type RangeEntry, readRange } from './read-range.ts';

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
  secrets: { apiKey: headerCredential },
  filter: z.object({ issuedFrom: day, issuedTo: day }),
  can: [],
  directions: ['SALE'],
  documentKeys: { parse: parseV6Key, write: toInvoiceKey },
  parsePosition: parseRangePosition,
  open: (account, settings) => {
    const { accountId, logger, now } = account;
    const oddities = new Oddities(accountId, logger);
    const http = createAccountCalls({ baseUrl: settings.baseUrl, policy: settings, ...account });
    const client = createRestClient(http.send, apiKeyAuthorize(settings.apiKey), accountId);
    const opened = { client, accountId, oddities, currency: settings.currency ?? null };
    const read = (range: DateRange, reads: Reads) => readRange(opened, range, reads);

    return {
      listInvoices: async (filter, given, reads) => {
        const position = startFrom(filter, given, now());
        return toListing(await read(rangeOf(position), reads), position);
      },
      listRefusal: (filter, position) => refusalOf(filter, position, now(), accountId),
      readInvoices: async (keys, reads) => {
        const found = new Map<V6Key, Invoice | GatewayError>();
        await Promise.all(
          keysByRange(keys).map(async ({ range, keys: ofRange }) => {
            // Keep only the documents that were asked for: each answer holds a whole range, and many can be in flight.
            const answer = byName(await errorAsValue(read(range, reads)));
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

function byName(answer: readonly RangeEntry[] | GatewayError): ReadonlyMap<string, Invoice> | GatewayError {
  if (answer instanceof GatewayError) return answer;
  return new Map(answer.map(({ key, invoice }) => [nameOf(key), invoice]));
}

function nameOf(key: V6Key): string {
  return JSON.stringify(toInvoiceKey(key));
}

function apiKeyAuthorize(apiKey: string): Authorize {
  const headers = { authorization: `ApiKey ${apiKey}`, accept: 'application/json' };
  return (send, request) => send({ ...request, headers });
}
