import type { Category, GlCode, TaxCode } from './invoice.ts';
import type { Decimal } from './values/decimal.ts';

/** A line of another document matched to the line it was asked from. */
export interface Match {
  readonly type: 'CONFIRMED' | 'OTHER';
  /** The other document's id at the source. */
  readonly documentId: string;
  readonly lineItem: MatchedLineItem;
}

export interface MatchedLineItem {
  /** The line's id at the source. */
  readonly id: string;
  readonly sequenceNumber: number | null;
  readonly code: string | null;
  readonly description: string | null;
  readonly quantity: Decimal | null;
  readonly netAmount: Decimal | null;
  readonly taxAmount: Decimal | null;
  readonly grossAmount: Decimal | null;
  readonly taxCode: TaxCode | null;
  readonly glCode: GlCode | null;
  readonly categories: readonly Category[];
  readonly additionalInfo: string | null;
  readonly matchingClosed: boolean | null;
}
