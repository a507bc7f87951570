import { extname } from 'node:path';
import type { StoredFile, UploadHeaders, UploadSlot } from '../s3/object-store.ts';
import { type Answer, json } from '../stand-in/answer.ts';
import type { IveskAccount } from '../world/ivesk/account.ts';
import type { UploadedFile } from '../world/ivesk/uploads.ts';

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.heic': 'image/heic',
  '.jpeg': 'image/jpeg',
  '.jpg': 'image/jpeg',
  '.pdf': 'application/pdf',
  '.png': 'image/png',
  '.tif': 'image/tiff',
  '.tiff': 'image/tiff',
  '.xml': 'application/xml',
};

/** The request: the file's name and all its options. */
export interface UploadQuery {
  readonly fileName: string;
  readonly options: Readonly<Record<string, string>>;
}

export interface UploadParts {
  /** A pre-signed URL that accepts one file. */
  uploadUrl(slot: UploadSlot): string;
  /** Starts the processing of a file that was uploaded there. */
  digitize(account: IveskAccount, file: UploadedFile): void;
}

/** The URL for a file's PUT, and the headers that the PUT must have. Each request returns a new location. */
export function uploadLocation(account: IveskAccount, query: UploadQuery, parts: UploadParts): Answer {
  const extension = extname(query.fileName).toLowerCase();
  const headers: UploadHeaders = {
    'Content-Type': CONTENT_TYPES[extension] ?? 'application/octet-stream',
    'Content-Disposition': `filename="${toHeaderText(query.fileName)}"`,
  };
  const path = `/public/${account.companyCode}/${account.nextUpload()}${/^\.\w+$/.test(extension) ? extension : ''}`;
  const stored = (file: StoredFile) => parts.digitize(account, toUploadedFile(query, file));
  return json(200, { url: parts.uploadUrl({ path, headers, stored }), ...headers });
}

/** A quoted header value is ASCII without control characters, quotes and backslashes: each of those becomes a "_". */
function toHeaderText(fileName: string): string {
  return fileName.replace(/[^\x20-\x7e]|["\\]/gu, '_');
}

function toUploadedFile({ fileName, options }: UploadQuery, { path, size, sha256, bytes }: StoredFile): UploadedFile {
  return { fileName, options, path, size, sha256, parts: countDocuments(bytes) };
}

/** Concatenated PDFs count as several documents, any other file as one. */
function countDocuments(bytes: Uint8Array | undefined): number {
  if (bytes === undefined) return 1;
  const text = Buffer.from(bytes).toString('latin1');
  return Math.max(1, text.split('%PDF-').length - 1);
}
