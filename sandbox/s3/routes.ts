import type { StorageOperation } from '../contract.ts';
import { type Answer, empty } from '../stand-in/answer.ts';
import { anyText, optional } from '../stand-in/parameters.ts';
import type { RoutedCall, RouteTable } from '../stand-in/route.ts';
import { type Signed, s3Error } from './conventions.ts';
import { preflight } from './cors.ts';
import type { ObjectStore } from './object-store.ts';

export type S3Operation = StorageOperation | 'getObject' | 'headObject' | 'preflight';

const PATH = '/{bucket}/{owner}/{object}';

const SIGNATURE = {
  'X-Amz-Algorithm': optional(anyText),
  'X-Amz-Credential': optional(anyText),
  'X-Amz-Date': optional(anyText),
  'X-Amz-Expires': optional(anyText),
  'X-Amz-SignedHeaders': optional(anyText),
  'X-Amz-Signature': optional(anyText),
};

/**
 * The operations of S3 for pre-signed URLs. A signature is valid for one method, so a URL for GET does not allow HEAD.
 */
export function s3Routes(store: ObjectStore): RouteTable<S3Operation, Signed> {
  const read = ({ account }: RoutedCall<Signed>) => readFile(store, account);
  return {
    pathParameters: {},
    routes: {
      getObject: { method: 'GET', path: PATH, query: SIGNATURE, handle: read },
      headObject: { method: 'HEAD', path: PATH, query: SIGNATURE, handle: read },
      putFile: {
        method: 'PUT',
        path: PATH,
        body: 'digest',
        query: SIGNATURE,
        handle: (routed) => putFile(store, routed),
      },
      preflight: {
        method: 'OPTIONS',
        path: PATH,
        access: 'open',
        query: SIGNATURE,
        handle: ({ call }) =>
          preflight(call) ?? s3Error(403, 'AccessForbidden', 'CORSResponse: This CORS request is not allowed.'),
      },
    },
  };
}

function readFile(store: ObjectStore, { path }: Signed): Answer {
  const content = store.read(path);
  return content === undefined
    ? s3Error(404, 'NoSuchKey', 'The specified key does not exist.')
    : { status: 200, headers: content.headers, body: content.bytes };
}

function putFile(store: ObjectStore, { account, call, bytes }: RoutedCall<Signed>): Answer {
  if (call.headers['transfer-encoding'] !== undefined) {
    return s3Error(501, 'NotImplemented', 'A header you provided implies functionality that is not implemented');
  }
  if (call.headers['content-length'] === undefined) {
    return s3Error(411, 'MissingContentLength', 'You must provide the Content-Length HTTP header.');
  }
  const sha256 = call.sha256 ?? '';
  const file = store.put({ path: account.path, size: call.size, sha256, bytes });
  // The ETag of S3 is usually an MD5, but clients must treat it as opaque.
  return file === undefined
    ? s3Error(404, 'NoSuchBucket', 'The specified bucket does not exist')
    : empty(200, { etag: `"${sha256.slice(0, 32)}"` });
}
