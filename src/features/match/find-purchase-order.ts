import type { Context } from '../../context.ts';
import type { PurchaseOrderParent } from './parents.ts';

/**
 * A purchase order by its key. No source reads one, so that every key of an account that the caller may see is one; null
 * where there is no such account.
 */
export function findPurchaseOrder(
  { company, source, sourceId }: PurchaseOrderParent,
  { accounts }: Context,
): PurchaseOrderParent | null {
  return accounts.backend(company, source)?.matches === undefined ? null : { company, source, sourceId };
}
