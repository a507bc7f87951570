import type { V6AccountConfig } from '../../config/config.ts';
import { addDays } from '../../domain/dates.ts';
import type { Invoice } from '../../domain/invoice.ts';
import { GatewayError, type Origin } from '../../errors/catalogue.ts';
import { createAccountHttp } from '../../http/account-http.ts';
import type { AccountDependencies } from '../account-dependencies.ts';
import { accountStatus } from '../account-status.ts';
import type { Backend, InvoiceKey, Reads } from '../backend.ts';
import { Oddities } from '../oddities.ts';
import { type Authorize, createRestClient, errorAsValue } from '../rest-client.ts';
import type { DateRange } from './endpoints.ts';
import { type KeyDays, parseV6Key } from './invoice-key.ts';
import { parseRangePosition, rangeOf, startFrom, toListing } from './range-listing.ts';
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
    readInvoices: async (keys, reads) => {
      const ranges = coveringRanges(keys);
      const answers = await Promise.all(ranges.map(async (range) => byKey(await errorAsValue(read(range, reads)))));
      return keys.map((key) => find(key, ranges, answers));
    },
    status: () => accountStatus(http.state()),
    [Symbol.asyncDispose]: () => http[Symbol.asyncDispose](),
  };
}

export function isV6Key(key: InvoiceKey): boolean {
  return parseV6Key(key) !== undefined;
}

/** The fewest ranges that hold all the keys' days and no day between them: neighbouring days go into one. */
function coveringRanges(keys: readonly InvoiceKey[]): readonly DateRange[] {
  const wanted = keys.flatMap((key) => parseV6Key(key)?.days ?? []);
  // What is found in just the range that it was found in before keeps that range, and dated ones come with it.
  const kept = wanted.flatMap((days) => (days.kind === 'FOUND_IN' ? days.range : []));
  const ranges = [...new Map(kept.map((range) => [`${range.from}/${range.to}`, range])).values()];
  const dates = new Set(wanted.flatMap((days) => (days.kind === 'OWN_DATE' ? days.date : [])));
  let last: DateRange | undefined;
  for (const date of [...dates].sort()) {
    if (ranges.some((range) => holds(range, { kind: 'OWN_DATE', date }))) continue;
    const follows = last !== undefined && addDays(last.to, 1) === date;
    if (follows) ranges.pop();
    last = { from: follows && last !== undefined ? last.from : date, to: date };
    ranges.push(last);
  }
  return ranges;
}

type Found = ReadonlyMap<string, Invoice> | GatewayError;

function byKey(answer: readonly RangeEntry[] | GatewayError): Found {
  if (answer instanceof GatewayError) return answer;
  return new Map(answer.map(({ key, invoice }) => [JSON.stringify(key), invoice]));
}

function find(key: InvoiceKey, ranges: readonly DateRange[], answers: readonly Found[]): Invoice | null | GatewayError {
  const wanted = parseV6Key(key)?.days;
  const answer = answers[ranges.findIndex((range) => wanted !== undefined && holds(range, wanted))];
  return answer instanceof GatewayError ? answer : (answer?.get(JSON.stringify(key)) ?? null);
}

function holds(range: DateRange, days: KeyDays): boolean {
  return days.kind === 'OWN_DATE'
    ? range.from <= days.date && days.date <= range.to
    : range.from === days.range.from && range.to === days.range.to;
}

function apiKeyAuthorize(apiKey: string): Authorize {
  const headers = { authorization: `ApiKey ${apiKey}`, accept: 'application/json' };
  return (send, { path, signal }) => send({ method: 'GET', path, headers, signal });
}
