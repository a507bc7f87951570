import type { GraphQLResolveInfo } from 'graphql';
import type { Resolvers } from '../__generated__/resolvers.ts';
import type { Context } from '../context.ts';
import { encodeId, type InvoiceRef } from '../domain/ids.ts';
import type { Match } from '../domain/match.ts';
import type { Source } from '../domain/source.ts';
import { isSourceKey } from '../domain/source-key.ts';
import { BadUserInput, NotFound } from '../errors/catalogue.ts';
import { identityOf } from '../loaders/identity-of.ts';
import type { InvoiceParent } from './invoice/invoice.ts';
import { isDocumentNeeded } from './invoice/needs-document.ts';

/** A match, and the type of its other document. */
export interface MatchParent extends Match {
  readonly company: string;
  readonly source: Source;
  readonly otherSide: 'Invoice' | 'PurchaseOrder';
}

export interface PurchaseOrderParent {
  readonly company: string;
  readonly source: Source;
  readonly sourceId: string;
}

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
        throw new BadUserInput('lineId is not the id of a line: pass MatchedLineItem.id', { field: ['lineId'] });
      const matches = await loaders.orderLineMatches.load({ company, source, sourceId, lineId });
      return matches.map((match): MatchParent => ({ ...match, company, source, otherSide: 'Invoice' }));
    },
  },
};

/**
 * Returns a purchase order by its key. No source can read one, so every key of an account that the caller may see is
 * accepted. Returns null if there is no such account.
 */
export function findPurchaseOrder(
  { company, source, sourceId }: PurchaseOrderParent,
  { accounts }: Context,
): PurchaseOrderParent | null {
  return accounts.backend(company, source)?.matches === undefined ? null : { company, source, sourceId };
}

/** Reads the invoice on the other side of a match, if the selection needs its document. */
async function readMatchedInvoice(
  { company, source, documentId }: MatchParent,
  { accounts, loaders }: Context,
  info: GraphQLResolveInfo,
): Promise<InvoiceParent> {
  const key = accounts.backend(company, source)?.matches?.invoiceKey(documentId) ?? [documentId];
  const ref: InvoiceRef = { company, source, key };
  if (!isDocumentNeeded(info)) return { ref, sourceId: documentId };
  const invoice = await loaders.invoice.load(ref);
  if (invoice === null)
    throw new NotFound(`${source} names this document in a match but does not have it`, {
      accountId: { source, company },
    });
  return invoice;
}
