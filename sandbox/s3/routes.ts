import { type Answer, plain } from '../stand-in/answer.ts';
import type { Call } from '../stand-in/call.ts';
import { anyText, optional } from '../stand-in/parameters.ts';
import type { RouteTable } from '../stand-in/route.ts';
import { type Signed, s3Error } from './manners.ts';
import { createPdf } from './pdf.ts';

export type S3Operation = 'getObject' | 'putFile';

const SIGNATURE = {
  'X-Amz-Algorithm': optional(anyText),
  'X-Amz-Credential': optional(anyText),
  'X-Amz-Date': optional(anyText),
  'X-Amz-Expires': optional(anyText),
  'X-Amz-SignedHeaders': optional(anyText),
  'X-Amz-Signature': optional(anyText),
};

/** The file is what a request was let in to: its signature names one object. */
export const S3_ROUTES: RouteTable<S3Operation, Signed> = {
  pathParameters: {},
  routes: [
    {
      operation: 'getObject',
      method: 'GET',
      path: '/{bucket}/{owner}/{object}',
      query: SIGNATURE,
      play: ({ account }) =>
        account.kind === 'file'
          ? plain(200, 'application/pdf', createPdf(account.file.title))
          : s3Error(403, 'SignatureDoesNotMatch', 'The URL was signed for another method'),
    },
    {
      operation: 'putFile',
      method: 'PUT',
      path: '/{bucket}/{owner}/{object}',
      body: 'digest',
      query: SIGNATURE,
      play: ({ account, call }) => putFile(account, call),
    },
  ],
};

function putFile(signed: Signed, { headers }: Call): Answer {
  if (signed.kind !== 'slot') return s3Error(403, 'SignatureDoesNotMatch', 'The URL was signed for another method');
  if (headers['transfer-encoding'] !== undefined) {
    return s3Error(501, 'NotImplemented', 'A header you provided implies functionality that is not implemented');
  }
  if (headers['content-length'] === undefined) {
    return s3Error(411, 'MissingContentLength', 'You must provide the Content-Length HTTP header.');
  }
  const asSigned = Object.entries(signed.slot.headers).every(([name, value]) => headers[name.toLowerCase()] === value);
  return asSigned
    ? { status: 200, headers: {}, body: '' }
    : s3Error(403, 'SignatureDoesNotMatch', 'The request signature we calculated does not match');
}
