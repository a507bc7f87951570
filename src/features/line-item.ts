import type { Resolvers } from '../__generated__/resolvers.ts';
import type { Context } from '../context.ts';
import { encodeId, type InvoiceRef, type LineKey, lineKeyOf } from '../domain/ids.ts';
import type { LineItem } from '../domain/invoice.ts';
import { BackendBadResponse } from '../errors/catalogue.ts';
import type { MatchParent } from './match.ts';

export const lineItemResolvers: Pick<Resolvers, 'LineItem'> = {
  LineItem: {
    id: (line) => encodeId({ type: 'LineItem', ref: line.document, line: lineKeyOf(line) }),
    matches: async ({ document, sourceId }, _args, { accounts, loaders }) => {
      const { company, source } = document;
      // A source without matches need not give ids to its lines.
      if (accounts.backend(company, source)?.matches === undefined) return [];
      if (sourceId === null)
        throw new BackendBadResponse(
          `${source} gives this line without an id, so that it cannot be asked for its matches`,
          {
            accountId: { company, source },
          },
        );
      const matches = await loaders.invoiceLineMatches.load({ ref: document, lineId: sourceId });
      return matches.map((match): MatchParent => ({ ...match, company, source, otherSide: 'PurchaseOrder' }));
    },
  },
};

/** Returns a line by its document and its key; null if either does not exist. */
export async function findLine(
  ref: InvoiceRef,
  { sourceId, position }: LineKey,
  { loaders }: Context,
): Promise<LineItem | null> {
  const lines = (await loaders.invoice.load(ref))?.lineItems ?? [];
  const inPlace = lines[position - 1];
  if (inPlace !== undefined && lineKeyOf(inPlace).sourceId === sourceId) return inPlace;
  // A line with an id of its own may have moved. A line without one is identified by its position alone.
  return (sourceId === null ? undefined : byOwnId(lines).get(sourceId)) ?? null;
}

/** One index per document, because an operation may ask for many lines of the same document. */
const indexes = new WeakMap<readonly LineItem[], ReadonlyMap<string, LineItem>>();

function byOwnId(lines: readonly LineItem[]): ReadonlyMap<string, LineItem> {
  const existing = indexes.get(lines);
  if (existing !== undefined) return existing;
  const index = new Map<string, LineItem>();
  for (const line of lines) if (line.sourceId !== null && !index.has(line.sourceId)) index.set(line.sourceId, line);
  indexes.set(lines, index);
  return index;
}
