import { verify as isSignedBy } from 'node:crypto';
import type { HttpsGet } from '../../calls/fetch-https.ts';
import { type AllowedUrl, createAllowedUrl, isCertificateFile } from './allowed-url.ts';
import { checkHeaders, type DeliveryHeaders } from './check-headers.ts';
import { ClockInDoubt } from './clock-in-doubt.ts';
import { parseMessage } from './parse-message.ts';
import { Refused } from './refused.ts';
import { createSigningCertificates } from './signing-certificates.ts';
import type { SignedMessage, SnsMessage } from './sns-message.ts';
import { stringToSign } from './string-to-sign.ts';

export interface SnsVerifierOptions {
  /** A regular expression for the host, with the port if it is not 443. */
  readonly hostPattern: string;
  readonly fetch: HttpsGet;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
  readonly maxAgeMs?: number;
}

/**
 * Returns the message in the raw body of a delivery after verifying that SNS signed it recently, for one of the topics
 * (undefined = any topic). Throws Refused, or CertificateUnavailable or ClockInDoubt if that cannot be decided now. Fetches
 * only the certificate's URL.
 */
export type VerifyMessage = (
  rawBody: Uint8Array,
  headers: DeliveryHeaders,
  topicArns: readonly string[] | undefined,
) => Promise<SnsMessage>;

const DAY_MS = 86_400_000;
/** How far the clock of SNS may be ahead of ours. */
const MAX_AHEAD_MS = 900_000;
const DIGESTS = { '1': 'RSA-SHA1', '2': 'RSA-SHA256' } as const;

export function createSnsVerifier(options: SnsVerifierOptions): VerifyMessage {
  const { hostPattern, fetch, now = Date.now, maxAgeMs = DAY_MS } = options;
  const allowedUrl = createAllowedUrl(hostPattern);
  const publicKeyAt = createSigningCertificates({ get: fetch, now });

  const checkSignature = async ({ message, signature }: SignedMessage): Promise<void> => {
    const url = allowedUrl(signature.certificateUrl);
    if (url === undefined || !isCertificateFile(url)) {
      throw new Refused('certificate-url', 'SigningCertURL is not the URL of an SNS certificate');
    }
    const publicKey = await publicKeyAt(url);
    const signed = Buffer.from(stringToSign(message), 'utf8');
    if (!isSignedBy(DIGESTS[signature.version], signed, publicKey, signature.bytes)) {
      throw new Refused('signature', 'The signature does not match the message');
    }
  };

  return async (rawBody, headers, topicArns) => {
    const signed = parseMessage(rawBody);
    const { message } = signed;
    checkHeaders(message, headers);
    await checkSignature(signed);
    checkTopic(message, topicArns);
    checkAge(message, now(), maxAgeMs);
    checkSubscribeUrl(message, allowedUrl);
    return message;
  };
}

function checkTopic({ topicArn }: SnsMessage, topicArns: readonly string[] | undefined): void {
  if (topicArns !== undefined && !topicArns.includes(topicArn)) {
    throw new Refused('topic', 'The message was published to a topic that is not configured');
  }
}

function checkAge({ timestamp }: SnsMessage, now: number, maxAgeMs: number): void {
  const age = now - Date.parse(timestamp);
  if (age > maxAgeMs) throw new Refused('age', 'The message is too old');
  if (age < -MAX_AHEAD_MS) throw new ClockInDoubt();
}

/**
 * The URL of an UnsubscribeConfirmation is not checked, since it is never fetched: it would undo the unsubscription.
 */
function checkSubscribeUrl(message: SnsMessage, allowedUrl: AllowedUrl): void {
  if (message.type === 'SubscriptionConfirmation' && allowedUrl(message.subscribeUrl) === undefined) {
    throw new Refused('subscribe-url', 'SubscribeURL does not belong to SNS');
  }
}
