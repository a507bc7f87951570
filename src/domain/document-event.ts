import type { Source } from './source.ts';
import type { IsoDateTime } from './values/dates.ts';
import type { WriteOutcome } from './write.ts';

/** DIGITIZED and EXPORTED come from a webhook, LISTED and LEFT from the watcher, the others from the gateway's own writes. */
export const DOCUMENT_EVENT_TYPES = [
  'DIGITIZED',
  'EXPORTED',
  'LISTED',
  'LEFT',
  'MARKED_EXPORTED',
  'REJECTED',
  'WRITE_RESOLVED',
] as const;

export type DocumentEventType = (typeof DOCUMENT_EVENT_TYPES)[number];

/** An event as it is stored: without bank details, and without a URL that opens the document's file. */
export interface DocumentEvent {
  /** Key of the company in the configuration. */
  readonly company: string;
  /** The source of the document. Null for an event that was stored before events had a source. */
  readonly source: Source | null;
  readonly type: DocumentEventType;
  readonly receivedAt: IsoDateTime;
  /** DIGITIZED: the document as its source sent it, as JSON text. */
  readonly document: string | null;
  /** EXPORTED: the source's own code of the company whose documents were exported. */
  readonly companyCode: string | null;
  /** The source's key of the document; null if the event is not about one, or the write that it is about is not. */
  readonly subject: readonly string[] | null;
  /** The write that caused it, or that was resolved. */
  readonly writeId: string | null;
  /** WRITE_RESOLVED: the outcome of the write. */
  readonly outcome: WriteOutcome | null;
}

/** The fields of an event that is about nothing. */
export const BLANK_EVENT = {
  document: null,
  companyCode: null,
  subject: null,
  writeId: null,
  outcome: null,
} as const;
