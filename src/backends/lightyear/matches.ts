import type { Match } from '../../domain/match.ts';
import { isSourceKey } from '../../domain/source-key.ts';
import { BackendBadResponse } from '../../errors/catalogue.ts';
import type { MatchReads, Reads } from '../backend.ts';
import type { OpenAccount } from '../open-account.ts';
import { key, wireList, wireObject } from '../wire.ts';
import { endpoints } from './endpoints.ts';
import { mapMatch } from './map-match.ts';
import type { WireMatchesPage } from './wire.ts';

/** A line with more pages of matches than this is a source that goes round in circles. */
const MAX_PAGES = 100;
/** What an id that cannot stand in a path has. */
const NO_MATCHES: readonly Match[] = [];

export function createMatchReads({ client, accountId, oddities }: OpenAccount): MatchReads<string> {
  const readAll = (path: (continuationKey: string | null) => string, reads: Reads) =>
    reads.through('matches', path(null), async (signal) => {
      const matches: Match[] = [];
      let bytesRead = 0;
      let next: string | null = null;
      for (let page = 0; page < MAX_PAGES; page += 1) {
        const { json, bytes } = await client.get(path(next), signal, 'DOCUMENT');
        const wire = wireObject<WireMatchesPage>(json);
        if (wire === undefined)
          throw new BackendBadResponse('LIGHTYEAR answered with something that is not a page of matches', {
            accountId,
          });
        for (const item of wireList(wire.matches)) {
          const match = mapMatch(item, oddities);
          if (match !== null) matches.push(match);
        }
        bytesRead += bytes;
        next = key(wire.continuationKey);
        if (next === null) return { value: matches, bytes: bytesRead };
      }
      throw new BackendBadResponse(`LIGHTYEAR gave more than ${MAX_PAGES} pages of matches for one line`, {
        accountId,
      });
    });

  return {
    ofInvoiceLine: async (invoiceId, lineId, reads) =>
      isSourceKey(lineId) ? readAll(endpoints.invoiceLineMatches(invoiceId, lineId), reads) : NO_MATCHES,
    ofPurchaseOrderLine: async (orderId, lineId, reads) =>
      isSourceKey(orderId) && isSourceKey(lineId)
        ? readAll(endpoints.purchaseOrderLineMatches(orderId, lineId), reads)
        : NO_MATCHES,
    invoiceKey: (documentId) => [documentId],
  };
}
