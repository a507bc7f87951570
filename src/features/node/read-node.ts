import type { GraphQLResolveInfo } from 'graphql';
import type { Context } from '../../context.ts';
import type { Identity } from '../../domain/ids.ts';
import type { ImportJob } from '../../domain/import-job.ts';
import type { LineItem } from '../../domain/invoice.ts';
import { BadUserInput } from '../../errors/catalogue.ts';
import type { InvoiceParent } from '../invoice/parents.ts';
import { findLine } from '../line-item/find-line.ts';
import { findPurchaseOrder } from '../match/find-purchase-order.ts';
import type { PurchaseOrderParent } from '../match/parents.ts';
import { requireScopesOfType } from '../scope-directive.ts';

export type NodeParent = InvoiceParent | LineItem | PurchaseOrderParent | ImportJob;

/** What has a global id; null where there is none for this caller. Throws Forbidden without the scope of its type. */
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
        'This is the id of a SupplierCard; no source reads a supplier by itself: ask for it on an invoice',
      );
  }
}

export function typeOfNode(node: NodeParent): 'Invoice' | 'LineItem' | 'PurchaseOrder' | 'ImportJob' {
  if ('ref' in node) return 'Invoice';
  if ('document' in node) return 'LineItem';
  return 'status' in node ? 'ImportJob' : 'PurchaseOrder';
}
