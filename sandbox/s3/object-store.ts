import { createHmac, timingSafeEqual } from 'node:crypto';

/** A soft copy: its PDF is made when it is fetched. */
export interface StoredFile {
  /** Path below the store, as it stands in a URL. */
  readonly path: string;
  readonly title: string;
}

/** What a PUT has to carry, exactly so: they are part of what is signed. */
export interface UploadHeaders {
  readonly 'Content-Type': string;
  readonly 'Content-Disposition': string;
}

/** A place for one file, whose content is not kept. */
export interface UploadSlot {
  readonly path: string;
  readonly headers: UploadHeaders;
}

/** What a request for an object is worth: what it is let in to, or S3's reason to refuse it. */
export type Verdict =
  | { readonly kind: 'file'; readonly file: StoredFile }
  | { readonly kind: 'slot'; readonly slot: UploadSlot }
  | { readonly kind: 'refused'; readonly status: number; readonly code: string; readonly message: string };

/** Signs URLs of files for a limited time, as S3 does, and checks them when they come back. */
export interface ObjectStore {
  /** For URLs that are signed from now on. */
  urlLifetimeSeconds: number;
  /** Path and query of a URL that reads the file without credentials. */
  presignGet(file: StoredFile): string;
  /** Path and query of a URL that may be written to without credentials. */
  presignPut(slot: UploadSlot): string;
  /** Makes every URL given so far one that has expired. */
  expireUrls(): void;
  check(method: string, path: string, query: URLSearchParams): Verdict;
}

const SECRET = 'sandbox-signing-key-not-a-secret';

export function createObjectStore(): ObjectStore {
  const files = new Map<string, StoredFile>();
  const slots = new Map<string, UploadSlot>();
  // A URL carries the generation it was signed in, so that tests can expire URLs without waiting.
  let generation = 1;

  const presign = (method: string, path: string, lifetimeSeconds: number) => {
    const signed = new URLSearchParams({
      'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
      'X-Amz-Credential': `SANDBOX/${generation}/s3/aws4_request`,
      'X-Amz-Date': String(Date.now()),
      'X-Amz-Expires': String(lifetimeSeconds),
      'X-Amz-SignedHeaders': 'host',
    });
    signed.append('X-Amz-Signature', signatureOf(method, path, signed));
    return `${path}?${signed}`;
  };

  return {
    urlLifetimeSeconds: 900,
    presignGet(file) {
      files.set(file.path, file);
      return presign('GET', file.path, this.urlLifetimeSeconds);
    },
    presignPut(slot) {
      slots.set(slot.path, slot);
      return presign('PUT', slot.path, this.urlLifetimeSeconds);
    },
    expireUrls() {
      generation += 1;
    },
    check(method, path, query) {
      const unsigned = new URLSearchParams(query);
      const given = unsigned.get('X-Amz-Signature');
      unsigned.delete('X-Amz-Signature');
      if (given === null) return refused(403, 'AccessDenied', 'Access Denied');
      if (!isEqual(given, signatureOf(method, path, unsigned))) {
        return refused(403, 'SignatureDoesNotMatch', 'The request signature we calculated does not match');
      }
      const expiresAt = Number(query.get('X-Amz-Date')) + 1000 * Number(query.get('X-Amz-Expires'));
      const isCurrent = query.get('X-Amz-Credential')?.startsWith(`SANDBOX/${generation}/`) === true;
      if (!isCurrent || Date.now() >= expiresAt) return refused(403, 'AccessDenied', 'Request has expired');
      const slot = slots.get(path);
      if (method === 'PUT' && slot !== undefined) return { kind: 'slot', slot };
      const file = files.get(path);
      return file === undefined
        ? refused(404, 'NoSuchKey', 'The specified key does not exist.')
        : { kind: 'file', file };
    },
  };
}

function refused(status: number, code: string, message: string): Verdict {
  return { kind: 'refused', status, code, message };
}

function signatureOf(method: string, path: string, query: URLSearchParams): string {
  return createHmac('sha256', SECRET).update(`${method}\n${path}\n${query}`).digest('hex');
}

function isEqual(given: string, expected: string): boolean {
  return given.length === expected.length && timingSafeEqual(Buffer.from(given), Buffer.from(expected));
}
