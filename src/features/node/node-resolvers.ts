import type { GraphQLResolveInfo } from 'graphql';
import type { Resolvers } from '../../__generated__/resolvers.ts';
import type { Context } from '../../context.ts';
import type { ImportJob } from '../../domain/import-job.ts';
import type { LineItem } from '../../domain/invoice.ts';
import { BadUserInput } from '../../errors/catalogue.ts';
import { anyIdentityOf } from '../../loaders/identity-of.ts';
import type { InvoiceParent } from '../invoice/parents.ts';
import { findLine } from '../line-item/find-line.ts';
import { findPurchaseOrder } from '../match/find-purchase-order.ts';
import type { PurchaseOrderParent } from '../match/parents.ts';
import { requireScopesOfType } from '../scope-directive.ts';

type NodeParent = InvoiceParent | LineItem | PurchaseOrderParent | ImportJob;

const MAX_NODES = 200;

export const nodeResolvers: Pick<Resolvers, 'Node'> & { Query: Pick<Resolvers['Query'] & {}, 'node' | 'nodes'> } = {
  Query: {
    node: (_parent, { id }, context, info) => readNode(id, context, info),
    nodes: (_parent, { ids }, context, info) => {
      if (ids.length > MAX_NODES)
        throw new BadUserInput(`ids has ${ids.length} entries; at most ${MAX_NODES} can be asked for at once`, {
          field: ['ids'],
        });
      // A list of promises, so that one id's error is its own; the generated types do not foresee one of null.
      return ids.map((id) => readNode(id, context, info) as Promise<NodeParent>);
    },
  },
  Node: {
    __resolveType: typeOfNode,
  },
};

async function readNode(id: string, context: Context, { schema }: GraphQLResolveInfo): Promise<NodeParent | null> {
  const identity = anyIdentityOf(id);
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
        'This is the id of a SupplierCard; no source reads a supplier by itself: ask for it on an invoice',
      );
  }
}

function typeOfNode(node: NodeParent): 'Invoice' | 'LineItem' | 'PurchaseOrder' | 'ImportJob' {
  if ('ref' in node) return 'Invoice';
  if ('document' in node) return 'LineItem';
  return 'status' in node ? 'ImportJob' : 'PurchaseOrder';
}
