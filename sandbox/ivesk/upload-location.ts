import { extname } from 'node:path';
import type { UploadHeaders } from '../s3/object-store.ts';
import { type Answer, json } from '../stand-in/answer.ts';
import type { IveskAccount } from '../world/ivesk/account.ts';
import { message } from './manners.ts';

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.pdf': 'application/pdf',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.png': 'image/png',
  '.tif': 'image/tiff',
  '.tiff': 'image/tiff',
};

/** Where a file may be put, and the headers its PUT has to carry. Each location is for one file. */
export function uploadLocation(
  account: IveskAccount,
  filename: string,
  urlOf: (path: string, headers: UploadHeaders) => string,
): Answer {
  const contentType = CONTENT_TYPES[extname(filename).toLowerCase()];
  if (contentType === undefined) return message(400, 'filename needs the extension of a PDF or an image');
  const object = account.nextUpload();
  const headers = {
    'Content-Type': contentType,
    // A header holds no line break, no quote and nothing outside Latin-1, so the name goes into it encoded.
    'Content-Disposition': `filename="${encodeURIComponent(filename)}"`,
  };
  const path = `/public/${account.companyCode}/${object}${extname(filename).toLowerCase()}`;
  return json(200, { url: urlOf(path, headers), ...headers });
}
