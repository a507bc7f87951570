import type { Resolvers } from '../../__generated__/resolvers.ts';
import { encodeId, lineKeyOf } from '../../domain/ids.ts';
import type { MatchParent } from '../match/parents.ts';

export const lineItemResolvers: Pick<Resolvers, 'LineItem'> = {
  LineItem: {
    id: (line) => encodeId({ type: 'LineItem', ref: line.document, line: lineKeyOf(line) }),
    matches: async ({ document, sourceId }, _args, { loaders }) => {
      // Only a line with an id of its own can be matched to another.
      if (sourceId === null) return [];
      const matches = await loaders.invoiceLineMatches.load({ ref: document, lineId: sourceId });
      return matches.map(
        (match): MatchParent => ({
          ...match,
          company: document.company,
          source: document.source,
          otherSide: 'PurchaseOrder',
        }),
      );
    },
  },
};
