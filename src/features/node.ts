import type { GraphQLResolveInfo } from 'graphql';
import type { Resolvers } from '../__generated__/resolvers.ts';
import type { Context } from '../context.ts';
import type { Identity } from '../domain/ids.ts';
import type { ImportJob } from '../domain/imports/import-job.ts';
import type { LineItem } from '../domain/invoice.ts';
import { BadUserInput } from '../errors/catalogue.ts';
import { anyIdentityOf } from '../loaders/identity-of.ts';
import type { InvoiceParent } from './invoice/invoice.ts';
import { findLine } from './line-item.ts';
import { findPurchaseOrder, type PurchaseOrderParent } from './match.ts';
import { requireScopesOfType } from './schema/scope-directive.ts';

export type NodeParent = InvoiceParent | LineItem | PurchaseOrderParent | ImportJob;

const MAX_NODES = 200;

export const nodeResolvers: Pick<Resolvers, 'Node'> & { Query: Pick<Resolvers['Query'] & {}, 'node' | 'nodes'> } = {
  Query: {
    node: (_parent, { id }, context, info) => readById(id, context, info),
    nodes: (_parent, { ids }, context, info) => {
      if (ids.length > MAX_NODES)
        throw new BadUserInput(`ids has ${ids.length} entries: pass at most ${MAX_NODES} at once`, { field: ['ids'] });
      // One promise per id, so that an error stays with its id. The generated types do not allow a promise of null.
      return ids.map((id) => readById(id, context, info) as Promise<NodeParent>);
    },
  },
  Node: {
    __resolveType: typeOfNode,
  },
};

async function readById(id: string, context: Context, info: GraphQLResolveInfo): Promise<NodeParent | null> {
  return readNode(anyIdentityOf(id), context, info);
}

/**
 * Reads an object by its global id. Returns null if it does not exist for this caller. Throws Forbidden without the
 * scope of its type.
 */
export async function readNode(
  identity: Identity,
  context: Context,
  { schema }: GraphQLResolveInfo,
): Promise<NodeParent | null> {
  requireScopesOfType(schema, identity.type, context.caller);
  switch (identity.type) {
    case 'Invoice':
      return context.loaders.invoice.load(identity.ref);
    case 'LineItem':
      return findLine(identity.ref, identity.line, context);
    case 'PurchaseOrder':
      return findPurchaseOrder(identity, context);
    case 'ImportJob':
      return context.loaders.importJob.load(identity);
    case 'SupplierCard':
      throw new BadUserInput(
        'This is the id of a SupplierCard, which no source can read by itself: select the supplier on an invoice',
      );
  }
}

export function typeOfNode(node: NodeParent): 'Invoice' | 'LineItem' | 'PurchaseOrder' | 'ImportJob' {
  if ('ref' in node) return 'Invoice';
  if ('document' in node) return 'LineItem';
  return 'status' in node ? 'ImportJob' : 'PurchaseOrder';
}
