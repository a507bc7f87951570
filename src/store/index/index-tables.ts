import type { AmountColumns } from './prepare/stored-amounts.ts';

/** The tables of the index. All texts are compared byte by byte. */
export interface IndexTables {
  readonly documents: DocumentRow;
  readonly document_texts: DocumentTextRow;
  readonly document_gl_codes: DocumentGlCodeRow;
  readonly index_partitions: IndexPartitionRow;
  readonly index_lock: IndexLockRow;
}

/** The values by which documents are filtered, sorted and summed. Short, because a total reads many of them. */
export interface DocumentRow extends DocumentColumns {
  /** Increases within a company. See `index-partitions.ts`. */
  readonly id: number;
  readonly state: string;
  readonly is_duplicate: number;
  readonly first_seen_at: number;
  /** When it was first listed, or listed again. Null if it never was. */
  readonly listed_at: number | null;
  /** When it left its list. Null while it is listed. */
  readonly left_at: number | null;
}

/** The columns that follow from the document. */
export interface DocumentColumns extends AmountColumns {
  readonly company: string;
  readonly source: string;
  /** The source's key, as JSON. */
  readonly subject: string;
  readonly revision: string;
  /** A digest of the row and its texts. */
  readonly digest: string;
  readonly kind: string;
  readonly direction: string;
  readonly issue_date: string | null;
  readonly due_date: string | null;
  readonly currency: string | null;
  /** 0 if one of the three amounts is not known. */
  readonly is_amount_known: number;
  /** The signed gross amount, and the absolute one, in a form that is sorted as text. */
  readonly gross_order: string | null;
  readonly gross_size: string | null;
  readonly number_key: string | null;
  readonly full_number_key: string | null;
  readonly counterparty_key: string | null;
  readonly counterparty_order: string | null;
  readonly counterparty_text: string | null;
  readonly purchase_order_key: string | null;
  /** Equal for possible duplicates of a company. Null if the document cannot be one. */
  readonly duplicate_key: string | null;
}

/** Values that are read for few documents at a time. */
export interface DocumentTextRow {
  readonly id: number;
  readonly search_text: string;
  /** A Counterparty, as JSON. */
  readonly counterparty: string | null;
  /** The Invoice, as JSON, without bank details. */
  readonly content: string;
}

/** The lines of a document that have one GL code. */
export interface DocumentGlCodeRow extends AmountColumns {
  readonly document_id: number;
  /** Empty for lines without one. */
  readonly gl_key: string;
  readonly gl_code: string | null;
  readonly is_amount_known: number;
}

export interface IndexPartitionRow {
  readonly company: string;
  readonly partition_number: number;
  readonly last_number: number;
}

/** One row. */
export interface IndexLockRow {
  readonly is_locked: number;
}
