import { type KeyObject, X509Certificate } from 'node:crypto';
import { Refused } from './refused.ts';

export interface SigningCertificate {
  readonly publicKey: KeyObject;
  /** The end of its validity, in milliseconds since the epoch. */
  readonly validTo: number;
}

const MIN_RSA_BITS = 2048;
/** Only certificates: a PEM reader would also find a certificate that is quoted in an error message. */
const CERTIFICATES = /^\s*(?:-----BEGIN CERTIFICATE-----[0-9A-Za-z+/=\s]+-----END CERTIFICATE-----\s*)+$/;

/**
 * The certificate that messages are signed with: the first one if its issuers follow. The URL that it was fetched from
 * proves that it belongs to SNS; `at` has to be within its validity. Throws Refused.
 */
export function parseCertificate(body: Buffer, at: number): SigningCertificate {
  const { publicKey, validFromDate, validToDate } = readCertificate(body.toString('latin1'));
  const bits = publicKey.asymmetricKeyDetails?.modulusLength ?? 0;
  if (publicKey.asymmetricKeyType !== 'rsa' || bits < MIN_RSA_BITS) {
    throw refused('The signing certificate does not have an RSA key of sufficient length');
  }
  const validTo = validToDate.getTime();
  // Written so that an unreadable date (NaN) counts as outside.
  const isValid = validFromDate.getTime() <= at && at <= validTo;
  if (!isValid) throw refused('The signing certificate has expired or is not valid yet');
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
