import type { Match } from '../../domain/match.ts';

/** A match, and what its other document is. */
export interface MatchParent extends Match {
  readonly company: string;
  readonly otherSide: 'Invoice' | 'PurchaseOrder';
}

export interface PurchaseOrderParent {
  readonly company: string;
  readonly sourceId: string;
}
