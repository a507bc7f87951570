import type { Match } from '../../domain/match.ts';
import type { Source } from '../../domain/source.ts';

/** A match, and what its other document is. */
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
