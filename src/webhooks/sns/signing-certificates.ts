import type { KeyObject } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { CallFailure } from '../../calls/call-failure.ts';
import type { HttpsAnswer, HttpsGet } from '../../calls/fetch-https.ts';
import { BackendUnavailable } from '../../errors/catalogue.ts';
import { parseCertificate, type SigningCertificate } from './parse-certificate.ts';
import { Refused } from './refused.ts';

/** The certificate is temporarily unavailable: the message may be valid, and SNS should send it again. */
export class CertificateUnavailable extends BackendUnavailable {}

export interface SigningCertificatesOptions {
  readonly get: HttpsGet;
  readonly now: () => number;
}

/** Returns the public key of the certificate at an allowed URL. Throws CertificateUnavailable or Refused. */
export type PublicKeyAt = (url: URL) => Promise<KeyObject>;

/** A region has one certificate at a time. */
const MAX_KEPT = 10;
const MAX_AGE_MS = 86_400_000;
const MAX_FAILURES = 100;
const FAILURE_MS = 5_000;
/** A forger can name any number of URLs on an allowed host. */
const MAX_FETCHES = 4;

interface Kept {
  readonly publicKey: KeyObject;
  readonly until: number;
}

/** Fetches a certificate once for all concurrent deliveries, and keeps it for a day, within its validity. */
export function createSigningCertificates({ get, now }: SigningCertificatesOptions): PublicKeyAt {
  const kept = new LRUCache<string, Kept>({ max: MAX_KEPT });
  const failedUntil = new LRUCache<string, number>({ max: MAX_FAILURES });
  const fetches = new Map<string, Promise<KeyObject>>();

  const fetchKey = async (url: URL): Promise<KeyObject> => {
    try {
      const { publicKey, validTo } = answerToCertificate(await fetchAnswer(get, url), now());
      kept.set(url.href, { publicKey, until: Math.min(validTo, now() + MAX_AGE_MS) });
      return publicKey;
    } catch (error) {
      // Otherwise every delivery would wait for a host that is slow to fail.
      if (error instanceof CertificateUnavailable) failedUntil.set(url.href, now() + FAILURE_MS);
      throw error;
    } finally {
      fetches.delete(url.href);
    }
  };

  const startFetch = (url: URL): Promise<KeyObject> => {
    const fetching = fetchKey(url);
    fetches.set(url.href, fetching);
    return fetching;
  };

  return async (url) => {
    const known = kept.get(url.href);
    if (known !== undefined && now() <= known.until) return known.publicKey;
    const fetching = fetches.get(url.href);
    if (fetching !== undefined) return fetching;
    if (now() < (failedUntil.get(url.href) ?? 0)) throw unavailable('could not be fetched a moment ago');
    // Not queued: the queue could grow without bound, and SNS sends waiting deliveries again anyway.
    if (fetches.size >= MAX_FETCHES) throw unavailable('has to wait for others that are being fetched');
    return startFetch(url);
  };
}

async function fetchAnswer(get: HttpsGet, url: URL): Promise<HttpsAnswer> {
  try {
    return await get(url);
  } catch (cause) {
    if (cause instanceof CallFailure) throw unavailable('cannot be fetched', cause);
    throw cause;
  }
}

/** A 4xx or a redirect means that SNS does not have a certificate there: a message that names it is not from SNS. */
function answerToCertificate({ status, body, isWhole }: HttpsAnswer, at: number): SigningCertificate {
  if (status >= 500 || status === 408 || status === 429) {
    throw unavailable('cannot be fetched', new Error(`HTTP ${status}`));
  }
  if (status !== 200 || !isWhole) throw new Refused('certificate', 'There is no certificate at SigningCertURL');
  return parseCertificate(body, at);
}

function unavailable(what: string, cause?: Error): CertificateUnavailable {
  return new CertificateUnavailable(`The signing certificate ${what}.`, { cause });
}
