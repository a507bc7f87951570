import type { Match } from '../../domain/match.ts';
import { isSourceKey } from '../../domain/source-key.ts';
import { type AccountId, BackendBadResponse, NotFound } from '../../errors/catalogue.ts';
import { Frame } from '../answers/frame.ts';
import type { MatchReads, Reads } from '../backend.ts';
import type { OpenAccount } from '../open-account.ts';
import type { Endpoint } from '../rest-client.ts';
import { documentId } from './document-id.ts';
import { endpoints } from './endpoints.ts';
import { mapMatch } from './mapping/map-match.ts';
import { MATCH } from './shape.ts';
import type { WireMatch, WireMatchesPage } from './wire.ts';

/** If a line has more pages of matches than this, the source repeats itself. */
const MAX_PAGES = 100;

export function createMatchReads(account: OpenAccount): MatchReads<string> {
  const { client, accountId } = account;
  const readAll = (pageAt: (continuationKey: string | null) => Endpoint, reads: Reads) =>
    reads.through('matches', pageAt(null).path, async (signal) => {
      const matches: Match[] = [];
      const asked = new Set<string | null>();
      let bytesRead = 0;
      let next: string | null = null;
      while (asked.size < MAX_PAGES && !asked.has(next)) {
        asked.add(next);
        const { json, bytes } = await client.getPage(pageAt(next), signal, 'DOCUMENT');
        const page = parseMatchesPage(json, account);
        for (const match of page.matches) matches.push(match);
        bytesRead += bytes;
        next = page.next;
        if (next === null) return { value: matches, bytes: bytesRead };
      }
      throw new BackendBadResponse('LIGHTYEAR gives pages of matches for one line without end', { accountId });
    });

  return {
    ofInvoiceLine: async (invoiceId, lineId, reads) => {
      if (!isSourceKey(lineId)) throw lineWithoutId(accountId);
      return readAll(endpoints.invoiceLineMatches(invoiceId, lineId), reads);
    },
    ofPurchaseOrderLine: async (orderId, lineId, reads) => {
      const id = documentId(orderId);
      if (id === null || !isSourceKey(lineId)) throw new NotFound('The source does not have it.', { accountId });
      return readAll(endpoints.purchaseOrderLineMatches(id, lineId), reads);
    },
    invoiceKey: (documentId) => [documentId],
  };
}

/** The source is not asked for the line, so that its matches are not known: they are not an empty list. */
function lineWithoutId(accountId: AccountId): BackendBadResponse {
  return new BackendBadResponse('LIGHTYEAR gives this line with an id that it cannot be asked with', { accountId });
}

interface MatchesPage {
  readonly matches: readonly Match[];
  readonly next: string | null;
}

/** A page has a list of matches, each with its document and line. Throws BackendBadResponse for anything else. */
export function parseMatchesPage(json: unknown, account: Pick<OpenAccount, 'deviations'>): MatchesPage {
  const frame = new Frame(account, 'a page of matches');
  const wire = frame.object<WireMatchesPage>(json);
  const matches = frame.list(wire.matches, 'matches').map((item, index): Match => {
    const match = mapMatch(item, account.deviations);
    if (match === null) throw frame.broken(`matches[${index}]`);
    MATCH.oddities(frame.object<WireMatch>(item), account.deviations);
    return match;
  });
  return { matches, next: frame.continuation(wire.continuationKey, 'continuationKey') };
}
