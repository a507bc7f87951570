import { type KeyObject, X509Certificate } from 'node:crypto';
import { Refused } from './refused.ts';

export interface SigningCertificate {
  readonly publicKey: KeyObject;
  /** The last instant at which it is valid, in milliseconds since the epoch. */
  readonly validTo: number;
}

const MIN_RSA_BITS = 2048;
/** And nothing else: a reader of PEM would also find a certificate that an error message quotes. */
const CERTIFICATES = /^\s*(?:-----BEGIN CERTIFICATE-----[0-9A-Za-z+/=\s]+-----END CERTIFICATE-----\s*)+$/;

/**
 * The certificate that messages are signed with, the first one where its issuers follow it. Where it was fetched says that
 * it is the one of SNS; `at` has to be within its dates. Throws Refused.
 */
export function parseCertificate(body: Buffer, at: number): SigningCertificate {
  const { publicKey, validFromDate, validToDate } = readCertificate(body.toString('latin1'));
  const bits = publicKey.asymmetricKeyDetails?.modulusLength ?? 0;
  if (publicKey.asymmetricKeyType !== 'rsa' || bits < MIN_RSA_BITS) {
    throw refused('The signing certificate has no RSA key of sufficient length');
  }
  const validTo = validToDate.getTime();
  // Said so that an unreadable date, which compares with nothing, is outside.
  const isValid = validFromDate.getTime() <= at && at <= validTo;
  if (!isValid) throw refused('The signing certificate is not valid now');
  return { publicKey, validTo };
}

function readCertificate(pem: string): X509Certificate {
  if (!CERTIFICATES.test(pem)) throw refused('There is no certificate at SigningCertURL');
  try {
    return new X509Certificate(pem);
  } catch {
    throw refused('The signing certificate cannot be read');
  }
}

function refused(message: string): Refused {
  return new Refused('certificate', message);
}
