import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Call } from '../stand-in/call.ts';
import type { Clock } from '../stand-in/clock.ts';

/** Headers by lower-case name. */
export type SignedHeaders = Readonly<Record<string, string>>;

/** The reason for which S3 refuses a request. */
export interface Refusal {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

/** Pre-signs URLs for a limited time, as S3 does, and checks them when they come back. */
export interface Signer {
  /** The lifetime of URLs that are signed from now on; initially 900. */
  lifetimeSeconds: number;
  /** Path and query of a URL that is valid for this method, this object, and a request with exactly these headers. */
  presign(method: 'GET' | 'PUT', path: string, headers: SignedHeaders): string;
  /** Expires every URL issued so far. */
  expireUrls(): void;
  /** undefined if the request matches its signature. */
  refusalOf(call: Call, query: URLSearchParams): Refusal | undefined;
}

const SECRET = 'sandbox-signing-key-not-a-secret';

export function createSigner(clock: Clock): Signer {
  // A URL carries the key it was signed with, so that tests can expire URLs without waiting.
  let keyNumber = 1;
  const keyId = () => `SANDBOXKEY${keyNumber}`;

  return {
    lifetimeSeconds: 900,
    presign(method, path, headers) {
      const at = toStamp(clock.now());
      const query = new URLSearchParams({
        'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
        'X-Amz-Credential': `${keyId()}/${at.slice(0, 8)}/eu-west-1/s3/aws4_request`,
        'X-Amz-Date': at,
        'X-Amz-Expires': String(this.lifetimeSeconds),
        'X-Amz-SignedHeaders': Object.keys(headers).sort().join(';'),
      });
      query.append('X-Amz-Signature', signatureOf(method, path, query, headers));
      return `${path}?${query}`;
    },
    expireUrls() {
      keyNumber += 1;
    },
    refusalOf({ method, path, headers }, query) {
      const given = query.get('X-Amz-Signature');
      if (given === null) return { status: 403, code: 'AccessDenied', message: 'Access Denied' };

      const expiresAt = fromStamp(query.get('X-Amz-Date')) + 1000 * Number(query.get('X-Amz-Expires'));
      const isCurrent = query.get('X-Amz-Credential')?.startsWith(`${keyId()}/`) === true;
      if (!isCurrent || clock.now() >= expiresAt) {
        return { status: 403, code: 'AccessDenied', message: 'Request has expired' };
      }
      const names = query.get('X-Amz-SignedHeaders')?.split(';') ?? [];
      if (Object.keys(headers).some((name) => name.startsWith('x-amz-') && !names.includes(name))) {
        return { status: 403, code: 'AccessDenied', message: 'There were headers present which were not signed' };
      }
      const sent = Object.fromEntries(names.map((name) => [name, String(headers[name] ?? '')]));
      return isEqual(given, signatureOf(method, path, query, sent)) ? undefined : MISMATCH;
    },
  };
}

const MISMATCH: Refusal = {
  status: 403,
  code: 'SignatureDoesNotMatch',
  message: 'The request signature we calculated does not match the signature you provided.',
};

/** Covers the same parts as AWS's signature, but in one step instead of five. */
function signatureOf(method: string, path: string, query: URLSearchParams, headers: SignedHeaders): string {
  const parameters = [...query]
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`);
  const fields = Object.entries(headers).map(([name, value]) => `${name}:${value.trim()}`);
  const request = [method, path, parameters.sort().join('&'), ...fields.sort(), 'UNSIGNED-PAYLOAD'].join('\n');
  return createHmac('sha256', SECRET).update(request).digest('hex');
}

/** "20260320T153000Z" */
function toStamp(ms: number): string {
  return new Date(ms).toISOString().replace(/[-:]|\.\d+/g, '');
}

/** NaN for a malformed stamp: it does not expire, and its signature does not match. */
function fromStamp(stamp: string | null): number {
  return Date.parse((stamp ?? '').replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
}

function isEqual(given: string, expected: string): boolean {
  return given.length === expected.length && timingSafeEqual(Buffer.from(given), Buffer.from(expected));
}
