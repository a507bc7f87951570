import { createHash } from 'node:crypto';
import type { RequestUploadInput, UploadFileInput } from '../../__generated__/resolvers.ts';
import type { Context } from '../../context.ts';
import type { ReceivedFile } from '../../domain/received-file.ts';
import type { UploadLocation } from '../../domain/upload.ts';
import { BadUserInput } from '../../errors/catalogue.ts';
import type { Write } from '../../writes/perform-write.ts';
import type { RequestKey } from '../write/idempotency-key.ts';
import { checkFileName, checkOptions } from './check-upload-input.ts';

export interface UploadedFile {
  readonly fileName: string;
  readonly contentType: string;
  /** Bytes. */
  readonly size: number;
}

/** Requests a location for a file that the caller sends itself. */
export async function requestUpload(
  { company, fileName, options }: RequestUploadInput,
  context: Context,
): Promise<UploadLocation> {
  checkFileName(fileName);
  checkOptions(options);
  const { uploads } = context.accounts.having('uploads', company);
  return uploads.requestLocation(fileName, options ?? {}, context.signal);
}

/**
 * Sends a file that has arrived completely. The location is requested only after the file was checked. `keyOf` gives the key
 * of the request for its content.
 */
export async function uploadFile(
  { company, file, fileName: givenName, options }: UploadFileInput,
  keyOf: (content: unknown) => RequestKey | null,
  context: Context,
): Promise<UploadedFile> {
  const fileName = givenName ?? file.name ?? '';
  checkFileName(fileName);
  checkOptions(options);
  if (file.size === 0)
    throw new BadUserInput('The file is empty: send one that has content', { field: ['input', 'file'] });
  const account = context.accounts.having('uploads', company);
  const { value } = await context.write<UploadedFile>({
    account,
    action: 'UPLOAD_FILE',
    subject: null,
    key: await uploadKey(keyOf, { company, fileName, options }, file),
    send: async (ticket) => {
      const location = await account.uploads.send(fileName, options ?? {}, file, ticket);
      return { fileName, contentType: contentTypeOf(location), size: file.size };
    },
  });
  return value;
}

/** A file is named by its digest, which takes a pass over it: only for a request with a key. */
async function uploadKey(
  keyOf: (content: unknown) => RequestKey | null,
  input: object,
  file: ReceivedFile,
): Promise<Write<UploadedFile>['key']> {
  if (keyOf(null) === null) return null;
  const hash = createHash('sha256');
  for await (const chunk of file.chunks()) hash.update(chunk);
  return keyOf({ ...input, sha256: hash.digest('base64url') })?.of('') ?? null;
}

/** The media type with which the file was stored, not the one that its sender named. */
function contentTypeOf({ headers }: UploadLocation): string {
  return headers.find(({ name }) => name.toLowerCase() === 'content-type')?.value ?? 'application/octet-stream';
}
