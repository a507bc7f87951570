import type { Context } from '../../context.ts';
import type { PurchaseOrderParent } from './parents.ts';

/**
 * A purchase order by its key. No source reads one, so that every key of an account that the caller may see is one; null
 * where there is no such account.
 */
export function findPurchaseOrder(
  { company, sourceId }: PurchaseOrderParent,
  { accounts }: Context,
): PurchaseOrderParent | null {
  return accounts.backend(company, 'LIGHTYEAR')?.matches === undefined ? null : { company, sourceId };
}
