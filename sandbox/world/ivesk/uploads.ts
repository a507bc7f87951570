import type { IveskDocument, IveskLine, WireDocument } from '../../contract.ts';
import type { CompanyProfile } from '../company-profile.ts';
import type { Random } from '../random.ts';
import { type ReadDocument, readDocument } from './documents.ts';

/** A file uploaded for a company, and its options. */
export interface UploadedFile {
  readonly fileName: string;
  /** The parameters of the upload location, as they were sent: `{ userdata: 'a b', processlines: 'true' }`. */
  readonly options: Readonly<Record<string, string>>;
  /** Its path in the file store. */
  readonly path: string;
  readonly size: number;
  readonly sha256: string;
  /** The number of documents in it. */
  readonly parts: number;
}

/** An upload and its outcome. */
export interface Upload extends UploadedFile {
  readonly outcome: 'waiting' | 'digitized' | 'duplicate' | 'notAnInvoice';
  /** The ids of its documents. */
  readonly documentIds: readonly string[];
}

/** The sandbox does not read files: this name marks a file that is not an invoice. */
const NOT_AN_INVOICE = /not.an.invoice/i;

/** Classifies a file; `seen` has the hashes of the files that were already digitized. */
export function judge({ fileName, options, sha256 }: UploadedFile, seen: ReadonlySet<string>): Upload['outcome'] {
  if (options['checkduplicates'] === 'true' && seen.has(sha256)) return 'duplicate';
  return options['rejectnoninvoices'] === 'true' && NOT_AN_INVOICE.test(fileName) ? 'notAnInvoice' : 'digitized';
}

/** The documents of a digitized file: one, or one for each part if the file is to be split. */
export function toDocuments(
  random: Random,
  profile: CompanyProfile,
  upload: UploadedFile,
  digitizedAt: Date,
): readonly IveskDocument[] {
  const count = upload.options['splitdocuments'] === 'true' ? upload.parts : 1;
  return Array.from({ length: count }, () => toDocument(readDocument(random, profile, digitizedAt), upload));
}

function toDocument({ document, lines }: ReadDocument, { fileName, options }: UploadedFile): IveskDocument {
  const tags = options['tags']?.split(',').map((tag) => tag.trim()) ?? [];
  return {
    ...document,
    ...(NOT_AN_INVOICE.test(fileName) ? { doctype: 'other' } : {}),
    filename: fileName,
    ...asGiven(options),
    ...(tags.some((tag) => tag !== '') ? { tags: tags.filter((tag) => tag !== '') } : {}),
    lines: options['processlines'] === 'true' ? lines : [summaryOf(document)],
  };
}

/** The options that a document returns under the same name. */
function asGiven(options: UploadedFile['options']): WireDocument {
  const names = ['userdata', 'sourcedata', 'warehouse', 'allocation'];
  return Object.fromEntries(Object.entries(options).filter(([name]) => names.includes(name)));
}

/** If lines are not digitized, there is a single one with the totals, without a quantity. */
function summaryOf({ subtotal = 0, vat = 0, total = 0 }: IveskDocument): IveskLine {
  return { lineid: 0, name: 'Pagal sąskaitą', subtotal, vat, total };
}
