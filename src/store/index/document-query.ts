import type { InvoiceDirection, InvoiceKind, InvoiceState } from '../../domain/invoice.ts';
import type { Source } from '../../domain/source.ts';

/** Selects documents. All conditions apply together. There is no query without the companies that its reader may see. */
export interface DocumentQuery {
  readonly companies: readonly string[];
  /** Folded words. Each has to be a part of a word of the document. */
  readonly words?: readonly string[] | undefined;
  readonly sources?: readonly Source[] | undefined;
  readonly kinds?: readonly InvoiceKind[] | undefined;
  readonly directions?: readonly InvoiceDirection[] | undefined;
  readonly states?: readonly InvoiceState[] | undefined;
  readonly currencies?: readonly string[] | undefined;
  readonly issuedFrom?: string | undefined;
  readonly issuedTo?: string | undefined;
  readonly dueFrom?: string | undefined;
  readonly dueTo?: string | undefined;
  /** Absolute amounts, as `sortableAmount` writes them. */
  readonly grossFrom?: string | undefined;
  readonly grossTo?: string | undefined;
  /** As `numberKey` writes them. No document has the number null. */
  readonly number?: string | null | undefined;
  readonly purchaseOrderNumber?: string | null | undefined;
  readonly counterparty?: string | undefined;
  readonly isPossibleDuplicate?: boolean | undefined;
}

export const ORDER_FIELDS = ['ISSUE_DATE', 'DUE_DATE', 'GROSS_AMOUNT', 'NUMBER', 'COUNTERPARTY', 'FIRST_SEEN'] as const;

export type OrderField = (typeof ORDER_FIELDS)[number];

export interface DocumentOrder {
  readonly field: OrderField;
  readonly direction: 'ASC' | 'DESC';
}

/** A document's place in an order: the values of its fields, and its id. */
export interface DocumentPosition {
  readonly values: readonly (string | number | null)[];
  readonly id: number;
}

export interface DocumentSearch {
  readonly query: DocumentQuery;
  /** At least one, each field once. */
  readonly orderBy: readonly DocumentOrder[];
  /** The page starts beyond this place. */
  readonly from?: DocumentPosition | undefined;
  /** True for the documents before the place, from it on backwards. */
  readonly isBackward: boolean;
  readonly count: number;
}
