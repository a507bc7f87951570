import type { V6AccountConfig } from '../../config/config.ts';
import type { Invoice } from '../../domain/invoice.ts';
import { GatewayError, type Origin } from '../../errors/catalogue.ts';
import { createAccountHttp } from '../../http/account-http.ts';
import type { AccountDependencies } from '../account-dependencies.ts';
import { accountStatus } from '../account-status.ts';
import type { Backend, InvoiceKey, Reads } from '../backend.ts';
import { Oddities } from '../oddities.ts';
import { type Authorize, createRestClient, errorAsValue } from '../rest-client.ts';
import type { DateRange } from './date-range.ts';
import { parseV6Key } from './invoice-key.ts';
import { keysByRange } from './keys-by-range.ts';
import { parseRangePosition, rangeOf, refusalOf, startFrom, toListing } from './range-listing.ts';
import { type RangeEntry, readRange } from './read-range.ts';

/** V6 for one company: invoices of a freight system, which are only read by a range of days, always whole. */
export function createV6Backend(company: string, config: V6AccountConfig, dependencies: AccountDependencies): Backend {
  const origin: Origin = { source: 'V6', company };
  const oddities = new Oddities(origin, dependencies.logger);
  const http = createAccountHttp({
    baseUrl: config.baseUrl,
    policy: config,
    origin,
    secrets: [config.apiKey],
    ...dependencies,
  });
  const client = createRestClient(http.send, apiKeyAuthorize(config.apiKey), origin);
  const read = (range: DateRange, reads: Reads) =>
    readRange(client, range, config.currency ?? null, reads, origin, oddities);

  return {
    source: 'V6',
    company,
    timeoutMs: config.timeoutMs,
    listInvoices: async (query, given, reads) => {
      const position = startFrom(query, (given && parseRangePosition(given)) ?? null, dependencies.now());
      return toListing(await read(rangeOf(position), reads), position);
    },
    parsePosition: parseRangePosition,
    listRefusal: (query, given) =>
      refusalOf(query, (given && parseRangePosition(given)) ?? null, dependencies.now(), origin),
    readInvoices: async (keys, reads) => {
      const found = new Map<InvoiceKey, Invoice | GatewayError>();
      await Promise.all(
        keysByRange(keys).map(async ({ range, keys: ofRange }) => {
          // Only what is looked for is kept: an answer holds all of its range, and many may be under way.
          const answer = byName(await errorAsValue(read(range, reads)));
          for (const key of ofRange) {
            const one = answer instanceof GatewayError ? answer : answer.get(JSON.stringify(key));
            if (one !== undefined) found.set(key, one);
          }
        }),
      );
      return keys.map((key) => found.get(key) ?? null);
    },
    status: () => accountStatus(http.state()),
    [Symbol.asyncDispose]: () => http[Symbol.asyncDispose](),
  };
}

export function isV6Key(key: InvoiceKey): boolean {
  return parseV6Key(key) !== undefined;
}

function byName(answer: readonly RangeEntry[] | GatewayError): ReadonlyMap<string, Invoice> | GatewayError {
  if (answer instanceof GatewayError) return answer;
  return new Map(answer.map(({ key, invoice }) => [JSON.stringify(key), invoice]));
}

function apiKeyAuthorize(apiKey: string): Authorize {
  const headers = { authorization: `ApiKey ${apiKey}`, accept: 'application/json' };
  return (send, { path, signal }) => send({ method: 'GET', path, headers, signal });
}
