import type { FieldNode, GraphQLResolveInfo } from 'graphql';
import type { Resolvers } from '../../__generated__/resolvers.ts';
import type { Context } from '../../context.ts';
import { encodeId, type InvoiceRef } from '../../domain/ids.ts';
import { isSourceKey } from '../../domain/source-key.ts';
import { BadUserInput, NotFound } from '../../errors/catalogue.ts';
import { identityOf } from '../../loaders/identity-of.ts';
import { needsDocument } from '../invoice/needs-document.ts';
import type { InvoiceParent } from '../invoice/parents.ts';
import { selectedBelow } from '../selection.ts';
import { findPurchaseOrder } from './find-purchase-order.ts';
import type { MatchParent } from './parents.ts';

type MatchTypes = Pick<Resolvers, 'Match' | 'MatchedDocument' | 'PurchaseOrder'>;

export const matchResolvers: MatchTypes & { Query: Pick<Resolvers['Query'] & {}, 'purchaseOrder'> } = {
  Query: {
    purchaseOrder: (_parent, { id }, context) => findPurchaseOrder(identityOf('PurchaseOrder', id), context),
  },
  Match: {
    document: (match, _args, context, info) =>
      match.otherSide === 'PurchaseOrder'
        ? { company: match.company, source: match.source, sourceId: match.documentId }
        : readMatchedInvoice(match, context, info),
  },
  MatchedDocument: {
    __resolveType: (document) => ('ref' in document ? 'Invoice' : 'PurchaseOrder'),
  },
  PurchaseOrder: {
    id: ({ company, source, sourceId }) => encodeId({ type: 'PurchaseOrder', company, source, sourceId }),
    lineMatches: async ({ company, source, sourceId }, { lineId }, { loaders }) => {
      if (!isSourceKey(lineId))
        throw new BadUserInput("lineId is not a line's id: pass on MatchedLineItem.id", { field: ['lineId'] });
      const matches = await loaders.orderLineMatches.load({ company, source, sourceId, lineId });
      return matches.map((match): MatchParent => ({ ...match, company, source, otherSide: 'Invoice' }));
    },
  },
};

/** The invoice on the other side of a match; just its name where no more is selected. */
async function readMatchedInvoice(
  { company, source, documentId }: MatchParent,
  { accounts, loaders }: Context,
  info: GraphQLResolveInfo,
): Promise<InvoiceParent> {
  const key = accounts.backend(company, source)?.matches?.invoiceKey(documentId) ?? [documentId];
  const ref: InvoiceRef = { company, source, key };
  if (!isDetailSelected(info)) return { ref, sourceId: documentId };
  const invoice = await loaders.invoice.load(ref);
  if (invoice === null)
    throw new NotFound(`${source} names this document in a match and does not have it`, {
      accountId: { source, company },
    });
  return invoice;
}

const known = new WeakMap<object, Map<readonly FieldNode[], boolean>>();

/** The same for all matches of an operation, and remembered as long as its variables: there can be thousands of matches. */
function isDetailSelected(info: GraphQLResolveInfo): boolean {
  const ofOperation = known.get(info.variableValues) ?? new Map<readonly FieldNode[], boolean>();
  known.set(info.variableValues, ofOperation);
  const existing = ofOperation.get(info.fieldNodes);
  if (existing !== undefined) return existing;
  const isSelected = needsDocument(selectedBelow(info.fieldNodes, info), info.schema);
  ofOperation.set(info.fieldNodes, isSelected);
  return isSelected;
}
