import type { RequestUploadInput, UploadFileInput } from '../../__generated__/resolvers.ts';
import type { Context } from '../../context.ts';
import type { UploadLocation } from '../../domain/upload.ts';
import { BadUserInput } from '../../errors/catalogue.ts';
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

/** Sends a file that has arrived completely. The location is requested only after the file was checked. */
export async function uploadFile(
  { company, file, fileName: givenName, options }: UploadFileInput,
  context: Context,
): Promise<UploadedFile> {
  const fileName = givenName ?? file.name ?? '';
  checkFileName(fileName);
  checkOptions(options);
  if (file.size === 0)
    throw new BadUserInput('The file is empty: send one that has content', { field: ['input', 'file'] });
  const account = context.accounts.having('uploads', company);
  const location = await context.write({
    account,
    action: 'UPLOAD_FILE',
    subject: null,
    send: (ticket) => account.uploads.send(fileName, options ?? {}, file, ticket),
  });
  return { fileName, contentType: contentTypeOf(location), size: file.size };
}

/** The media type with which the file was stored, not the one that its sender named. */
function contentTypeOf({ headers }: UploadLocation): string {
  return headers.find(({ name }) => name.toLowerCase() === 'content-type')?.value ?? 'application/octet-stream';
}
